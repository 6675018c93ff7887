import { parseArgs } from 'node:util';
import { renewPassword } from '../actions/index.ts';
import { Failure } from '../errors.ts';
import { type Command, type OpenPark, Usage } from './command.ts';
import { say } from './say.ts';

export const passwordCommand = (open: OpenPark): Command => ({
  name: 'password',
  summary: 'gives an account a new password',
  help: `causeway password EMAIL

Gives the account of an address a new password made by chance, prints it, and ends all sessions of the account.
For when nobody can sign in who could help. Exit 1 where the address has no open account.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true, strict: true });
    const [email, ...more] = positionals;
    if (!email || more.length > 0) throw new Usage('Name one account: causeway password EMAIL');
    const park = await open();
    try {
      process.stdout.write(`${await renewPassword(park.context, email)}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(error.message);
      return 1;
    } finally {
      await park.close();
    }
  },
});
