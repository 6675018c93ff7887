import { BadQuery, dayInstants, type Query, type Schemas, type Sort } from '../filter/index.ts';
import { type Kind, type Kinds, schemasFor, sight, type Viewer } from '../records/index.ts';
import { compile, Parameters, reachable, rowsOf, type Scope, seen } from './compile.ts';
import { readCursor, signCursor } from './cursor.ts';
import type { Db } from './database.ts';
import { columnName, quoted, sortKey, sortLanguage, sortType } from './tables.ts';

/** What the store needs to know of the park to answer. */
export interface Park {
  kinds: Kinds;
  timezone: string;
  /** Signs cursors. */
  secret: string;
}

export interface Page {
  /** One JSON text a row, as the viewer may have it. */
  rows: string[];
  /** Cursor of the next page, where there is one. */
  next?: string;
}

export interface Count {
  value: number;
  /** True where counting stopped: there are more. */
  more: boolean;
}

/** Counting stops here unless an exact count is asked for. */
export const countLimit = 1000;

const schemas = new WeakMap<Kinds, Map<string, Schemas>>();

const viewerKey = (viewer: Viewer) => `${viewer.role}/${viewer.user ?? ''}/${viewer.organisation ?? ''}`;

/** The kinds as a viewer may ask about them; kept, since every request needs them. */
export function knownSchemas(kinds: Kinds, viewer: Viewer): Schemas {
  let known = schemas.get(kinds);
  if (!known) schemas.set(kinds, (known = new Map()));
  // Which fields can ever be seen follows from the role and from having an organisation at all.
  const key = `${viewer.role}/${viewer.organisation ? 'own' : ''}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = schemasFor(kinds, viewer)));
  return found;
}

function scopeOf(park: Park, viewer: Viewer, query: Pick<Query, 'at' | 'known'>): Scope {
  return {
    kinds: park.kinds,
    schemas: knownSchemas(park.kinds, viewer),
    viewer,
    parameters: new Parameters(),
    ...(query.at ? { at: query.at } : {}),
    ...(query.known ? { known: dayInstants(query.known, park.timezone).end } : {}),
  };
}

/** The row as JSON, cut to the viewer; `fields` narrows it to those asked for. */
function rowJson(kind: Kind, table: string, scope: Scope, fields?: readonly string[]): string {
  const parts: string[] = [`${table}.id`];
  for (const [name, field] of Object.entries(kind.fields)) {
    if (fields && !fields.includes(name)) continue;
    if (sight(kind, field, scope.viewer) === 'never') continue;
    const column = columnName(name);
    const value = seen(kind, field, table, quoted(column), scope);
    if (field.type === 'money') {
      const currency = seen(kind, field, table, quoted(`${column}_currency`), scope);
      parts.push(
        `case when ${value} is not null then json_build_object('amount', ${value}::text, 'currency', ${currency}) end as ${quoted(name)}`,
      );
    } else parts.push(`${value} as ${quoted(name)}`);
  }
  return `(select row_to_json(one)::text from (select ${parts.join(', ')}) one)`;
}

interface Statement {
  text: string;
  values: unknown[];
}

interface ListStatement extends Statement {
  /** Names the list and its order, for signing cursors. */
  list: string;
  keys: number;
}

const listStatements = new WeakMap<Query, Map<string, ListStatement>>();

/** How to ask for a list: the same question of the same viewer is compiled once. */
export interface ListOptions {
  fields?: readonly string[];
  /** The page's language: what texts are sorted by. */
  language?: string;
}

/** Throws {@link BadQuery} where the cursor is not of this list. */
export async function listRows(
  db: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  query: Query,
  options: ListOptions = {},
): Promise<Page> {
  const key = `${kind.name} ${viewerKey(viewer)} ${sortLanguage(query.language ?? options.language)} ${options.fields?.join() ?? ''}`;
  let known = listStatements.get(query);
  if (!known) listStatements.set(query, (known = new Map()));
  let statement = known.get(key);
  if (!statement) known.set(key, (statement = compileList(park, kind, viewer, query, options)));
  const rows = await db.query<{ row: string } & Record<string, string>>(statement.text, statement.values);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  if (rows.length <= query.limit || !last) return { rows: page.map((row) => row.row) };
  const keys = [...Array(statement.keys).keys()].map((index) => last[`k${index}`]!);
  return { rows: page.map((row) => row.row), next: signCursor(park.secret, statement.list, keys) };
}

function compileList(
  park: Park,
  kind: Kind,
  viewer: Viewer,
  query: Query,
  options: ListOptions,
): ListStatement {
  const scope = scopeOf(park, viewer, query);
  const language = sortLanguage(query.language ?? options.language);
  const order = orderOf(kind, query.sort, language);
  const list = [
    kind.name,
    language,
    ...query.sort.map((sort) => `${sort.descending ? '-' : ''}${sort.field}`),
  ].join(' ');
  const where = [reachable(kind, 't', scope), compile(kind, 't', query.where, scope)];
  if (query.after) {
    const keys = readCursor(park.secret, list, query.after);
    if (!keys || keys.length !== order.length) {
      throw new BadQuery([
        {
          pointer: 'after',
          code: 'bad-cursor',
          words: 'This cursor does not belong to this list; begin at its first page.',
        },
      ]);
    }
    where.push(afterKeys(order, keys, scope.parameters));
  }
  const keys = order.map(({ key }, index) => `(${key})::text as k${index}`);
  const text =
    `select ${rowJson(kind, 't', scope, options.fields)} as row, ${keys.join(', ')} from ${rowsOf(kind, scope)} t ` +
    `where ${where.filter((part) => part !== 'true').join(' and ') || 'true'} ` +
    `order by ${order.map(({ key, descending }) => `${key}${descending ? ' desc' : ''}`).join(', ')} limit ${query.limit + 1}`;
  return { text, values: scope.parameters.values, list, keys: order.length };
}

interface Order {
  key: string;
  type: string;
  descending: boolean;
}

function orderOf(kind: Kind, sorts: readonly Sort[], language: string): Order[] {
  const order = sorts.map(({ field, descending }) => {
    const declared = kind.fields[field]!;
    // Sort keys name columns alone: `t` is the only table in sight.
    return { key: sortKey(declared, field, language), type: sortType(declared), descending };
  });
  order.push({ key: 't.id', type: 'uuid', descending: sorts[0]?.descending ?? false });
  return order;
}

/** Rows behind the keys: one row comparison where all directions agree (an index answers it), else spelled out. */
function afterKeys(order: Order[], keys: unknown[], parameters: Parameters): string {
  const values = order.map(({ type }, index) => parameters.add(keys[index], type));
  if (order.every(({ descending }) => descending === order[0]!.descending)) {
    return `(${order.map(({ key }) => key).join(', ')}) ${order[0]!.descending ? '<' : '>'} (${values.join(', ')})`;
  }
  const alternatives = order.map(({ key, descending }, index) => {
    const equal = order.slice(0, index).map((before, place) => `${before.key} = ${values[place]}`);
    return `(${[...equal, `${key} ${descending ? '<' : '>'} ${values[index]}`].join(' and ')})`;
  });
  return `(${alternatives.join(' or ')})`;
}

const countStatements = new WeakMap<Query, Map<string, Statement>>();

/** How many rows a question has, for the viewer; stops at {@link countLimit} unless exact. */
export async function countRows(
  db: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  query: Query,
): Promise<Count> {
  let known = countStatements.get(query);
  if (!known) countStatements.set(query, (known = new Map()));
  const key = `${kind.name} ${viewerKey(viewer)}`;
  let statement = known.get(key);
  if (!statement) {
    const scope = scopeOf(park, viewer, query);
    const where = [reachable(kind, 't', scope), compile(kind, 't', query.where, scope)].filter(
      (part) => part !== 'true',
    );
    const from = `from ${rowsOf(kind, scope)} t where ${where.join(' and ') || 'true'}`;
    const text =
      query.count === 'exact'
        ? `select count(*) as n ${from}`
        : `select count(*) as n from (select ${from} limit ${countLimit + 1}) counted`;
    known.set(key, (statement = { text, values: scope.parameters.values }));
  }
  const [row] = await db.query<{ n: number }>(statement.text, statement.values);
  const value = row!.n;
  return query.count !== 'exact' && value > countLimit
    ? { value: countLimit, more: true }
    : { value, more: false };
}

const rowStatements = new WeakMap<Kinds, Map<string, string>>();

/** One record as JSON text, cut to the viewer; undefined where it does not exist or is out of reach. */
export async function findRow(
  db: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  id: string,
  query: Pick<Query, 'at' | 'known'> = {},
): Promise<string | undefined> {
  const scope = scopeOf(park, viewer, query);
  const place = scope.parameters.add(id, 'uuid');
  let known = rowStatements.get(park.kinds);
  if (!known) rowStatements.set(park.kinds, (known = new Map()));
  const plain = viewer.role !== 'member' && !query.at && !query.known;
  const key = `${kind.name} ${viewer.role}`;
  let text = plain ? known.get(key) : undefined;
  let values: unknown[] = [id];
  if (!text) {
    text =
      `select ${rowJson(kind, 't', scope)} as row from ${rowsOf(kind, scope)} t ` +
      `where t.id = ${place} and ${reachable(kind, 't', scope)}`;
    values = scope.parameters.values;
    // For visitors and staff the rules hold constants alone, so that the statement serves every record.
    if (plain) known.set(key, text);
    if (plain) knownValues.set(text, values.slice(1));
  } else values = [id, ...knownValues.get(text)!];
  const [row] = await db.query<{ row: string }>(text, values);
  return row?.row;
}

const knownValues = new Map<string, unknown[]>();

/** Records by id, in the order asked for, cut to the viewer; those out of reach are left out. */
export async function rowsById(
  db: Db,
  park: Park,
  kind: Kind,
  viewer: Viewer,
  ids: readonly string[],
  where?: Query['where'],
  fields?: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const scope = scopeOf(park, viewer, {});
  const asked = scope.parameters.add(ids, 'uuid[]');
  const conditions = [reachable(kind, 't', scope), ...(where ? [compile(kind, 't', where, scope)] : [])];
  const rows = await db.query<{ row: string }>(
    `select ${rowJson(kind, 't', scope, fields)} as row from unnest(${asked}) with ordinality hit(id, rank) ` +
      `join ${rowsOf(kind, scope)} t on t.id = hit.id where ${conditions.join(' and ')} order by hit.rank`,
    scope.parameters.values,
  );
  return rows.map((row) => row.row);
}
