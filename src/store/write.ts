import { type Kind, system, type Viewer } from '../records/index.ts';
import { compile, Parameters } from './compile.ts';
import { Database, type Db } from './database.ts';
import { knownSchemas, type Park } from './read.ts';
import { columnName, quoted } from './tables.ts';

/** Who changes something, through which door, and as part of which piece of long work. */
export interface Hand {
  actor: string;
  door: 'page' | 'api' | 'command' | 'job' | 'sample' | 'federation';
  task?: string;
}

export type Values = Record<string, unknown>;

let lastTime = 0;
let counter = 0;

/**
 * A time-ordered id (UUIDv7, RFC 9562), made by us so that references can be set before rows are written. Ids of one
 * process ascend also within a millisecond: a counter stands in the 12 bits behind the time (method 1 of section 6.2),
 * begun at random; when it runs over, the time moves on.
 */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  if (now > lastTime) {
    lastTime = now;
    counter = ((bytes[6]! & 0x07) << 8) | bytes[7]!;
  } else if (++counter > 0xfff) {
    lastTime += 1;
    counter = 0;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(lastTime / 65_536));
  view.setUint16(4, lastTime % 65_536);
  view.setUint16(6, 0x7000 | counter);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const managed = new Set(['version', 'createdAt', 'updatedAt']);

interface Column {
  name: string;
  type: string;
  /** How the value is found in the JSON that carries the rows. */
  from: (row: Values) => unknown;
}

const written = new WeakMap<Kind, Column[]>();

function columnsOf(kind: Kind): Column[] {
  let columns = written.get(kind);
  if (columns) return columns;
  columns = [];
  const types = {
    words: 'jsonb',
    file: 'jsonb',
    data: 'jsonb',
    list: 'text[]',
    integer: 'integer',
    number: 'double precision',
    flag: 'boolean',
    instant: 'timestamptz',
    ref: 'uuid',
  };
  for (const [field, { type }] of Object.entries(kind.fields)) {
    if (managed.has(field)) continue;
    const name = columnName(field);
    if (type === 'money') {
      columns.push({
        name,
        type: 'numeric',
        from: (row) => (row[field] as { amount: string } | null | undefined)?.amount,
      });
      columns.push({
        name: `${name}_currency`,
        type: 'text',
        from: (row) => (row[field] as { currency: string } | null | undefined)?.currency,
      });
    } else
      columns.push({ name, type: types[type as keyof typeof types] ?? 'text', from: (row) => row[field] });
  }
  written.set(kind, columns);
  return columns;
}

const toColumns = (kind: Kind, row: Values): Values => {
  const values: Values = { id: row['id'] };
  for (const column of columnsOf(kind)) values[column.name] = column.from(row) ?? null;
  return values;
};

const input = (kind: Kind) =>
  `input as (select * from jsonb_to_recordset($1::jsonb) as row(id uuid, ${columnsOf(kind)
    .map((column) => `${quoted(column.name)} ${column.type}`)
    .join(', ')}))`;

/** The history's part of every change: the whole row after it, salted and digested (FIPS 180-4 SHA-256). */
const history = (kind: Kind) =>
  `insert into changes (actor, door, task, kind, record, action, row, salt, digest)
   select $2, $3, $4::uuid, '${kind.name}', written.id, $5, written.row, written.salt, sha256(written.salt || convert_to(written.row::text, 'UTF8'))
   from (select w.id, jsonb_strip_nulls(to_jsonb(w)) as row, uuid_send(gen_random_uuid()) as salt from w order by w.id) written`;

const handValues = (hand: Hand, action: string) => [hand.actor, hand.door, hand.task ?? null, action];

/** Writes new rows and their history; each row brings its id. */
export async function insertRows(
  tx: Db,
  kind: Kind,
  rows: Values[],
  hand: Hand,
  action = 'create',
): Promise<void> {
  if (rows.length === 0) return;
  const names = columnsOf(kind)
    .map((column) => quoted(column.name))
    .join(', ');
  await tx.query(
    `with ${input(kind)}, w as (insert into ${quoted(kind.plural)} (id, ${names}) select id, ${names} from input returning *) ${history(kind)}`,
    [JSON.stringify(rows.map((row) => toColumns(kind, row))), ...handValues(hand, action)],
  );
  await wake(tx);
}

/** Replaces whole rows (found by id), raises their versions, and writes the history. */
export async function updateRows(
  tx: Db,
  kind: Kind,
  rows: Values[],
  hand: Hand,
  action = 'update',
): Promise<void> {
  if (rows.length === 0) return;
  const sets = columnsOf(kind)
    .map((column) => `${quoted(column.name)} = input.${quoted(column.name)}`)
    .join(', ');
  await tx.query(
    `with ${input(kind)}, w as (update ${quoted(kind.plural)} kept set ${sets}, version = kept.version + 1, updated_at = now() from input where kept.id = input.id returning kept.*) ${history(kind)}`,
    [JSON.stringify(rows.map((row) => toColumns(kind, row))), ...handValues(hand, action)],
  );
  await wake(tx);
}

/** Removes rows; the history keeps a tombstone. */
export async function deleteRows(tx: Db, kind: Kind, ids: readonly string[], hand: Hand): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `with w as (delete from ${quoted(kind.plural)} where id = any($1::uuid[]) returning id)
     insert into changes (actor, door, task, kind, record, action, row, salt, digest)
     select $2, $3, $4::uuid, '${kind.name}', gone.id, $5, null, gone.salt, sha256(gone.salt)
     from (select w.id, uuid_send(gen_random_uuid()) as salt from w order by w.id) gone`,
    [ids, ...handValues(hand, 'delete')],
  );
  await wake(tx);
}

const woken = new WeakSet<Db>();

/**
 * Readers of the history (index, sealing) are woken; what they read is the history itself. Once a transaction:
 * they hear of it at its end.
 */
async function wake(tx: Db): Promise<void> {
  if (woken.has(tx)) return;
  if (!(tx instanceof Database)) woken.add(tx);
  await tx.query(`select pg_notify('changes', '')`);
}

/** The verb's rule for the viewer, read on whole rows `t`. */
function permission(
  park: Park,
  kind: Kind,
  viewer: Viewer,
  verb: keyof Kind['access'],
  parameters: Parameters,
): string {
  const scope = { kinds: park.kinds, schemas: knownSchemas(park.kinds, system), viewer: system, parameters };
  return compile(kind, 't', kind.access[verb](viewer), scope);
}

/** The whole row as JSON; exact numbers as text, since JSON's own lose digits in JavaScript. */
function wholeRow(kind: Kind): string {
  const amounts = Object.entries(kind.fields).filter(([, { type }]) => type === 'money');
  const exact = amounts.map(([name]) => `'${columnName(name)}', t.${quoted(columnName(name))}::text`);
  return exact.length > 0 ? `to_jsonb(t) || jsonb_build_object(${exact.join(', ')})` : 'to_jsonb(t)';
}

/** The whole row, locked for a change, where the verb's rule lets the viewer at it. */
export async function lockRow(
  tx: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  id: string,
  verb: 'update' | 'delete' | 'read',
): Promise<Values | undefined> {
  const parameters = new Parameters();
  const place = parameters.add(id, 'uuid');
  const allowed = permission(park, kind, viewer, verb, parameters);
  const [row] = await tx.query<{ row: Values }>(
    `select ${wholeRow(kind)} as row from ${quoted(kind.plural)} t where t.id = ${place} and ${allowed} for update of t`,
    parameters.values,
  );
  return row && fromColumns(kind, row.row);
}

/** Would this row, not yet written, be within the viewer's rule? Its references are looked up in the database. */
export async function ruleHolds(
  tx: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  verb: 'create' | 'update',
  row: Values,
): Promise<boolean> {
  const parameters = new Parameters();
  parameters.add(JSON.stringify([toColumns(kind, row)]), 'jsonb');
  const allowed = permission(park, kind, viewer, verb, parameters);
  const [answer] = await tx.query<{ yes: boolean }>(
    `select (${allowed}) is true as yes from jsonb_populate_recordset(null::${quoted(kind.plural)}, $1::jsonb) t`,
    parameters.values,
  );
  return answer?.yes === true;
}

/** A database row as the record it is: fields by their names, money put together, helper columns left out. */
export function fromColumns(kind: Kind, row: Values): Values {
  const values: Values = { id: row['id'] };
  for (const [field, { type }] of Object.entries(kind.fields)) {
    const name = columnName(field);
    const value = row[name];
    if (type === 'money')
      values[field] = value === null ? null : { amount: String(value), currency: row[`${name}_currency`] };
    else values[field] = value ?? null;
  }
  return values;
}
