import { Failure, Forbidden, NotFound } from '../../errors.ts';
import { Unreadable } from '../../formats/index.ts';
import { isStaff, type Viewer } from '../../records/index.ts';
import {
  cancelTask,
  createTask,
  findTask,
  finishTask,
  listTasks,
  reportProgress,
  type TaskRow,
} from '../../store/index.ts';
import { type Caller, type Context, kindOf, type Once, transactOnce } from '../context.ts';
import { refuseStrangeMapping } from './plan-files.ts';
import { Cancelled, type ImportRequest, type ImportResult, runImport } from './run-import.ts';
import type { UndoResult } from './undo-import.ts';
import { forgetUpload } from './uploads.ts';

/** What the row of an import holds: enough to run it elsewhere. `preview` tells what would happen and keeps nothing. */
export interface ImportInput {
  request: ImportRequest;
  viewer: Viewer;
  door: Caller['door'];
}

export type ImportTask = TaskRow<
  ImportInput,
  Partial<ImportResult> & { undone?: UndoResult & { leftCount: number } }
>;

export const importForms = ['import', 'preview'] as const;

const titleOf = (request: ImportRequest): string => request.files.map((file) => file.name).join(', ');

/** Puts an import down, to be run by the jobs; with `dryRun` a preview. */
export async function startImport(
  context: Context,
  caller: Caller,
  request: ImportRequest,
  once?: Once,
): Promise<string> {
  staffOnly(caller.viewer);
  const kind = kindOf(context, request.kind);
  if (request.mapping) refuseStrangeMapping(kind, request.mapping);
  return transactOnce(context, once, (tx) =>
    createTask(tx, {
      form: request.dryRun ? 'preview' : 'import',
      title: titleOf(request),
      actor: caller.viewer.user ?? caller.viewer.role,
      input: { request, viewer: caller.viewer, door: caller.door } satisfies ImportInput,
    }),
  );
}

/** How an import ended; `words` say why nothing was kept. */
export interface ImportEnd {
  id: string;
  state: 'done' | 'failed' | 'cancelled';
  result?: ImportResult;
  words?: string;
}

export interface Watch {
  /** Told about twice a second. */
  progress?: (done: number, total: number | null) => void;
  signal?: AbortSignal | undefined;
}

/** An import run here and now, its progress seen by all the same. */
export async function importNow(
  context: Context,
  caller: Caller,
  request: ImportRequest,
  watch: Watch = {},
): Promise<ImportEnd> {
  staffOnly(caller.viewer);
  const id = await createTask(context.database, {
    form: request.dryRun ? 'preview' : 'import',
    title: titleOf(request),
    actor: caller.viewer.user ?? caller.viewer.role,
    input: { request, viewer: caller.viewer, door: caller.door } satisfies ImportInput,
    state: 'running',
  });
  return runImportTask(context, { id, input: { request, viewer: caller.viewer, door: caller.door } }, watch);
}

/**
 * Runs an import that has been put down. Progress goes out over a connection of its own, about twice a second, and
 * brings back whether somebody wants an end.
 */
export async function runImportTask(
  context: Context,
  task: { id: string; input: ImportInput },
  watch: Watch = {},
): Promise<ImportEnd> {
  const { id } = task;
  const { request, viewer, door } = task.input;
  let last = 0;
  const tick = async (done: number, total: number | null): Promise<void> => {
    if (watch.signal?.aborted) throw new Cancelled();
    const now = performance.now();
    if (now - last < 500) return;
    last = now;
    watch.progress?.(done, total);
    if (await reportProgress(context.database, id, done, total)) throw new Cancelled();
  };
  try {
    const result = await runImport(context, { viewer, door, task: id }, request, tick);
    if (result.outcome !== 'kept') await finishTask(context.database, id, { state: 'done', result });
    else if (door === 'page') await forgetUpload(context, request.files);
    return { id, state: 'done', result };
  } catch (error) {
    const cancelled = error instanceof Cancelled;
    const known = error instanceof Failure || error instanceof Unreadable;
    const words = cancelled
      ? 'Cancelled: nothing was kept.'
      : known
        ? error.message
        : 'Something went wrong here; nothing was kept.';
    await finishTask(context.database, id, { state: cancelled ? 'cancelled' : 'failed', error: words });
    if (!cancelled && !known) throw error;
    return { id, state: cancelled ? 'cancelled' : 'failed', words };
  }
}

/** Imports and previews, latest first, without their problems. */
export async function listImports(context: Context, viewer: Viewer, limit = 100): Promise<ImportTask[]> {
  staffOnly(viewer);
  return (await listTasks(context.database, ['import'], limit)) as ImportTask[];
}

export async function showImport(context: Context, viewer: Viewer, id: string): Promise<ImportTask> {
  staffOnly(viewer);
  const task = /^[0-9a-f-]{36}$/i.test(id) ? await findTask(context.database, id) : undefined;
  if (!task || !(importForms as readonly string[]).includes(task.form))
    throw new NotFound('There is no such import.');
  return task as ImportTask;
}

export async function cancelImport(context: Context, viewer: Viewer, id: string): Promise<void> {
  const task = await showImport(context, viewer, id);
  await cancelTask(context.database, task.id);
}

function staffOnly(viewer: Viewer): void {
  if (!isStaff(viewer)) throw new Forbidden('Only park staff import files.');
}
