import { dayInstants, readDayRange } from './days.ts';
import {
  BadQuery,
  type Condition,
  type FieldSchema,
  type Problem,
  type Scalar,
  type Schema,
  type Schemas,
  type ValueType,
} from './schema.ts';

export interface Sort {
  field: string;
  descending: boolean;
}

/** A list asked for: what, in which order, as of which day, which page. */
export interface Query {
  where: Condition;
  sort: Sort[];
  at?: string;
  known?: string;
  limit: number;
  after?: string;
  count: 'bounded' | 'exact' | 'none';
  q?: string;
  language?: string;
}

export interface ParseOptions {
  /** The park's time zone: what a day means for an instant. */
  timezone: string;
  defaultSort?: readonly string[];
  defaultLimit?: number;
}

/** Written into every saved filter, so that an older one can still be read when the grammar grows. */
export const grammarVersion = 1;
export const maxLimit = 200;
const maxConditions = 60;
const maxDepth = 5;
const maxValue = 1000;

const operators = ['min', 'max', 'has', 'not', 'empty'] as const;
type Operator = (typeof operators)[number] | 'is';

const operatorsOf: Record<ValueType, readonly Operator[]> = {
  text: ['is', 'not', 'has', 'empty'],
  words: ['is', 'not', 'has', 'empty'],
  list: ['is', 'not', 'has', 'empty'],
  integer: ['is', 'not', 'min', 'max', 'empty'],
  number: ['is', 'not', 'min', 'max', 'empty'],
  flag: ['is', 'not', 'empty'],
  day: ['is', 'not', 'min', 'max', 'empty'],
  instant: ['min', 'max', 'empty'],
  money: ['is', 'not', 'min', 'max', 'empty'],
  ref: ['is', 'not', 'empty'],
  data: ['empty'],
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const settings = new Set(['sort', 'at', 'known', 'limit', 'after', 'count', 'q', 'language']);

/** Is this key of an address a setting of the list rather than a condition? */
export const isSetting = (key: string): boolean => settings.has(key);

interface Found {
  steps: { via: string; label: string; many: boolean }[];
  field: string;
  schema: FieldSchema;
  currency?: string;
  operator: Operator;
}

/** Reads the pairs of an address into a query; throws {@link BadQuery} with every problem in it. */
export function parseQuery(
  pairs: Iterable<readonly [string, string]>,
  schemas: Schemas,
  kind: string,
  options: ParseOptions,
): Query {
  const problems: Problem[] = [];
  const report = (pointer: string, code: string, words: string): undefined => {
    problems.push({ pointer, code, words });
    return undefined;
  };
  const query: Query = {
    where: { op: 'all', of: [] },
    sort: [],
    limit: options.defaultLimit ?? 50,
    count: 'bounded',
  };
  const conditions = new Map<string, string[]>();
  const seen = new Set<string>();
  let sortText: string | undefined;
  for (const [key, value] of pairs) {
    if (value.length > maxValue) {
      report(key.slice(0, 80), 'too-long', `A value may be ${maxValue} characters long at most.`);
    } else if (value.includes('\u0000') || key.includes('\u0000')) {
      report(
        key.replaceAll('\u0000', '').slice(0, 80),
        'bad-character',
        'A NUL character cannot be asked for.',
      );
    } else if (settings.has(key)) {
      if (seen.has(key)) report(key, 'repeated', `\`${key}\` may stand once.`);
      seen.add(key);
      if (key === 'sort') sortText = value;
      else readSetting(query, key, value, report);
    } else {
      const values = conditions.get(key);
      if (values) values.push(value);
      else conditions.set(key, [value]);
    }
  }
  if (conditions.size > maxConditions) {
    report('query', 'too-many', `A question may have ${maxConditions} conditions at most.`);
  } else query.where = readConditions(conditions, schemas, kind, options.timezone, report);
  query.sort = readSort(sortText, schemas[kind]!, options.defaultSort ?? [], report);
  if (problems.length > 0) throw new BadQuery(problems);
  return query;
}

type Report = (pointer: string, code: string, words: string) => undefined;

function readSetting(query: Query, key: string, value: string, report: Report): void {
  if (key === 'limit') {
    if (/^\d{1,6}$/.test(value) && Number(value) >= 1 && Number(value) <= maxLimit)
      query.limit = Number(value);
    else report(key, 'out-of-range', `\`limit\` is a whole number from 1 to ${maxLimit}.`);
  } else if (key === 'at' || key === 'known') {
    const range = /^\d{4}-\d{2}-\d{2}$/.test(value) ? readDayRange(value) : undefined;
    if (range) query[key] = value;
    else report(key, 'bad-day', `\`${key}\` is a day such as 2015-04-30.`);
  } else if (key === 'count') {
    if (value === 'exact' || value === 'bounded' || value === 'none') query.count = value;
    else report(key, 'unknown-value', '`count` is one of: bounded, exact, none.');
  } else if (key === 'after') query.after = value;
  else if (key === 'q') {
    if (value.trim() !== '') query.q = value;
  } else if (key === 'language') {
    if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value)) query.language = value;
    else report(key, 'bad-language', '`language` is a BCP 47 tag such as `en` or `zh`.');
  }
}

function readSort(
  text: string | undefined,
  schema: Schema,
  fallback: readonly string[],
  report: Report,
): Sort[] {
  const asked = text === undefined ? fallback : text.split(',');
  const sorts: Sort[] = [];
  for (const part of asked) {
    const descending = part.startsWith('-');
    const field = descending ? part.slice(1) : part;
    if (!schema.fields[field]?.sortable) {
      // A default sort that this viewer may not use is left out; one that was asked for is refused.
      if (text !== undefined) {
        const allowed = Object.keys(schema.fields).filter((name) => schema.fields[name]!.sortable);
        report(
          'sort',
          'unknown-field',
          `Cannot sort by \`${field.slice(0, 80)}\`. Allowed: ${allowed.join(', ')}.`,
        );
      }
    } else if (!sorts.some((sort) => sort.field === field)) sorts.push({ field, descending });
  }
  return sorts;
}

function readConditions(
  conditions: Map<string, string[]>,
  schemas: Schemas,
  kind: string,
  timezone: string,
  report: Report,
): Condition {
  const plain: [Found, Condition][] = [];
  const groups = new Map<string, [Found, Condition][]>();
  for (const [key, values] of conditions) {
    const grouped = /^or\[(\d{1,2})\]\.(.+)$/.exec(key);
    const found = resolve(grouped ? grouped[2]! : key, key, schemas, kind, report);
    if (!found) continue;
    const condition = readValues(found, key, values, timezone, report);
    if (!condition) continue;
    if (!grouped) plain.push([found, condition]);
    else {
      const group = groups.get(grouped[1]!) ?? [];
      group.push([found, condition]);
      groups.set(grouped[1]!, group);
    }
  }
  const of = bind(plain, 0);
  // Each group holds alternatives: one of them must be true.
  for (const group of groups.values()) of.push({ op: 'any', of: group.flatMap((entry) => bind([entry], 0)) });
  return { op: 'all', of };
}

/** Conditions under the same to-many label speak of the same element; a negation inside speaks of that element. */
function bind(entries: [Found, Condition][], depth: number): Condition[] {
  const of: Condition[] = [];
  const elements = new Map<string, { via: string; entries: [Found, Condition][] }>();
  for (const [found, condition] of entries) {
    const next = found.steps.findIndex((step, index) => index >= depth && step.many);
    const toOne = found.steps.slice(depth, next < 0 ? undefined : next);
    if (next < 0) of.push(through(toOne, condition));
    else {
      // The to-one steps before a to-many one belong to its identity.
      const label = found.steps
        .slice(depth, next + 1)
        .map((step) => step.label)
        .join('.');
      const element = elements.get(label) ?? { via: '', entries: [] };
      element.entries.push([found, condition]);
      elements.set(label, element);
    }
  }
  for (const { entries: bound } of elements.values()) {
    const first = bound[0]![0];
    const next = first.steps.findIndex((step, index) => index >= depth && step.many);
    const inner: Condition = { op: 'all', of: bind(bound, next + 1) };
    of.push(
      through(first.steps.slice(depth, next), { op: 'some', via: first.steps[next]!.via, where: inner }),
    );
  }
  return of;
}

/** Over a field that points to one, an absent related row makes its fields empty, so a negation stands outside. */
function through(steps: { via: string }[], condition: Condition): Condition {
  if (steps.length === 0) return condition;
  if (condition.op === 'not') return { op: 'not', of: through(steps, condition.of) };
  return steps.reduceRight((where: Condition, step) => ({ op: 'some', via: step.via, where }), condition);
}

function resolve(
  path: string,
  pointer: string,
  schemas: Schemas,
  kind: string,
  report: Report,
): Found | undefined {
  const bracket = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(path);
  if (!bracket) return report(pointer.slice(0, 80), 'bad-path', 'Write `field=value` or `field[min]=value`.');
  const operator = (bracket[2] ?? 'is') as Operator;
  if (operator !== 'is' && !(operators as readonly string[]).includes(operator)) {
    return report(
      pointer,
      'unknown-operator',
      `\`[${bracket[2]}]\` is not known. Allowed: ${operators.map((o) => `[${o}]`).join(' ')}.`,
    );
  }
  const names = bracket[1]!.split('.');
  if (names.length > maxDepth + 1)
    return report(pointer.slice(0, 80), 'too-deep', `A path may have ${maxDepth} steps at most.`);
  let schema = schemas[kind]!;
  const steps: Found['steps'] = [];
  for (let index = 0; index < names.length; index++) {
    const label = names[index]!;
    const [name, nth] = label.split(':') as [string, string?];
    const many = Object.hasOwn(schema.many, name) ? schema.many[name] : undefined;
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    const last = index === names.length - 1;
    if (nth !== undefined && (!many || !/^[1-9]$/.test(nth))) {
      return report(
        pointer,
        'bad-path',
        'Only relations to many can be numbered, from 1 to 9: `presences:2.form=branch`.',
      );
    }
    if (many) {
      if (last && operator !== 'empty') {
        return report(
          pointer,
          'bad-path',
          `\`${name}\` needs a field behind it (\`${name}.…\`) or \`[empty]\`.`,
        );
      }
      steps.push({ via: name, label: nth === '1' ? name : label, many: true });
      if (last) return { steps, field: '', schema: { type: 'data' }, operator };
      schema = schemas[many.to]!;
    } else if (field && last) {
      if (field.type === 'money' && operator !== 'empty') {
        return report(
          pointer,
          'no-currency',
          `A condition on money names its currency: \`${name}.CNY[min]=1000\`.`,
        );
      }
      return check({ steps, field: name, schema: field, operator }, pointer, report);
    } else if (
      field?.type === 'money' &&
      index === names.length - 2 &&
      /^[A-Z]{3}$/.test(names[index + 1]!)
    ) {
      return check(
        { steps, field: name, schema: field, operator, currency: names[index + 1]! },
        pointer,
        report,
      );
    } else if (field?.type === 'ref' && Object.hasOwn(schemas, field.to!)) {
      steps.push({ via: name, label: name, many: false });
      schema = schemas[field.to!]!;
    } else {
      const allowed = [...Object.keys(schema.fields), ...Object.keys(schema.many).map((many) => `${many}.…`)];
      return report(
        pointer.slice(0, 80),
        'unknown-field',
        `\`${label.slice(0, 80)}\` is not a field of ${schema.name}. Allowed: ${allowed.join(', ')}.`,
      );
    }
  }
  return report(pointer, 'bad-path', 'The path ends without a field.');
}

function check(found: Found, pointer: string, report: Report): Found | undefined {
  const allowed = operatorsOf[found.schema.type];
  if (allowed.includes(found.operator)) return found;
  const words = allowed.map((operator) => (operator === 'is' ? '=' : `[${operator}]`)).join(' ');
  return report(
    pointer,
    'unknown-operator',
    `\`${found.field}\` does not take this operator. Allowed: ${words}.`,
  );
}

function readValues(
  found: Found,
  pointer: string,
  values: string[],
  timezone: string,
  report: Report,
): Condition | undefined {
  const { operator, field, schema } = found;
  if (operator === 'empty') {
    if (values.length !== 1 || (values[0] !== 'true' && values[0] !== 'false')) {
      return report(pointer, 'bad-value', '`[empty]` is `true` or `false`.');
    }
    const yes = values[0] === 'true';
    if (field === '') {
      // The last step is the relation itself: "some" is the answer to "not empty".
      const via = found.steps.pop()!.via;
      const related: Condition = { op: 'some', via, where: { op: 'all', of: [] } };
      return yes ? { op: 'not', of: related } : related;
    }
    const present: Condition = { op: 'present', field };
    return yes ? { op: 'not', of: present } : present;
  }
  if (operator === 'min' || operator === 'max') {
    if (values.length !== 1)
      return report(pointer, 'repeated', `\`[${operator}]\` may stand once for a field.`);
    const value = readBound(found, operator, values[0]!, timezone);
    if (value === undefined) return report(pointer, 'bad-value', expected(schema, values[0]!));
    return { op: operator, field, value, ...(found.currency ? { currency: found.currency } : {}) };
  }
  let condition: Condition;
  if (operator === 'has') {
    if (values.some((value) => value.trim() === ''))
      return report(pointer, 'bad-value', '`[has]` needs some text.');
    condition = { op: 'has', field, values: values.map((value) => value.toLowerCase()) };
  } else if (schema.type === 'day') {
    const ranges = values.map(readDayRange);
    const bad = ranges.indexOf(undefined);
    if (bad >= 0) return report(pointer, 'bad-value', expected(schema, values[bad]!));
    condition = { op: 'within', field, ranges: ranges.map((range) => range!) };
  } else if (schema.type === 'money') {
    const bad = values.find((value) => !decimal.test(value));
    if (bad !== undefined) return report(pointer, 'bad-value', expected(schema, bad));
    condition = { op: 'equals', field, values, currency: found.currency! };
  } else {
    const read = values.map((value) => readScalar(schema, value));
    const bad = read.indexOf(undefined);
    if (bad >= 0)
      return report(pointer, schema.values ? 'unknown-value' : 'bad-value', expected(schema, values[bad]!));
    condition = { op: 'in', field, values: read as Scalar[] };
  }
  return operator === 'not' ? { op: 'not', of: condition } : condition;
}

const decimal = /^-?\d{1,24}(\.\d{1,6})?$/;

function readScalar(schema: FieldSchema, value: string): Scalar | undefined {
  switch (schema.type) {
    case 'integer':
      return /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
    case 'flag':
      return value === 'true' ? true : value === 'false' ? false : undefined;
    case 'ref':
      return uuid.test(value) ? value.toLowerCase() : undefined;
    default:
      return schema.values && !schema.values.includes(value) ? undefined : value;
  }
}

function readBound(
  found: Found,
  operator: 'min' | 'max',
  value: string,
  timezone: string,
): Scalar | undefined {
  const { type } = found.schema;
  if (type === 'money') return decimal.test(value) ? value : undefined;
  if (type === 'day') {
    const range = readDayRange(value);
    return range && (operator === 'min' ? range.first : range.last);
  }
  if (type === 'instant') {
    const range = readDayRange(value);
    if (range)
      return operator === 'min'
        ? dayInstants(range.first, timezone).start
        : dayInstants(range.last, timezone).end;
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(value))
      return undefined;
    try {
      return Temporal.Instant.from(value).toString();
    } catch {
      return undefined;
    }
  }
  return readScalar(found.schema, value);
}

function expected(schema: FieldSchema, value: string): string {
  const got = `\`${value.slice(0, 80)}\` is not`;
  switch (schema.type) {
    case 'integer':
      return `${got} a whole number.`;
    case 'number':
      return `${got} a number.`;
    case 'money':
      return `${got} an amount such as 1000 or 99.50.`;
    case 'flag':
      return `${got} \`true\` or \`false\`.`;
    case 'day':
      return `${got} a day, month or year such as 2015-04-30, 2015-04 or 2015.`;
    case 'instant':
      return `${got} a day or an instant such as 2015-04-30T12:00:00Z.`;
    case 'ref':
      return `${got} the id of a record.`;
    default:
      return schema.values ? `${got} known. Allowed: ${schema.values.join(', ')}.` : `${got} allowed.`;
  }
}
