import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { exportFormats, exportRecords } from '../actions/index.ts';
import { Failure } from '../errors.ts';
import { system } from '../records/index.ts';
import { type Command, type OpenPark, Usage } from './command.ts';

export const exportCommand = (open: OpenPark): Command => ({
  name: 'export',
  summary: 'writes records as a file',
  help: `causeway export KIND [--filter QUERY] [--at DATE] [--format csv|xlsx|json] > FILE

Writes records to standard output, with every field. What is exported imports unchanged.

  --filter QUERY   which ones, as in the address of a list: 'country=DE&stage[min]=6'
  --at DATE        what holds on a day, for what has a from and a to
  --format F       csv (default), xlsx or json`,
  async run(args) {
    const { values, positionals } = readArguments(args);
    const [kind, ...rest] = positionals;
    if (!kind || rest.length > 0) throw new Usage('Name one kind: causeway export KIND');
    const pairs = new URLSearchParams(values.filter ?? '');
    if (values.at !== undefined) pairs.set('at', values.at);
    const format = values.format ?? 'csv';
    if (!(exportFormats as string[]).includes(format))
      throw new Usage(`--format is one of: ${exportFormats.join(', ')}.`);
    const { context, close } = await open();
    try {
      if (!Object.hasOwn(context.park.kinds, kind))
        throw new Usage(`There is no kind ${kind}. Kinds: ${Object.keys(context.park.kinds).join(', ')}.`);
      const { bytes } = await exportRecords(context, system, kind, pairs.toString(), format);
      await writeBytes(bytes);
      return 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Usage(
        [error.message, ...error.problems.map(({ pointer, words }) => `${pointer}: ${words}`)].join('\n'),
      );
    } finally {
      await close();
    }
  },
});

function readArguments(args: string[]) {
  const options = { filter: { type: 'string' }, at: { type: 'string' }, format: { type: 'string' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

/** Waits where the reader is slower; quiet when it has gone (`| head`). */
async function writeBytes(
  bytes: AsyncGenerator<Uint8Array>,
  out: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  let gone = false;
  const leave = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  };
  out.on('error', leave);
  try {
    for await (const piece of bytes) {
      if (gone) return;
      if (!out.write(piece)) await once(out, 'drain').catch(() => {});
    }
    // A command ends as soon as it has run; what is still on its way to a pipe must be out by then.
    await new Promise<void>((done) => (gone ? done() : out.write('', () => done())));
  } finally {
    out.off('error', leave);
  }
}
