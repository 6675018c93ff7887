import { type Kind, type StoredFile, sight, type Viewer } from '../records/index.ts';
import { Parameters, reachable, rowsOf, type Scope, seen } from './compile.ts';
import type { Db } from './database.ts';
import { knownSchemas, type Park } from './read.ts';
import { columnName, quoted } from './tables.ts';

/** A stored file as a record within the viewer's reach names it; undefined where no such record does. */
export async function findFile(
  db: Db,
  park: Park,
  viewer: Viewer,
  sha256: string,
): Promise<StoredFile | undefined> {
  const scope: Scope = {
    kinds: park.kinds,
    schemas: knownSchemas(park.kinds, viewer),
    viewer,
    parameters: new Parameters(),
  };
  const digest = scope.parameters.add(sha256, 'text');
  const parts = Object.values(park.kinds).flatMap((kind: Kind) =>
    Object.entries(kind.fields)
      .filter(([, field]) => field.type === 'file' && sight(kind, field, viewer) !== 'never')
      .map(([name, field]) => {
        const column = quoted(columnName(name));
        // The index answers the first condition; the second holds it to what the viewer sees.
        return (
          `(select ${seen(kind, field, 't', column, scope)} as file from ${rowsOf(kind, scope)} t ` +
          `where t.${column} ->> 'sha256' = ${digest} and ${seen(kind, field, 't', column, scope)} is not null and ${reachable(kind, 't', scope)} limit 1)`
        );
      }),
  );
  if (parts.length === 0) return undefined;
  const [row] = await db.query<{ file: StoredFile }>(
    `${parts.join(' union all ')} limit 1`,
    scope.parameters.values,
  );
  return row?.file;
}
