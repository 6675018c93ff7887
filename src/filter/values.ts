import { dayInstants, readDayRange } from './days.ts';
import type { Found, Report } from './path.ts';
import type { Condition, FieldSchema, Scalar } from './schema.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Reads the values written for a path into a condition on its field. */
export function readValues(
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
