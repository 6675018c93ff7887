import { parseArgs } from 'node:util';
import { buildMatchingTables } from '../actions/build-matching-tables.ts';
import type { Command } from './command.ts';
import { say } from './say.ts';

export const tables: Command = {
  name: 'tables',
  summary: 'builds the translation tables that matching uses',
  help: `causeway tables [--again]

Learns translations from the glossary and from the dictionaries that are installed, into .cache/matching. Does nothing
where they are up to date. Other commands do this by themselves when they need it.

  --again    builds them even so`,
  async run(args) {
    const { values } = parseArgs({ args, options: { again: { type: 'boolean' } }, strict: true });
    const built = await buildMatchingTables(say, values.again ?? false);
    process.stdout.write(built ? 'Tables built.\n' : 'Tables are up to date.\n');
    return 0;
  },
};
