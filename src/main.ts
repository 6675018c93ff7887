import { type Command, type OpenPark, Usage } from './cli/command.ts';

const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};
const park: OpenPark = async () => (await import('./open.ts')).openPark({ say });

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
  process.stderr.write(
    `${error instanceof Usage ? error.message : error instanceof Error && process.env['DEBUG'] ? error.stack : String(error)}\n`,
  );
  process.exitCode = error instanceof Usage ? 2 : 1;
}
// What is still open (pools, channels) must not keep a finished command alive.
if (process.exitCode !== undefined) process.exit();
