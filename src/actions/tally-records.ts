import type { Viewer } from '../records/index.ts';
import { type Tally, tallyRows } from '../store/index.ts';
import { asked, type Context, kindOf } from './context.ts';
import { readQuestion } from './list-records.ts';

interface Kept {
  at: number;
  tallies: Tally[];
}

const kept = new WeakMap<Context, Map<string, Kept>>();
/** Tallies are for a first look: they may be so old, in milliseconds. */
const keptFor = 30_000;

/**
 * How many records of a question have each value of a field, most first, within the viewer's reach. Kept for half
 * a minute, since whole tables are counted.
 */
export async function tallyRecords(
  context: Context,
  viewer: Viewer,
  kindName: string,
  search: string,
  field: string,
  limit = 300,
): Promise<Tally[]> {
  const kind = kindOf(context, kindName);
  let known = kept.get(context);
  if (!known) kept.set(context, (known = new Map()));
  const key = JSON.stringify([kindName, search, field, limit, viewer.role, viewer.user, viewer.organisation]);
  const found = known.get(key);
  if (found && Date.now() - found.at < keptFor) return found.tallies;
  const tallies = await asked(() =>
    tallyRows(
      context.database,
      context.park,
      kind,
      viewer,
      readQuestion(context, viewer, kind, search),
      field,
      limit,
    ),
  );
  if (known.size > 500) known.clear();
  known.set(key, { at: Date.now(), tallies });
  return tallies;
}
