import type { Query } from '../filter/index.ts';
import { type Kind, sight, type Viewer } from '../records/index.ts';
import { compile, Parameters, reachable, rowsOf, type Scope, seen } from './compile.ts';
import type { Db } from './database.ts';
import { knownSchemas, type Park } from './read.ts';
import { columnName, quoted } from './tables.ts';

export interface Tally {
  value: string;
  count: number;
}

/** How many rows of a question have each value of a field (a text or a choice), most first; empty ones are left out. */
export async function tallyRows(
  db: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  query: Pick<Query, 'where' | 'at'>,
  name: string,
  limit: number,
): Promise<Tally[]> {
  const field = kind.fields[name]!;
  if (sight(kind, field, viewer) === 'never') return [];
  const scope: Scope = {
    kinds: park.kinds,
    schemas: knownSchemas(park.kinds, viewer),
    viewer,
    parameters: new Parameters(),
    ...(query.at ? { at: query.at } : {}),
  };
  const value = seen(kind, field, 't', quoted(columnName(name)), scope);
  return db.query<Tally>(
    `select ${value} as value, count(*) as count from ${rowsOf(kind, scope)} t ` +
      `where ${reachable(kind, 't', scope)} and ${compile(kind, 't', query.where, scope)} and ${value} <> '' ` +
      `group by 1 order by 2 desc, 1 limit ${Math.trunc(limit)}`,
    scope.parameters.values,
  );
}
