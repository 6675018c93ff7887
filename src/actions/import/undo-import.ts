import { Forbidden, Invalid, NotFound } from '../../errors.ts';
import { isStaff, type Kind } from '../../records/index.ts';
import {
  amendTask,
  createTask,
  type Db,
  deleteRows,
  findTask,
  finishTask,
  fromColumns,
  newId,
  pointedTo,
  type TaskRow,
  type Touched,
  touchedBy,
  updateRows,
} from '../../store/index.ts';
import { type Caller, type Context, handOf } from '../context.ts';

/** A record that stays as it is although its import was undone, and why. */
export interface LeftRecord {
  kind: string;
  record: string;
  reason: 'changed' | 'pointed-to' | 'erased';
}

export interface UndoResult {
  deleted: number;
  restored: number;
  left: LeftRecord[];
}

/** As many records that stay are named; all are counted. */
const namedLeft = 1000;

/**
 * Takes a whole import back: what it created is deleted, what it changed is as before. Records that somebody has
 * changed since, or that others have come to point to, stay and are named.
 */
export async function undoImport(
  context: Context,
  caller: Caller,
  importId: string,
): Promise<UndoResult & { leftCount: number }> {
  if (!isStaff(caller.viewer)) throw new Forbidden('Only park staff undo imports.');
  const task = await importToUndo(context.database, importId);
  const undoTask = newId();
  return context.database.transaction(async (tx) => {
    const touched = await touchedBy(tx, task.id);
    const undone: UndoResult = { deleted: 0, restored: 0, left: [] };
    const leave = (one: Touched, reason: LeftRecord['reason']) =>
      undone.left.push({ kind: one.kind, record: one.record, reason });
    const hand = { ...handOf(caller), task: undoTask };
    await createTask(tx, {
      id: undoTask,
      form: 'undo',
      title: task.title,
      input: { import: task.id },
      actor: hand.actor,
      state: 'running',
    });
    for (const one of touched) if (one.since) leave(one, 'changed');
    const open = touched.filter((one) => !one.since);
    // Kinds stand in the order in which they can be loaded; what points goes before what is pointed to.
    const kinds = Object.values(context.park.kinds).reverse();
    for (const kind of kinds) await restore(tx, kind, open, leave, undone, hand);
    for (const kind of kinds) {
      const created = open.filter((one) => one.kind === kind.name && one.created);
      if (created.length === 0) continue;
      const held = await stillHeld(tx, context, kind, created);
      for (const one of created) if (held.has(one.record)) leave(one, 'pointed-to');
      const going = created.filter((one) => !held.has(one.record)).map((one) => one.record);
      await deleteRows(tx, kind, going, hand);
      undone.deleted += going.length;
    }
    const result = { ...undone, left: undone.left.slice(0, namedLeft), leftCount: undone.left.length };
    await finishTask(tx, undoTask, { state: 'done', result });
    await amendTask(tx, task.id, { undone: { ...result, task: undoTask } });
    return result;
  });
}

async function importToUndo(db: Db, id: string): Promise<TaskRow> {
  const task = /^[0-9a-f-]{36}$/i.test(id) ? await findTask(db, id) : undefined;
  if (task?.form !== 'import') throw new NotFound('There is no such import.');
  const refuse = (code: string, words: string): never => {
    throw new Invalid(words, [{ pointer: '', code, words }]);
  };
  if (task.state !== 'done') refuse('not-done', 'This import kept nothing, so there is nothing to undo.');
  if ((task.result as { undone?: unknown } | null)?.undone)
    refuse('undone', 'This import has been undone already.');
  return task;
}

async function restore(
  tx: Db,
  kind: Kind,
  open: Touched[],
  leave: (one: Touched, reason: LeftRecord['reason']) => void,
  undone: UndoResult,
  hand: ReturnType<typeof handOf>,
): Promise<void> {
  const changed = open.filter((one) => one.kind === kind.name && !one.created);
  for (const one of changed) if (!one.before) leave(one, 'erased');
  const rows = changed.flatMap((one) => (one.before ? [fromColumns(kind, one.before)] : []));
  for (let from = 0; from < rows.length; from += 500)
    await updateRows(tx, kind, rows.slice(from, from + 500), hand, 'undo');
  undone.restored += rows.length;
}

/** Records that others hold on to; what is held only by one that stays stays, too. */
async function stillHeld(tx: Db, context: Context, kind: Kind, created: Touched[]): Promise<Set<string>> {
  const held = new Set<string>();
  for (;;) {
    const going = created.map((one) => one.record).filter((id) => !held.has(id));
    const more = await pointedTo(tx, context.park.kinds, kind, going);
    if (more.size === 0) return held;
    for (const id of more) held.add(id);
  }
}
