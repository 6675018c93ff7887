import { Forbidden } from '../../errors.ts';
import { today } from '../../filter/index.ts';
import type { Mapping } from '../../formats/index.ts';
import { isStaff, type Kind } from '../../records/index.ts';
import { type Db, finishTask, packQuickly } from '../../store/index.ts';
import { type Caller, type Context, handOf, kindOf, refuse } from '../context.ts';
import { canonicalLanguage } from './columns.ts';
import {
  type FilePreview,
  type ImportFile,
  type Plan,
  type PlannedFile,
  planFiles,
  rowsOf,
} from './plan-files.ts';
import { prepareRow } from './prepare-row.ts';
import { References } from './references.ts';
import { type ImportReport, newReport, note } from './report.ts';
import { type Candidate, candidateReferences, type Writing, writeCandidates } from './write-rows.ts';

export interface ImportRequest {
  kind: string;
  files: ImportFile[];
  /** Who sends the files; else each file's name stands for its sender. */
  source?: string | undefined;
  /** Language of rows that do not say theirs; else it is detected. */
  language?: string | undefined;
  /** Else a shipped mapping that knows the columns, or the columns' own names. */
  mapping?: Mapping | undefined;
  /** One rejected row undoes all. */
  allOrNothing?: boolean | undefined;
  /** Tells what would happen and keeps nothing. */
  dryRun?: boolean | undefined;
  /** Columns that merely look like a field fill it, for a person to judge in a preview. */
  likely?: boolean | undefined;
  /** What comes in with a title is published at once, on the word of staff. */
  publish?: boolean | undefined;
}

export interface ImportResult extends ImportReport {
  kind: string;
  /** `kept`, or why nothing was. */
  outcome: 'kept' | 'dry-run' | 'undone';
  files: {
    name: string;
    sender: string;
    mapping: string;
    rows: number;
    unknown: string[];
    left: string[];
    preview?: FilePreview;
  }[];
}

/** Somebody asked for an end: nothing was kept. */
export class Cancelled extends Error {}

/** Told of every few rows: how many are done, and of how many once that is known. Throws {@link Cancelled} to end. */
export type Tick = (done: number, total: number | null) => Promise<void>;

class NothingKept extends Error {}

/** Rows written by one statement: enough that a statement's own cost does not count, few enough to stay answerable. */
const batch = 500;

/**
 * Imports files in one transaction: a crash, a cancellation, a file that makes no sense, or (if asked for) one
 * rejected row leaves nothing behind. The account is exact: every row is added, updated, unchanged or rejected.
 * Throws {@link Cancelled}, `Unreadable`, {@link Forbidden}, `Invalid`.
 */
export async function runImport(
  context: Context,
  caller: Caller,
  request: ImportRequest,
  tick: Tick = async () => {},
): Promise<ImportResult> {
  if (!isStaff(caller.viewer)) throw new Forbidden('Only park staff import files.');
  const kind = kindOf(context, request.kind);
  const language = request.language === undefined ? undefined : canonicalLanguage(request.language);
  if (request.language && !language)
    refuse([
      {
        pointer: '/language',
        code: 'bad-language',
        words: 'Write a language as a BCP 47 tag, such as en, zh or de-AT.',
      },
    ]);
  const plan = await planFiles(kind, request.files, request, (rows) => tick(rows, null));
  const report = newReport();
  report.account.rows = plan.files.reduce((sum, file) => sum + file.rows, 0);
  const result = (outcome: ImportResult['outcome']): ImportResult => ({
    kind: kind.name,
    outcome,
    files: plan.files.map(({ name, sender, mapping, rows, unknown, left, preview }) => ({
      name,
      sender,
      mapping: mapping.name,
      rows,
      unknown,
      left,
      ...(request.dryRun ? { preview } : {}),
    })),
    ...report,
  });
  try {
    await context.database.transaction(async (tx) => {
      await packQuickly(tx);
      const writing: Writing = {
        tx,
        kinds: context.park.kinds,
        kind,
        hand: handOf(caller),
        plan,
        references: new References(context.park.kinds),
        report,
        files: context.files,
        today: today(context.park.timezone),
        dryRun: request.dryRun ?? false,
        publish: request.publish ?? false,
        sources: new Map(),
        imagined: new Map(),
      };
      await writeFiles(writing, language, tick);
      if (request.dryRun || (request.allOrNothing && report.account.rejected > 0)) throw new NothingKept();
      await tick(report.account.rows, report.account.rows);
      if (caller.task) await keepResult(tx, caller.task, result('kept'));
    });
  } catch (error) {
    if (error instanceof NothingKept) return result(request.dryRun ? 'dry-run' : 'undone');
    throw error;
  }
  return result('kept');
}

/** The result is kept by the same transaction as the rows: a crash between the two cannot tell them apart. */
const keepResult = (tx: Db, task: string, result: ImportResult) =>
  finishTask(tx, task, { state: 'done', result, done: result.account.rows });

/** Lets answers of the database in every few milliseconds, so that it never waits for us while we prepare rows. */
function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < 4) return;
    await new Promise((done) => setImmediate(done));
    last = performance.now();
  };
}

async function writeFiles(writing: Writing, language: string | undefined, tick: Tick): Promise<void> {
  let place = 0;
  let done = 0;
  const breathe = breather();
  for (const file of writing.plan.files) {
    if (file.unknown.length > 0) noteUnknown(writing.report, file);
    const waiting: Candidate[] = [];
    let rows: Candidate[] = [];
    let held = new Set<string>();
    // While the database writes one batch, the next is made ready.
    let written: Promise<void> = Promise.resolve();
    const flush = async (): Promise<void> => {
      await written;
      const ready = rows;
      rows = [];
      held = new Set();
      written = writeCandidates(writing, file, ready).then((back) => void waiting.push(...back));
      written.catch(() => {});
    };
    for await (const { row, mapped, content } of rowsOf(writing.kind, file)) {
      done++;
      await tick(done, writing.report.account.rows);
      await breathe();
      if (!mapped) {
        writing.report.account.rejected++;
        for (const { pointer, ...problem } of row.problems)
          note(writing.report, row.place, { field: pointer.slice(1), ...problem }, true);
        continue;
      }
      const identity = { id: mapped.id, uuid: mapped.uuid, tuple: mapped.tuple };
      const references = candidateReferences(writing.plan, file, identity);
      const key = identity.uuid ?? references[0]!;
      if (held.has(key)) await flush();
      held.add(key);
      rows.push({
        ...identity,
        place: row.place,
        prepared: prepareRow(writing.kind, mapped, language),
        references,
        content,
        replaced: writing.plan.survey.isReplaced(file.sender, identity.id, identity.tuple, place++),
      });
      if (rows.length >= batch) await flush();
    }
    await flush();
    await written;
    await writeWaiting(writing, file, waiting);
  }
}

/** Rows that point to rows of the same file, in as many rounds as it takes; what points in a circle comes in without. */
async function writeWaiting(writing: Writing, file: PlannedFile, waiting: Candidate[]): Promise<void> {
  let open = waiting;
  while (open.length > 0) {
    const next: Candidate[] = [];
    for (let from = 0; from < open.length; from += batch)
      next.push(...(await writeCandidates(writing, file, open.slice(from, from + batch))));
    if (next.length === open.length) {
      for (let from = 0; from < open.length; from += batch)
        await writeCandidates(writing, file, open.slice(from, from + batch), true);
      return;
    }
    open = next;
  }
}

function noteUnknown(report: ImportReport, file: Plan['files'][number]): void {
  const some = file.unknown.slice(0, 30).map((column) => `“${column.slice(0, 60)}”`);
  const more = file.unknown.length > some.length ? ` and ${file.unknown.length - some.length} more` : '';
  note(
    report,
    { file: file.name },
    { code: 'unknown-columns', words: `Kept as notes: ${some.join(', ')}${more}.` },
  );
}

/** The kinds that files can bring. */
export const importable = (kind: Kind): boolean => Object.values(kind.fields).some((field) => !field.system);
