import type { Kind, Viewer } from '../records/index.ts';
import { rowsById } from '../store/index.ts';
import { type Context, kindOf } from './context.ts';

/**
 * The titles of the records that rows of a kind refer to, by id: one question for each kind referred to. Records
 * out of the viewer's reach are left out; a record without a title is there with null.
 */
export async function recordTitles(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  rows: readonly Record<string, unknown>[],
): Promise<Map<string, unknown>> {
  const wanted = new Map<string, Set<string>>();
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'ref') continue;
    for (const row of rows) {
      const id = row[name];
      if (typeof id !== 'string') continue;
      const ids = wanted.get(field.to!);
      if (ids) ids.add(id);
      else wanted.set(field.to!, new Set([id]));
    }
  }
  const titles = new Map<string, unknown>();
  for (const [name, ids] of wanted) {
    const other = kindOf(context, name);
    const found = await rowsById(context.database, context.park, other, viewer, [...ids], undefined, [
      other.title,
    ]);
    for (const text of found) {
      const row = JSON.parse(text) as Record<string, unknown>;
      titles.set(String(row['id']), row[other.title] ?? null);
    }
  }
  return titles;
}
