import { plainName } from './mapping.ts';
import { readDay } from './read-day.ts';
import type { FieldRule, Mapping, Proposal, Row, Synonyms } from './shapes.ts';

/** Below this a name is too far from any we know. */
const LEAST = 0.5;

/**
 * Proposes a field for each column, best pairs first and each field once: by the column's name (equal to a field's name
 * or one of its synonyms, or sharing most of its words), and for nameless dates by what stands in the rows.
 * A name with a language behind (`title@en`, `Titel (de)`) proposes that translation.
 */
export function proposeMapping(
  columns: string[],
  fieldNames: string[],
  synonyms: Synonyms,
  sampleRows: Row[],
): { mapping: Mapping; proposals: Proposal[] } {
  const names = fieldNames.map((field) => ({
    field,
    known: [field, ...(synonyms[field] ?? [])].map(plainName),
  }));
  const pairs = columns.flatMap((column, position) => {
    const { name, language } = splitLanguage(column, fieldNames);
    return names
      .map(({ field, known }) => ({
        column,
        position,
        field: language ? `${field}@${language}` : field,
        score: Math.max(...known.map((each, rank) => likeness(name, each) - (rank === 0 ? 0 : 0.02))),
      }))
      .filter(({ score }) => score >= LEAST);
  });
  pairs.sort((a, b) => b.score - a.score || a.position - b.position);
  const chosen = new Map<string, { field: string; score: number }>();
  const taken = new Set<string>();
  for (const { column, field, score } of pairs) {
    if (chosen.has(column) || taken.has(field)) continue;
    chosen.set(column, { field, score });
    taken.add(field);
  }
  const fields: Record<string, FieldRule> = {};
  for (const [column, { field }] of chosen) fields[field] = ruleFor(column, field, sampleRows);
  return {
    mapping: { name: 'proposed', words: 'Proposed from the names of the columns', columns, fields },
    proposals: columns.map((column) => {
      const found = chosen.get(column);
      return found
        ? { column, field: found.field, score: Math.round(found.score * 100) / 100 }
        : { column, score: 0 };
    }),
  };
}

/** `title@zh-Hans`, `Titel (de)`, `title_en`: name and language. A field that itself ends that way is no translation. */
function splitLanguage(column: string, fieldNames: string[]): { name: string; language?: string } {
  const match = /^(.+?)\s*(?:@|[（([_]\s*)([a-zA-Z]{2}(?:-[A-Za-z]{2,8})*)\s*[)\]）]?$/.exec(column.trim());
  const language = match?.[2];
  if (!match || !language || fieldNames.includes(plainName(column)) || !isLanguage(language))
    return { name: plainName(column) };
  return { name: plainName(match[1] as string), language };
}

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function isLanguage(code: string): boolean {
  try {
    return (
      LANGUAGE_NAMES.of(code.toLowerCase().split('-')[0] as string) !== undefined &&
      code.toLowerCase() !== 'id'
    );
  } catch {
    return false;
  }
}

/** 1 for the same name; else the share of words (of characters, in scripts without spaces) that two names have in common. */
function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return 1;
  const [left, right] = [units(a), units(b)];
  const shared = [...left].filter((unit) => right.has(unit)).length;
  return (0.95 * 2 * shared) / (left.size + right.size);
}

const units = (name: string): Set<string> => {
  if (!/[\p{Script=Han}\p{Script=Hangul}]/u.test(name)) return new Set(name.split(' '));
  const characters = [...name.replaceAll(' ', '')];
  return new Set(
    characters.length === 1 ? characters : characters.slice(1).map((c, i) => `${characters[i]}${c}`),
  );
};

const DATES = new Set(['published', 'expires']);
const LISTS = new Set(['codes', 'partners', 'countries']);

function ruleFor(column: string, field: string, rows: Row[]): FieldRule {
  if (DATES.has(field)) {
    const order = dateOrder(rows.map((row) => row.values[column]));
    return order ? { column, as: 'day', order } : { column, as: 'day' };
  }
  if (LISTS.has(field)) return { column, as: 'list' };
  if (field === 'protection') return { column, as: 'protection' };
  return { column };
}

/** The order that the sampled dates prove: at least one is possible only so, and none only the other way. */
function dateOrder(cells: unknown[]): 'dmy' | 'mdy' | undefined {
  const present = cells.filter(
    (cell) => readDay(cell).problem === 'ambiguous' || readDay(cell).day !== undefined,
  );
  const only = (order: 'dmy' | 'mdy') => present.every((cell) => readDay(cell, order).day !== undefined);
  const [dmy, mdy] = [only('dmy'), only('mdy')];
  return present.length > 0 && dmy !== mdy ? (dmy ? 'dmy' : 'mdy') : undefined;
}
