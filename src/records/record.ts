import {
  always,
  any,
  type Condition,
  type FieldSchema,
  is,
  never,
  type Schema,
  type Schemas,
} from '../filter/index.ts';
import {
  data,
  day,
  type Field,
  instant,
  integer,
  type Label,
  type Level,
  ref,
  text,
  type Values,
} from './field.ts';
import { isStaff, type Viewer } from './viewer.ts';

/** One kind of record, declared once: table, validation, forms, lists, API, import, export follow from it. */
export interface Kind<F extends Record<string, Field> = Record<string, Field>> {
  name: string;
  plural: string;
  label: { one: Label; many: Label };
  /** What the kind is for, in one sentence. */
  about: Label;
  /** The field that names a record. */
  title: string;
  /** True for a time: has `from` and `to`, and answers to `?at=`. */
  dated: boolean;
  fields: F;
  /** Columns of its lists, filters offered beside them (indexed), and fields it can be sorted by (indexed). */
  list: readonly string[];
  filters: readonly string[];
  sorts: readonly string[];
  /** Row filters, one a verb; out of reach means not found. */
  access: {
    read: (viewer: Viewer) => Condition;
    create: (viewer: Viewer) => Condition;
    update: (viewer: Viewer) => Condition;
    delete: (viewer: Viewer) => Condition;
  };
  /** The rows whose `confidential` fields a member sees. */
  own: (viewer: Viewer) => Condition;
  /** The rows whose `interest` fields a member sees besides the own ones. */
  granted: (viewer: Viewer) => Condition;
}

export type Kinds = Readonly<Record<string, Kind>>;

/** Every record of every kind has these. */
const common = {
  reference: text({
    label: { en: 'Reference', zh: '来源编号' },
    help: { en: 'The sender’s own reference', zh: '发送方自己的编号' },
    level: 'public',
    max: 300,
  }),
  sender: text({ label: { en: 'Sender', zh: '发送方' }, level: 'confidential', max: 300, system: true }),
  source: ref('source', {
    label: { en: 'Source', zh: '来源' },
    help: { en: 'Who says so, and where', zh: '出处' },
    level: 'public',
  }),
  sourcePlace: text({
    label: { en: 'Place in the source', zh: '来源位置' },
    level: 'confidential',
    max: 600,
    system: true,
  }),
  notes: data({ label: { en: 'Notes', zh: '备注' }, level: 'confidential', system: true }),
  createdAt: instant({ label: { en: 'Recorded', zh: '登记时间' }, level: 'public', system: true }),
  updatedAt: instant({ label: { en: 'Changed', zh: '更改时间' }, level: 'public', system: true }),
  version: integer({ label: { en: 'Version', zh: '版本' }, level: 'public', system: true }),
} as const;

const period = {
  from: day({
    label: { en: 'From', zh: '开始' },
    help: { en: 'Empty means always', zh: '留空表示一直' },
    level: 'public',
  }),
  to: day({
    label: { en: 'To', zh: '结束' },
    help: { en: 'Empty means still', zh: '留空表示至今' },
    level: 'public',
  }),
} as const;

export const commonFields: ReadonlySet<string> = new Set(Object.keys(common));

type Declared<F extends Record<string, Field>> = Pick<
  Kind<F>,
  'name' | 'plural' | 'label' | 'about' | 'title' | 'fields' | 'list'
> & {
  dated?: boolean;
  filters?: readonly (keyof F & string)[];
  sorts?: readonly string[];
  access?: Partial<Kind['access']>;
  own?: (viewer: Viewer) => Condition;
  granted?: (viewer: Viewer) => Condition;
};

/** Staff may; others may not. */
export const staff = (viewer: Viewer): Condition => (isStaff(viewer) ? always : never);

export function record<const F extends Record<string, Field>>(
  declared: Declared<F>,
): Kind<F & typeof common & Partial<typeof period>> {
  const fields = { ...declared.fields, ...(declared.dated ? period : {}), ...common };
  return {
    dated: false,
    filters: [],
    own: () => never,
    granted: () => never,
    ...declared,
    sorts: [...(declared.sorts ?? []), 'createdAt', 'updatedAt'],
    access: { read: staff, create: staff, update: staff, delete: staff, ...declared.access },
    // The compiler cannot see through the spread of an optional part.
    fields: fields as unknown as F & typeof common & Partial<typeof period>,
  };
}

/** A row as a viewer may have it; a field that is hidden or empty is null or absent. */
export type Row<K extends Kind = Kind> = {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
} & Omit<K extends Kind<infer F> ? Values<F> : never, 'version' | 'createdAt' | 'updatedAt'>;

/** Whether a viewer sees a field on all rows, on some rows only (with the condition), or never. */
export type Sight = 'always' | 'never' | { when: Condition };

export function sight(kind: Kind, field: Field, viewer: Viewer): Sight {
  const level: Level = field.level ?? 'confidential';
  if (level === 'public' || isStaff(viewer)) return 'always';
  if (viewer.role === 'visitor') return 'never';
  if (level === 'member') return 'always';
  const own = kind.own(viewer);
  const when = level === 'interest' ? any(own, kind.granted(viewer)) : own;
  return isNever(when) ? 'never' : { when };
}

const isNever = (condition: Condition): boolean => condition.op === 'any' && condition.of.every(isNever);

/** The kinds as the filter grammar may see them for a viewer: what can never be seen is not there. */
export function schemasFor(kinds: Kinds, viewer: Viewer): Schemas {
  const schemas: Record<string, Schema> = {};
  for (const kind of Object.values(kinds)) {
    const fields: Record<string, FieldSchema> = { id: { type: 'ref' } };
    for (const [name, field] of Object.entries(kind.fields)) {
      const seen = sight(kind, field, viewer);
      if (seen === 'never') continue;
      fields[name] = {
        type: field.type === 'choice' ? 'text' : field.type === 'file' ? 'data' : field.type,
        sortable: seen === 'always' && kind.sorts.includes(name),
        ...(field.values ? { values: Object.keys(field.values) } : {}),
        ...(field.to ? { to: field.to } : {}),
      };
    }
    schemas[kind.name] = { name: kind.name, fields, many: {}, dated: kind.dated };
  }
  for (const kind of Object.values(kinds)) {
    for (const [name, field] of Object.entries(kind.fields)) {
      if (field.type !== 'ref' || !schemas[kind.name]!.fields[name]) continue;
      const many = manyName(kinds, kind, name);
      if (many) schemas[field.to!]!.many[many] = { to: kind.name, by: name };
    }
  }
  return schemas;
}

/**
 * The name under which the other side leads back: the kind's plural where one field of the kind points there
 * (`organisation.presences`), the plural with the field's name where several do (`place.places-parent`).
 */
export function manyName(kinds: Kinds, kind: Kind, name: string): string | undefined {
  const to = kind.fields[name]!.to!;
  if (!kinds[to]) return undefined;
  const pointing = Object.entries(kind.fields).filter(([, field]) => field.to === to);
  return pointing.length === 1 && to !== kind.name ? kind.plural : `${kind.plural}-${name}`;
}

/** Rows of the viewer's own organisation, by the field that names it. */
export const ofOwn =
  (field: string) =>
  (viewer: Viewer): Condition =>
    viewer.role === 'member' && viewer.organisation ? is(field, viewer.organisation) : never;
