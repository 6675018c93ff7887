import { readDayRange } from './days.ts';
import type { Condition, Schemas } from './schema.ts';

export type PlainRow = Record<string, unknown>;

/** The rows that a relation leads to, each as cut for the viewer and true at the day asked for. */
export type Related = (kind: string, row: PlainRow, via: string) => { kind: string; row: PlainRow }[];

/**
 * Does a condition hold for a row? The plain reading of the grammar, beside which the compiled SQL is held by
 * a property test. A hidden field is simply not there.
 */
export function interpret(
  condition: Condition,
  kind: string,
  row: PlainRow,
  schemas: Schemas,
  related: Related,
): boolean {
  const holds = (inner: Condition) => interpret(inner, kind, row, schemas, related);
  switch (condition.op) {
    case 'all':
      return condition.of.every(holds);
    case 'any':
      return condition.of.some(holds);
    case 'not':
      return !holds(condition.of);
    case 'some':
      return related(kind, row, condition.via).some((other) =>
        interpret(condition.where, other.kind, other.row, schemas, related),
      );
    case 'present':
      return isPresent(row[condition.field]);
    default: {
      const value = row[condition.field];
      if (!isPresent(value)) return false;
      return compare(condition, schemas[kind]!.fields[condition.field]!.type, value);
    }
  }
}

const isPresent = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

type Words = { values: Record<string, { text: string }> };
type Money = { amount: string; currency: string };
type Comparison = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'some' | 'present' }>;

function compare(condition: Comparison, type: string, value: unknown): boolean {
  if (type === 'day') return compareDay(condition, value as string);
  if (type === 'money') return compareMoney(condition, value as Money);
  if (type === 'instant') {
    if (condition.op !== 'min' && condition.op !== 'max') return false;
    const order = Temporal.Instant.compare(
      Temporal.Instant.from(value as string),
      Temporal.Instant.from(String(condition.value)),
    );
    return condition.op === 'min' ? order >= 0 : order <= 0;
  }
  const texts =
    type === 'words'
      ? Object.values((value as Words).values).map((translation) => translation.text)
      : Array.isArray(value)
        ? value
        : [value];
  switch (condition.op) {
    case 'in':
      return texts.some((text) => condition.values.includes(text as string));
    case 'has':
      return texts.some((text) => condition.values.some((part) => String(text).toLowerCase().includes(part)));
    case 'min':
      return (value as number) >= (condition.value as number);
    case 'max':
      return (value as number) <= (condition.value as number);
    default:
      return false;
  }
}

function compareDay(condition: Comparison, value: string): boolean {
  const range = readDayRange(value)!;
  if (condition.op === 'within') {
    return condition.ranges.some((asked) => range.first >= asked.first && range.last <= asked.last);
  }
  if (condition.op === 'min') return range.first >= String(condition.value);
  return condition.op === 'max' && range.last <= String(condition.value);
}

function compareMoney(condition: Comparison, value: Money): boolean {
  if (!('currency' in condition) || value.currency !== condition.currency) return false;
  if (condition.op === 'equals')
    return condition.values.some((asked) => compareDecimals(value.amount, asked) === 0);
  if (condition.op === 'min') return compareDecimals(value.amount, String(condition.value)) >= 0;
  return condition.op === 'max' && compareDecimals(value.amount, String(condition.value)) <= 0;
}

/** Compares two decimal numbers written as text, exactly. */
export function compareDecimals(a: string, b: string): number {
  const scaled = (text: string) => {
    const [whole, fraction = ''] = text.replace('-', '').split('.');
    const value = BigInt(whole + fraction.padEnd(18, '0'));
    return text.startsWith('-') ? -value : value;
  };
  const [x, y] = [scaled(a), scaled(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
