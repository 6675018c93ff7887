import { readConditions } from './conditions.ts';
import { readDayRange } from './days.ts';
import type { Report } from './path.ts';
import { BadQuery, type Condition, type Problem, type Schema, type Schemas } from './schema.ts';

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
const maxValue = 1000;

const settings = new Set(['sort', 'at', 'known', 'limit', 'after', 'count', 'q', 'language']);

/** Is this key of an address a setting of the list rather than a condition? */
export const isSetting = (key: string): boolean => settings.has(key);

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
