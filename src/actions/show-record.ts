import { Invalid, NotFound } from '../errors.ts';
import { readDayRange } from '../filter/index.ts';
import type { Viewer } from '../records/index.ts';
import { findRow } from '../store/index.ts';
import { type Context, kindOf } from './context.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One record as JSON text, as the viewer may have it. Out of reach means not found. */
export async function showRecord(
  context: Context,
  viewer: Viewer,
  kindName: string,
  id: string,
  when: { at?: string; known?: string } = {},
): Promise<string> {
  const kind = kindOf(context, kindName);
  for (const key of ['at', 'known'] as const) {
    const day = when[key];
    if (day !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !readDayRange(day))) {
      throw new Invalid('The question cannot be answered as it stands.', [
        { pointer: key, code: 'bad-day', words: `\`${key}\` is a day such as 2015-04-30.` },
      ]);
    }
  }
  const row = uuid.test(id)
    ? await findRow(context.database, context.park, kind, viewer, id, when)
    : undefined;
  if (row === undefined) throw new NotFound(`There is no such ${kind.name}.`);
  return row;
}
