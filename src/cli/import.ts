import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  accountLine,
  type Context,
  type ImportProblem,
  type ImportResult,
  importNow,
  undoImport,
} from '../actions/index.ts';
import { Failure } from '../errors.ts';
import { type Mapping, parseMapping, Unreadable } from '../formats/index.ts';
import { system } from '../records/index.ts';
import { type Command, type OpenPark, Usage } from './command.ts';
import { progressBar } from './progress.ts';
import { say } from './say.ts';

const help = `causeway import KIND FILE… [options]
causeway import --undo IMPORT

Brings rows of .csv, .xlsx, .json or .jsonl files in (a folder stands for its files). All files of one command make
one account; its last line is "N rows: A added, U updated, S unchanged, R rejected".

  --source NAME      who sends the files; else each file's name. A row is known by its sender and id
  --language CODE    language of rows that do not say theirs; else it is detected
  --mapping FILE     which column fills which field (JSON); else shipped mappings and the columns' own names
  --all-or-nothing   one rejected row keeps all out
  --dry-run          tells what would happen and keeps nothing
  --publish          what comes in with a title is published without review
  --json             the account as JSON
  --undo IMPORT      takes a whole import back; what was changed since stays and is named

Ctrl-C cancels: nothing is kept. Exit 0 when every row is accounted for, 1 when nothing was kept, 2 for wrong use.`;

const options = {
  source: { type: 'string' },
  language: { type: 'string' },
  mapping: { type: 'string' },
  'all-or-nothing': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  publish: { type: 'boolean' },
  json: { type: 'boolean' },
  undo: { type: 'string' },
} as const;

/** As many problems are told on the terminal; a page and --json have more. */
const told = 20;

export const importCommand = (open: OpenPark): Command => ({
  name: 'import',
  summary: 'brings in rows of files',
  help,
  async run(args) {
    const { values, positionals } = readArguments(args);
    if (values.undo !== undefined) {
      if (positionals.length > 0) throw new Usage('--undo takes the import alone.');
      return withPark(open, (context) => undo(context, values.undo!));
    }
    const [kind, ...paths] = positionals;
    if (!kind || paths.length === 0)
      throw new Usage('Name a kind and at least one file: causeway import KIND FILE…');
    const files = paths.flatMap(filesAt);
    if (files.length === 0) throw new Usage('There is no file to import.');
    const mapping = values.mapping === undefined ? undefined : readMapping(values.mapping);
    return withPark(open, async (context) => {
      if (!Object.hasOwn(context.park.kinds, kind))
        throw new Usage(`There is no kind ${kind}. Kinds: ${Object.keys(context.park.kinds).join(', ')}.`);
      const stop = new AbortController();
      const onSignal = () => stop.abort();
      // A terminal and the program that started us may both send it: the second must not cut the rollback short.
      process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
      const bar = progressBar();
      try {
        const request = {
          kind,
          files,
          source: values.source,
          language: values.language,
          mapping,
          allOrNothing: values['all-or-nothing'],
          dryRun: values['dry-run'],
          publish: values.publish,
        };
        const end = await importNow(context, { viewer: system, door: 'command' }, request, {
          progress: bar.show,
          signal: stop.signal,
        });
        bar.end();
        if (!end.result) {
          say(end.words ?? 'Nothing was kept.');
          return 1;
        }
        return tell(end.id, end.result, values.json === true);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        throw new Usage(
          [error.message, ...error.problems.map((problem) => `${problem.pointer} ${problem.words}`)].join(
            '\n',
          ),
        );
      } finally {
        bar.end();
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      }
    });
  },
});

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

async function withPark(open: OpenPark, work: (context: Context) => Promise<number>): Promise<number> {
  const { context, close } = await open();
  try {
    return await work(context);
  } finally {
    await close();
  }
}

function filesAt(path: string): { name: string; path: string }[] {
  if (!existsSync(path)) throw new Usage(`There is no file ${path}.`);
  if (!statSync(path).isDirectory()) return [{ name: basename(path), path }];
  return readdirSync(path)
    .filter((name) => /\.(json|jsonl|csv|tsv|xlsx)$/i.test(name))
    .sort()
    .map((name) => ({ name, path: join(path, name) }));
}

function readMapping(path: string): Mapping {
  try {
    return parseMapping(JSON.parse(readFileSync(path, 'utf8')), basename(path));
  } catch (error) {
    const problems =
      error instanceof Unreadable ? error.problems.map(({ pointer, words }) => `${pointer} ${words}`) : [];
    throw new Usage([`${path} is not a mapping: ${(error as Error).message}`, ...problems].join('\n'));
  }
}

const placeOf = (problem: ImportProblem): string =>
  `${problem.file}${problem.sheet ? `/${problem.sheet}` : ''}${problem.row === undefined ? '' : `, row ${problem.row}`}${problem.field ? `, ${problem.field}` : ''}`;

/** Words to standard error, the account to standard output: its line comes last. */
function tell(id: string, result: ImportResult, json: boolean): number {
  const { account, problems, counts, outcome } = result;
  for (const problem of problems.slice(0, told))
    say(`${placeOf(problem)}: ${problem.words}${problem.rejected ? ' The row stays out.' : ''}`);
  const kinds = Object.entries(counts).map(([code, count]) => `${code} ${count}`);
  if (kinds.length > 0) say(`Problems: ${kinds.join(', ')}`);
  const made = Object.entries(account.made).map(([kind, count]) => `${count} ${kind}`);
  if (made.length > 0) say(`Made because rows name them: ${made.join(', ')}`);
  if (outcome === 'kept') say(`Import ${id} (undo: causeway import --undo ${id})`);
  else if (outcome === 'dry-run') say('A dry run: nothing was kept.');
  else say('Nothing was kept, because rows were rejected.');
  process.stdout.write(json ? `${JSON.stringify({ import: id, ...result })}\n` : `${accountLine(account)}\n`);
  return outcome === 'undone' ? 1 : 0;
}

async function undo(context: Context, id: string): Promise<number> {
  try {
    const { deleted, restored, left, leftCount } = await undoImport(
      context,
      { viewer: system, door: 'command' },
      id,
    );
    for (const { kind, record, reason } of left) {
      const why = {
        changed: 'was changed since',
        'pointed-to': 'is pointed to by others',
        erased: 'cannot be restored',
      }[reason];
      say(`${kind} ${record} ${why} and stays.`);
    }
    process.stdout.write(`${deleted} deleted, ${restored} restored, ${leftCount} left\n`);
    return leftCount > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Usage(error.message);
  }
}
