import type { Field, Kind, Kinds } from '../records/index.ts';
import type { Db } from './database.ts';
import { columnName, quoted } from './tables.ts';
import { fromColumns, type Values } from './write.ts';

/** A record that an import may meet again: as it is, and as the last import left it (where one did). */
export interface KnownRow {
  id: string;
  reference: string | null;
  row: Values;
  base: Values | null;
}

/** A whole row as JSON; exact numbers as texts, since a JSON number would be rounded on the way. */
function wholeRow(kind: Kind): string {
  const exact = Object.entries(kind.fields)
    .filter(([, field]) => field.type === 'money')
    .map(([name]) => `'${columnName(name)}', t.${quoted(columnName(name))}::text`);
  return exact.length === 0 ? 'to_jsonb(t)' : `to_jsonb(t) || jsonb_build_object(${exact.join(', ')})`;
}

/**
 * Records of a kind by their ids or by what their sender calls them, with the row that the last import wrote:
 * what a sender sends again is compared with what was sent before, not with what people have made of it since.
 */
export async function knownRows(
  tx: Db,
  kind: Kind,
  sender: string,
  references: readonly string[],
  ids: readonly string[],
): Promise<KnownRow[]> {
  const rows = await tx.query<{ id: string; row: Values; base: Values | null }>(
    `select t.id, ${wholeRow(kind)} as row, base.row as base from
       (select * from ${quoted(kind.plural)} where (sender = $1 and reference = any($2::text[])) or id = any($3::uuid[])) t
     left join lateral (select row from changes where kind = '${kind.name}' and record = t.id and task is not null
       and action in ('create', 'update', 'undo') order by seq desc limit 1) base on true`,
    [sender, references, ids],
  );
  return rows.map(({ id, row, base }) => ({
    id,
    reference: (row['reference'] as string | null) ?? null,
    row: fromColumns(kind, row),
    base: base && fromColumns(kind, base),
  }));
}

/** Which of these ids are records of the kind. */
export async function existingIds(tx: Db, kind: Kind, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select id from ${quoted(kind.plural)} where id = any($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

export interface Named {
  name: string;
  id: string;
  /** By the sender's own reference, which goes before a name that happens to be the same. */
  mine: boolean;
}

/** Records by a sender's reference, or by exactly this name in any language. */
export async function recordsByName(
  tx: Db,
  kind: Kind,
  sender: string,
  names: readonly string[],
): Promise<Named[]> {
  const title = kind.fields[kind.title] as Field;
  const column = quoted(columnName(kind.title));
  const byName =
    title.type === 'words'
      ? `select translation.value ->> 'text' as name, t.id, false as mine from ${quoted(kind.plural)} t
         cross join lateral jsonb_each(t.${column} -> 'values') translation where translation.value ->> 'text' = any($2::text[])`
      : `select ${column} as name, id, false as mine from ${quoted(kind.plural)} where ${column} = any($2::text[])`;
  return tx.query<Named>(
    `select reference as name, id, true as mine from ${quoted(kind.plural)} where sender = $1 and reference = any($2::text[])
     union ${title.type === 'words' || title.type === 'text' ? byName : "select '', null::uuid, false where false"}`,
    [sender, names],
  );
}

/** The record that stands for an imported file, where the same sender sent one of that name before. */
export async function sourceOfFile(tx: Db, file: string, sender: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `select id from sources where form = 'file' and publisher = $2 and title -> 'values' -> (title ->> 'source') ->> 'text' = $1 order by id limit 1`,
    [file, sender],
  );
  return row?.id;
}

/** What a task did to a record, and whether somebody changed the record after it. */
export interface Touched {
  kind: string;
  record: string;
  created: boolean;
  since: boolean;
  /** The row before the task, for records that were there; null where it has been erased since. */
  before: Values | null;
}

export function touchedBy(tx: Db, task: string): Promise<Touched[]> {
  return tx.query<Touched>(
    `select mine.kind, mine.record, coalesce(before.action, 'delete') = 'delete' as created, last.task is distinct from $1::uuid as since, before.row as before
     from (select kind, record, min(seq) as first from changes where task = $1::uuid group by kind, record) mine
     left join lateral (select action, row from changes c where c.kind = mine.kind and c.record = mine.record and c.seq < mine.first order by seq desc limit 1) before on true
     join lateral (select task from changes c where c.kind = mine.kind and c.record = mine.record order by seq desc limit 1) last on true
     order by mine.first`,
    [task],
  );
}

/** Which of these records others still point to, apart from those that are going themselves. */
export async function pointedTo(
  tx: Db,
  kinds: Kinds,
  kind: Kind,
  ids: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const other of Object.values(kinds)) {
    for (const [name, field] of Object.entries(other.fields)) {
      if (field.type !== 'ref' || field.to !== kind.name) continue;
      const column = quoted(columnName(name));
      const rows = await tx.query<{ id: string }>(
        `select distinct ${column} as id from ${quoted(other.plural)} where ${column} = any($1::uuid[])${other.name === kind.name ? ' and id <> all($1::uuid[])' : ''}`,
        [ids],
      );
      for (const row of rows) found.add(row.id);
    }
  }
  return found;
}

/**
 * Many long texts in one transaction: packed by LZ4 where the server has it, which takes a fraction of the time of
 * PostgreSQL's own way.
 */
export const packQuickly = (tx: Db) =>
  tx.query(
    `select set_config(name, 'lz4', true) from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals)`,
  );
