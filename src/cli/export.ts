import { parseArgs } from 'node:util';
import { exportFormats, exportRecords } from '../actions/index.ts';
import { Failure } from '../errors.ts';
import { system } from '../records/index.ts';
import { type Command, type OpenPark, Usage } from './command.ts';
import { writePieces } from './lines.ts';

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
      await writePieces(bytes);
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
