import { constants } from 'node:os';
import { type Command, type OpenPark, Usage } from './cli/command.ts';

const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};
let leaving = false;

/** The park for a command. One that is interrupted, and does not see to that itself, lets go of the database first. */
const park: OpenPark = async () => {
  const opened = await (await import('./open.ts')).openPark({ say });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, async () => {
      if (leaving || process.listenerCount(signal) > 1) return;
      leaving = true;
      await opened.embedded?.stop();
      process.exit(128 + constants.signals[signal]);
    });
  return opened;
};

/** The commands, each loaded when it is called. One whose work is not there yet is not listed. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./server.ts')).start,
  sample: async () => (await import('./cli/sample.ts')).sample(park),
  import: async () => (await import('./cli/import.ts')).importCommand(park),
  export: async () => (await import('./cli/export.ts')).exportCommand(park),
  match: async () => (await import('./cli/match.ts')).match,
  retrieve: async () => (await import('./cli/retrieve.ts')).retrieve,
  tables: async () => (await import('./cli/tables.ts')).tables,
  plan: async () => (await import('./cli/plan.ts')).plan,
  password: async () => (await import('./cli/password.ts')).passwordCommand(park),
  verify: async () => (await import('./cli/verify.ts')).verifyCommand(park),
};

const [name = '--help', ...args] = process.argv.slice(2);

async function main(): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    const lines = await Promise.all(
      Object.values(commands).map(async (load) => {
        const command = await load();
        return `  ${command.name.padEnd(10)} ${command.summary}`;
      }),
    );
    process.stdout.write(
      `Causeway: the open platform on which a science park goes global.\n\nUse: causeway COMMAND [options]\n\n${lines.join('\n')}\n\ncauseway COMMAND --help tells more.\n`,
    );
    return 0;
  }
  if (!Object.hasOwn(commands, name)) throw new Usage(`There is no command ${name}. See causeway --help.`);
  const command = await commands[name]!();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.help}\n`);
    return 0;
  }
  return command.run(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  // Cut short, it fails as it must: its end has been decided already.
  if (leaving) await new Promise(() => {});
  const usage = error instanceof Usage || isWrongArgument(error);
  say(usage ? error.message : error instanceof Error && process.env['DEBUG'] ? error.stack! : String(error));
  process.exitCode = usage ? 2 : 1;
}
// What is still open (pools, channels) must not keep a finished command alive.
if (!leaving) process.exit();

/** What Node says of options that a command does not know. */
function isWrongArgument(error: unknown): error is Error {
  return error instanceof Error && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
}
