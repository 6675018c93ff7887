import { verifyPark } from '../actions/index.ts';
import { system } from '../records/index.ts';
import { type Command, type OpenPark, Usage } from './command.ts';
import { progressBar } from './progress.ts';
import { say } from './say.ts';

/** As many findings are named a line each; all are counted. */
const named = 1000;

export const verifyCommand = (open: OpenPark): Command => ({
  name: 'verify',
  summary: 'checks the chain of the history',
  help: `causeway verify

Walks the chain of the history from its beginning and compares every record with its last change. Names what was
changed behind the platform's back. Exit 0 where all fits, 1 where something does not.`,
  async run(args) {
    if (args.length > 0) throw new Usage('verify takes no arguments.');
    const { context, close } = await open();
    const bar = progressBar();
    try {
      const { sealed, unsealed, records, findings } = await verifyPark(
        context,
        { viewer: system, door: 'command' },
        (done) => bar.show(done, null),
      );
      bar.end();
      for (const { kind, record, words } of findings.slice(0, named))
        process.stdout.write(`${kind} ${record}: ${words}\n`);
      if (findings.length > named) say(`… and ${findings.length - named} more.`);
      process.stdout.write(
        `${sealed} sealed changes, ${unsealed} not sealed yet, ${records} records: ${findings.length} findings\n`,
      );
      return findings.length > 0 ? 1 : 0;
    } finally {
      bar.end();
      await close();
    }
  },
});
