import type { Condition, DayRange, Schemas } from '../filter/index.ts';
import { type Field, type Kind, type Kinds, sight, system, type Viewer } from '../records/index.ts';
import { columnName, quoted } from './tables.ts';

/** Values that travel beside a statement, in the order of its `$1`, `$2`, … */
export class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown, type?: string): string {
    this.values.push(value);
    return type ? `$${this.values.length}::${type}` : `$${this.values.length}`;
  }
  #aliases = 0;
  /** A name for one more table of the statement: the same question always makes the same text. */
  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }
}

/** What a question is compiled for: the viewer, the day in the world, and the day of recording. */
export interface Scope {
  kinds: Kinds;
  schemas: Schemas;
  viewer: Viewer;
  parameters: Parameters;
  at?: string;
  /** End of the day of recording, an instant. */
  known?: string;
}

/**
 * The rows of a kind: its table, or, as known on a day, what the history held then. The row of the history is
 * the row of the table, so that both answer the same questions.
 */
export function rowsOf(kind: Kind, scope: Scope): string {
  const table = quoted(kind.plural);
  if (!scope.known) return table;
  const instant = scope.parameters.add(scope.known, 'timestamptz');
  return (
    `(select (jsonb_populate_record(null::${table}, last.row)).* from (select distinct on (record) row, action from changes ` +
    `where kind = '${kind.name}' and at <= ${instant} order by record, seq desc) last where last.row is not null)`
  );
}

/** The one place where a row is decided on: the viewer's row filter and, for dated kinds, the day asked for. */
export function reachable(kind: Kind, table: string, scope: Scope): string {
  const parts: string[] = [];
  const filter = kind.access.read(scope.viewer);
  if (filter.op !== 'all' || filter.of.length > 0) parts.push(rule(kind, table, filter, scope));
  if (kind.dated && scope.at) {
    const day = scope.parameters.add(scope.at, 'date');
    parts.push(`(${table}."from_first" is null or ${table}."from_first" <= ${day})`);
    parts.push(`(${table}."to_last" is null or ${table}."to_last" >= ${day})`);
  }
  return parts.length === 0 ? 'true' : parts.join(' and ');
}

/** A rule of access or disclosure: read on whole rows, as the park sees them. */
export function rule(kind: Kind, table: string, condition: Condition, scope: Scope): string {
  const { at: _, ...timeless } = scope;
  return compile(kind, table, condition, { ...timeless, viewer: system });
}

/** A field as the viewer has it: the column, or nothing on the rows where it is hidden. */
export function seen(kind: Kind, field: Field, table: string, column: string, scope: Scope): string {
  const rules = sight(kind, field, scope.viewer);
  if (rules === 'always') return `${table}.${column}`;
  if (rules === 'never') return 'null';
  return `(case when ${rule(kind, table, rules.when, scope)} then ${table}.${column} end)`;
}

/** Compiles a condition on rows of a kind, for the viewer. Truth is two-valued: what is hidden or empty answers no. */
export function compile(kind: Kind, table: string, condition: Condition, scope: Scope): string {
  switch (condition.op) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((inner) => compile(kind, table, inner, scope));
      if (parts.length === 0) return condition.op === 'all' ? 'true' : 'false';
      return `(${parts.join(condition.op === 'all' ? ' and ' : ' or ')})`;
    }
    case 'not':
      return `((${compile(kind, table, condition.of, scope)}) is not true)`;
    case 'some':
      return compileSome(kind, table, condition, scope);
    default:
      return compileField(kind, table, condition, scope);
  }
}

function compileSome(kind: Kind, table: string, condition: Condition & { op: 'some' }, scope: Scope): string {
  const inner = scope.parameters.alias();
  const field = kind.fields[condition.via];
  let other: Kind;
  let join: string;
  if (field) {
    other = scope.kinds[field.to!]!;
    join = `${inner}.id = ${seen(kind, field, table, quoted(columnName(condition.via)), scope)}`;
  } else {
    const many = scope.schemas[kind.name]!.many[condition.via] ?? manyOf(scope.kinds, kind, condition.via);
    other = scope.kinds[many.to]!;
    join = `${seen(other, other.fields[many.by]!, inner, quoted(columnName(many.by)), scope)} = ${table}.id`;
  }
  // A rule (system) speaks of whole rows; a viewer's question only of rows within reach.
  const reach = reachable(other, inner, scope);
  return (
    `exists (select from ${rowsOf(other, scope)} ${inner} where ${join}` +
    `${reach === 'true' ? '' : ` and ${reach}`} and ${compile(other, inner, condition.where, scope)})`
  );
}

function manyOf(kinds: Kinds, kind: Kind, via: string): { to: string; by: string } {
  for (const other of Object.values(kinds)) {
    for (const [by, field] of Object.entries(other.fields)) {
      if (field.to === kind.name && (other.plural === via || `${other.plural}-${by}` === via))
        return { to: other.name, by };
    }
  }
  throw new Error(`${kind.name} has no relation ${via}`);
}

type Comparison = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'some' }>;

function compileField(kind: Kind, table: string, condition: Comparison, scope: Scope): string {
  if (condition.field === 'id') {
    if (condition.op === 'present') return 'true';
    return oneOf(`${table}.id`, (condition as { values: unknown[] }).values, 'uuid', scope.parameters);
  }
  const field = kind.fields[condition.field]!;
  const column = columnName(condition.field);
  const value = (suffix = '') => seen(kind, field, table, quoted(column + suffix), scope);
  const { parameters } = scope;
  if (condition.op === 'present') {
    if (field.type === 'list') return `cardinality(${value()}) > 0`;
    if (['text', 'choice'].includes(field.type)) return `${value()} <> ''`;
    return `${value()} is not null`;
  }
  switch (field.type) {
    case 'day':
      return compileDay(value, condition, parameters);
    case 'money': {
      const currency = parameters.add((condition as { currency: string }).currency, 'text');
      const same = `${value('_currency')} = ${currency}`;
      if (condition.op === 'equals')
        return `(${same} and ${oneOf(value(), condition.values, 'numeric', parameters)})`;
      return `(${same} and ${bound(value(), condition, 'numeric', parameters)})`;
    }
    case 'words': {
      const texts = `(select translation.value ->> 'text' as text from jsonb_each(${value()} -> 'values') translation) texts`;
      return `exists (select from ${texts} where ${textMatch('texts.text', condition, parameters)})`;
    }
    case 'list':
      if (condition.op === 'in') return `${value()} && ${parameters.add(condition.values, 'text[]')}`;
      return `exists (select from unnest(${value()}) item where ${textMatch('item', condition, parameters)})`;
    case 'integer':
    case 'number': {
      const type = field.type === 'integer' ? 'integer' : 'double precision';
      if (condition.op === 'in') return oneOf(value(), condition.values, type, parameters);
      return bound(value(), condition, type, parameters);
    }
    case 'instant':
      return bound(value(), condition, 'timestamptz', parameters);
    case 'flag':
      return oneOf(value(), (condition as { values: unknown[] }).values, 'boolean', parameters);
    case 'ref':
      return oneOf(value(), (condition as { values: unknown[] }).values, 'uuid', parameters);
    default:
      return textMatch(value(), condition, parameters);
  }
}

function textMatch(value: string, condition: Comparison, parameters: Parameters): string {
  if (condition.op === 'in') return oneOf(value, condition.values, 'text', parameters);
  if (condition.op !== 'has') throw new Error(`${condition.op} is no question about a text`);
  // Letter case as Unicode has it, whatever locale the database was made with.
  const parts = condition.values.map(
    (part) => `position(${parameters.add(part, 'text')} in lower(${value} collate "und-x-icu")) > 0`,
  );
  return `(${parts.join(' or ')})`;
}

function oneOf(value: string, values: readonly unknown[], type: string, parameters: Parameters): string {
  if (values.length === 1) return `${value} = ${parameters.add(values[0], type)}`;
  return `${value} = any(${parameters.add(values, `${type}[]`)})`;
}

function bound(value: string, condition: Comparison, type: string, parameters: Parameters): string {
  if (condition.op !== 'min' && condition.op !== 'max') throw new Error(`${condition.op} is no bound`);
  return `${value} ${condition.op === 'min' ? '>=' : '<='} ${parameters.add(condition.value, type)}`;
}

function compileDay(
  value: (suffix: string) => string,
  condition: Comparison,
  parameters: Parameters,
): string {
  if (condition.op === 'within') {
    const parts = condition.ranges.map(
      (range: DayRange) =>
        `(${value('_first')} >= ${parameters.add(range.first, 'date')} and ${value('_last')} <= ${parameters.add(range.last, 'date')})`,
    );
    return `(${parts.join(' or ')})`;
  }
  return bound(value(condition.op === 'min' ? '_first' : '_last'), condition, 'date', parameters);
}
