import { cut, isStaff, system, type Viewer } from '../records/index.ts';
import { type Change, changesOf, knownSchemas } from '../store/index.ts';
import { type Context, kindOf } from './context.ts';
import { showRecord } from './show-record.ts';

/**
 * The changes of a record, latest first, each row as the viewer may have it. Who made them is told to staff only;
 * others see that and when. The record itself must be within reach.
 */
export async function recordHistory(
  context: Context,
  viewer: Viewer,
  kindName: string,
  id: string,
): Promise<Change[]> {
  const kind = kindOf(context, kindName);
  await showRecord(context, viewer, kindName, id);
  const changes = await changesOf(context.database, kind, id);
  const schemas = knownSchemas(context.park.kinds, system);
  return changes.map(({ row, name, ...change }) => ({
    ...change,
    actor: isStaff(viewer) ? change.actor : '',
    ...(name && isStaff(viewer) ? { name } : {}),
    // Rules over related rows cannot be asked of the past: what hangs on them stays hidden.
    ...(row ? { row: cut(kind, row, viewer, schemas, () => []) } : {}),
  }));
}
