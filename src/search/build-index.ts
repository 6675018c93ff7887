import { createIndex, type MatchIndex, type Tables } from '../engines/matching/index.ts';
import { always } from '../filter/index.ts';
import { visitor } from '../records/index.ts';
import { changesSince, type Db, listRows, type Park } from '../store/index.ts';
import { factsOf, fieldsOf, type Plain, searchedKinds } from './documents.ts';
import type { Content } from './index-file.ts';

export const emptyIndexes = (tables: Tables): Record<string, MatchIndex> =>
  Object.fromEntries(searchedKinds.map((kind) => [kind, createIndex(tables)]));

/** Tells one database from another; made from what only it knows. */
export const databaseName = (park: Park): string => park.secret.slice(0, 8);

/**
 * The index of all that a visitor may read. The watermark is read first: what changes while this runs is met
 * again by the reader of the history.
 */
export async function buildContent(
  db: Db,
  park: Park,
  tables: Tables,
  progress: (done: number) => void = () => {},
): Promise<Content> {
  const { watermark } = await changesSince(db, String(2n ** 62n), []);
  const indexes = emptyIndexes(tables);
  const facts = new Map<string, ReturnType<typeof factsOf>>();
  let done = 0;
  for (const name of searchedKinds) {
    const kind = park.kinds[name];
    if (!kind) continue;
    let after: string | undefined;
    do {
      const page = await listRows(db, park, kind, visitor, {
        where: always,
        sort: [],
        limit: 200,
        count: 'none',
        ...(after ? { after } : {}),
      });
      for (const text of page.rows) {
        const row = JSON.parse(text) as Plain;
        if (name === 'opportunity') {
          if (row['status'] !== 'published') continue;
          facts.set(String(row['id']), factsOf(row));
        }
        indexes[name]!.add(String(row['id']), fieldsOf(name, row));
        done++;
      }
      progress(done);
      after = page.next;
    } while (after);
  }
  return { database: databaseName(park), watermark, indexes, facts };
}
