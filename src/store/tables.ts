import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  type PgColumnBuilderBase,
  type PgTable,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Field, Kind, Kinds } from '../records/index.ts';

/** The interface's languages in which lists can be sorted with an index; others sort by the root collation. */
export const sortLanguages = ['en', 'zh'] as const;

export const columnName = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** An identifier as SQL quotes it; only names from declared kinds come here. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

function columnsOf(
  name: string,
  field: Field,
  tables: Record<string, PgTable>,
): Record<string, PgColumnBuilderBase> {
  const column = columnName(name);
  switch (field.type) {
    case 'words':
    case 'file':
    case 'data':
      return { [name]: jsonb(column) };
    case 'list':
      return { [name]: text(column).array() };
    case 'integer':
      return { [name]: integer(column) };
    case 'number':
      return { [name]: doublePrecision(column) };
    case 'flag':
      return { [name]: boolean(column) };
    case 'instant':
      return { [name]: instant(column) };
    case 'money':
      return { [name]: numeric(column), [`${name}Currency`]: text(`${column}_currency`) };
    case 'ref':
      return {
        [name]: uuid(column).references(
          (): AnyPgColumn => (tables[field.to!] as unknown as { id: AnyPgColumn }).id,
        ),
      };
    case 'day':
      // Kept as written; the days it spans stand beside it, reckoned by the database.
      return {
        [name]: text(column),
        [`${name}First`]: date(`${column}_first`).generatedAlwaysAs(sql.raw(`day_first(${quoted(column)})`)),
        [`${name}Last`]: date(`${column}_last`).generatedAlwaysAs(sql.raw(`day_last(${quoted(column)})`)),
      };
    default:
      return { [name]: text(column) };
  }
}

/** What rows are ordered by: never null, so that paging is one comparison that an index answers. */
export function sortKey(field: Field, column: string, language: string): string {
  const name = quoted(columnName(column));
  switch (field.type) {
    case 'words':
      return `coalesce(words_text(${name}, '${language}'), '') collate "${collation(language)}"`;
    case 'day':
      return `coalesce(${quoted(`${columnName(column)}_first`)}, '0001-01-01'::date)`;
    case 'integer':
      return `coalesce(${name}, -2147483648)`;
    case 'number':
      return `coalesce(${name}, '-infinity'::double precision)`;
    case 'money':
      return `coalesce(${name}, '-infinity'::numeric)`;
    case 'instant':
      return `coalesce(${name}, '-infinity'::timestamptz)`;
    case 'flag':
      return `coalesce(${name}, false)`;
    default:
      return `coalesce(${name}, '') collate "und-x-icu"`;
  }
}

/** The type that a sort key is compared as. */
export function sortType(field: Field): string {
  const types: Partial<Record<Field['type'], string>> = {
    day: 'date',
    integer: 'integer',
    number: 'double precision',
    money: 'numeric',
    instant: 'timestamptz',
    flag: 'boolean',
  };
  return types[field.type] ?? 'text';
}

const collation = (language: string) => (language === 'und' ? 'und-x-icu' : `${language}-x-icu`);

/** Languages in which a words field has a sort key of its own; all other fields have one key. */
export const sortLanguage = (language: string | undefined): string => {
  const main = (language ?? 'en').split('-')[0]!;
  return (sortLanguages as readonly string[]).includes(main) ? main : 'en';
};

function indexesOf(kind: Kind, table: Record<string, AnyPgColumn>) {
  const indexes = [];
  const named = (part: string) => `${kind.plural}_${part}`.toLowerCase();
  for (const name of kind.sorts) {
    const field = kind.fields[name]!;
    for (const language of field.type === 'words' ? sortLanguages : ['']) {
      indexes.push(
        index(named(`${columnName(name)}${language && `_${language}`}_sort`)).on(
          sql.raw(sortKey(field, name, language)) as SQL,
          table['id']!,
        ),
      );
    }
  }
  for (const [name, field] of Object.entries(kind.fields)) {
    const column = table[name]!;
    const filtered = kind.filters.includes(name);
    if (field.type === 'list') {
      if (filtered) indexes.push(index(named(columnName(name))).using('gin', column));
    } else if (field.type === 'ref') indexes.push(index(named(columnName(name))).on(column));
    // A file is served to those who reach a record that names it.
    else if (field.type === 'file')
      indexes.push(index(named(`${columnName(name)}_file`)).on(sql`(${column} ->> 'sha256')`));
    else if (filtered && hasFewValues(field))
      indexes.push(...pagingIndexes(kind, name, column, table['id']!, named));
    else if (filtered && !kind.sorts.includes(name)) indexes.push(index(named(columnName(name))).on(column));
  }
  indexes.push(
    uniqueIndex(named('identity'))
      .on(table['sender']!, table['reference']!)
      .where(sql`sender is not null and reference is not null`),
  );
  return indexes;
}

/** Fields that lists are narrowed by: each value holds many rows. */
const hasFewValues = (field: Field): boolean =>
  field.type === 'choice' || field.type === 'flag' || field.check === 'country';

/** A list narrowed to one value and in its main order pages as quickly as the whole one. */
function pagingIndexes(
  kind: Kind,
  name: string,
  column: AnyPgColumn,
  id: AnyPgColumn,
  named: (part: string) => string,
) {
  const main = kind.sorts[0]!;
  const field = kind.fields[main]!;
  return (field.type === 'words' ? sortLanguages : ['']).map((language) =>
    index(named(`${columnName(name)}${language && `_${language}`}_paging`)).on(
      column,
      sql.raw(sortKey(field, main, language)) as SQL,
      id,
    ),
  );
}

/** The table of every kind, made from its declaration. */
export function tablesOf(kinds: Kinds): Record<string, PgTable> {
  const tables: Record<string, PgTable> = {};
  for (const kind of Object.values(kinds)) {
    const columns: Record<string, PgColumnBuilderBase> = { id: uuid('id').primaryKey() };
    for (const [name, field] of Object.entries(kind.fields)) {
      if (name === 'version') columns['version'] = integer('version').notNull().default(1);
      else if (name === 'createdAt' || name === 'updatedAt')
        columns[name] = instant(columnName(name)).notNull().default(sql`now()`);
      else Object.assign(columns, columnsOf(name, field, tables));
    }
    tables[kind.name] = pgTable(kind.plural, columns, (table) =>
      indexesOf(kind, table as unknown as Record<string, AnyPgColumn>),
    );
  }
  return tables;
}

/** Every change of every record: who, when, what, through which door; sealed into a hash chain. */
export const changes = pgTable(
  'changes',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    tx: xid8('tx').notNull().default(sql`pg_current_xact_id()`),
    actor: text('actor').notNull(),
    door: text('door').notNull(),
    task: uuid('task'),
    kind: text('kind').notNull(),
    record: uuid('record').notNull(),
    action: text('action').notNull(),
    /** The whole row after the change; null after deletion and after erasure. */
    row: jsonb('row'),
    salt: bytes('salt'),
    digest: bytes('digest').notNull(),
    /** Place in the chain and the chain's hash up to here; null until sealed. */
    place: bigint('place', { mode: 'number' }),
    chain: bytes('chain'),
  },
  (table) => [
    index('changes_record').on(table.kind, table.record, table.seq),
    index('changes_task').on(table.task).where(sql`task is not null`),
    uniqueIndex('changes_place').on(table.place),
    index('changes_unsealed').on(table.tx, table.seq).where(sql`place is null`),
    index('changes_tx').on(table.tx),
  ],
);

/** Letters to send: written in the transaction of what causes them. */
export const letters = pgTable(
  'letters',
  {
    id: uuid('id').primaryKey(),
    to: text('to').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    language: text('language').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    sentAt: instant('sent_at'),
    /** When it is tried next. */
    dueAt: instant('due_at').notNull().default(sql`now()`),
    tries: integer('tries').notNull().default(0),
    error: text('error'),
  },
  (table) => [
    index('letters_created').on(table.createdAt),
    index('letters_due').on(table.dueAt).where(sql`sent_at is null`),
  ],
);

/** Long work: its progress, its cancellation, its result. */
export const tasks = pgTable(
  'tasks',
  {
    id: uuid('id').primaryKey(),
    form: text('form').notNull(),
    title: text('title').notNull(),
    state: text('state').notNull(),
    done: bigint('done', { mode: 'number' }).notNull().default(0),
    total: bigint('total', { mode: 'number' }),
    input: jsonb('input').notNull(),
    result: jsonb('result'),
    error: text('error'),
    cancel: boolean('cancel').notNull().default(false),
    actor: text('actor').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('tasks_created').on(table.createdAt)],
);

/** Answers already given under a one-time key, so that a request sent twice acts once. */
export const onces = pgTable('onces', {
  key: text('key').primaryKey(),
  digest: text('digest').notNull(),
  answer: jsonb('answer'),
  createdAt: instant('created_at').notNull().default(sql`now()`),
});

export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
});
