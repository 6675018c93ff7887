import { type Kind, visitor } from '../records/index.ts';
import { Parameters, reachable, rowsOf, type Scope } from './compile.ts';
import type { Db } from './database.ts';
import { knownSchemas, type Park } from './read.ts';

const scopeOf = (park: Park): Scope => ({
  kinds: park.kinds,
  schemas: knownSchemas(park.kinds, visitor),
  viewer: visitor,
  parameters: new Parameters(),
});

/** The ids after which each further page of a kind's public records begins, `size` records a page. */
export async function publicBreaks(db: Db, park: Park, kind: Kind, size: number): Promise<string[]> {
  const scope = scopeOf(park);
  const reach = reachable(kind, 't', scope);
  const every = scope.parameters.add(size, 'integer');
  const rows = await db.query<{ id: string }>(
    `select id from (select t.id, row_number() over (order by t.id) as place, count(*) over () as total ` +
      `from ${rowsOf(kind, scope)} t where ${reach}) ranked where place % ${every} = 0 and place < total order by id`,
    scope.parameters.values,
  );
  return rows.map(({ id }) => id);
}

/** Public records of a kind in the order of their ids, with the day of their last change. */
export async function publicRecords(
  db: Db,
  park: Park,
  kind: Kind,
  after: string | undefined,
  size: number,
): Promise<{ id: string; changed: string }[]> {
  const scope = scopeOf(park);
  const reach = reachable(kind, 't', scope);
  const from = after ? ` and t.id > ${scope.parameters.add(after, 'uuid')}` : '';
  return db.query<{ id: string; changed: string }>(
    `select t.id, left(t.updated_at::text, 10) as changed from ${rowsOf(kind, scope)} t ` +
      `where ${reach}${from} order by t.id limit ${scope.parameters.add(size, 'integer')}`,
    scope.parameters.values,
  );
}
