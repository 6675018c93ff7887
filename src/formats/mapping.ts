import { z } from 'zod';
import { pointerTo } from './cells.ts';
import { readDay } from './read-day.ts';
import { readProtection } from './read-protection.ts';
import { type ColumnRule, type Mapped, type Mapping, type Problem, Unreadable } from './shapes.ts';
import { readList } from './write-rows.ts';

const rule = z.union([
  z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ file: z.record(z.string(), z.string()), otherwise: z.string().optional() }),
  z.strictObject({
    column: z.string().min(1),
    as: z.enum(['plain', 'day', 'list', 'protection']).optional(),
    order: z.enum(['dmy', 'mdy', 'ymd']).optional(),
    split: z.string().min(1).optional(),
    empty: z.array(z.string()).optional(),
    replace: z.array(z.tuple([z.string().min(1), z.string()])).optional(),
  }),
]);
const mapping = z.strictObject({
  name: z.string().min(1),
  words: z.string(),
  columns: z.array(z.string().min(1)),
  fields: z.record(z.string().min(1), rule),
});

/**
 * A mapping out of a JSON document. `fields` names the target's fields; a text in one more language is `title@en`.
 * @throws Unreadable `bad-mapping`, with a problem for each wrong place
 */
export function parseMapping(document: unknown, file: string): Mapping {
  const result = mapping.safeParse(document);
  if (result.success) return result.data as Mapping;
  const error = new Unreadable('bad-mapping', 'This is not a mapping of columns to fields.', { file });
  error.problems.length = 0;
  for (const issue of result.error.issues) {
    const pointer = issue.path.map((step) => pointerTo(String(step))).join('');
    error.problems.push({ pointer, code: issue.code, words: issue.message });
  }
  throw error;
}

/** Column names are compared without regard to case, width, and what stands between the words. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();

/** The mapping whose columns are all there; the most specific one where there are several. */
export function recogniseMapping(columns: string[], mappings: Mapping[]): Mapping | undefined {
  const present = new Set(columns.map(plainName));
  return mappings
    .filter(
      (each) => each.columns.length > 0 && each.columns.every((column) => present.has(plainName(column))),
    )
    .sort((a, b) => b.columns.length - a.columns.length)[0];
}

const DAY_WORDS = {
  unknown: 'is not a date',
  ambiguous: 'could be two different days; the mapping must say whether day or month comes first',
  impossible: 'is a day that the calendar does not have',
};

/**
 * A row's values under the names of the mapping's fields; `fileName` may carry a folder and an ending.
 * Empty cells leave their field out. Dates that are not understood leave it out, too, and are reported and kept in the notes.
 */
export function applyMapping(values: Record<string, unknown>, map: Mapping, fileName: string): Mapped {
  const byName = new Map(Object.keys(values).map((column) => [plainName(column), column]));
  const used = new Set<string>();
  const mapped: [string, unknown][] = [];
  const problems: Problem[] = [];
  for (const [field, how] of Object.entries(map.fields)) {
    if ('constant' in how) {
      mapped.push([field, how.constant]);
      continue;
    }
    if ('file' in how) {
      const name = how.file[baseName(fileName)] ?? how.otherwise;
      if (name !== undefined) mapped.push([field, name]);
      continue;
    }
    const column = byName.get(plainName(how.column));
    if (column === undefined) continue;
    used.add(column);
    const cell = values[column];
    if (isNothing(cell, how.empty)) continue;
    if (how.as === 'day') {
      const { day, problem } = readDay(cell, how.order);
      if (day !== undefined) mapped.push([field, day]);
      else if (problem !== undefined && problem !== 'empty') {
        problems.push({
          pointer: pointerTo(field),
          code: `day-${problem}`,
          words: `“${String(cell).slice(0, 60)}” ${DAY_WORDS[problem]}.`,
        });
        used.delete(column);
      }
    } else mapped.push(...read(field, cell, how));
  }
  const notes = Object.entries(values).filter(([column, cell]) => !used.has(column) && !isNothing(cell));
  return { values: Object.fromEntries(mapped), notes: Object.fromEntries(notes), problems };
}

function read(field: string, cell: unknown, how: ColumnRule): [string, unknown][] {
  if (how.as === 'list') return [[field, readList(cell, how.split)]];
  if (typeof cell !== 'string') return [[field, cell]];
  const text = (how.replace ?? []).reduce((all, [from, to]) => all.replaceAll(from, to), cell);
  if (how.as !== 'protection') return [[field, text]];
  const { protection, references } = readProtection(text);
  const found: [string, unknown][] = [];
  if (protection !== undefined) found.push([field, protection]);
  if (references !== '') found.push([`${field} references`, references]);
  return found;
}

const isNothing = (cell: unknown, empty: string[] = []): boolean =>
  cell === null ||
  cell === undefined ||
  (typeof cell === 'string' &&
    (cell.trim() === '' || empty.some((word) => word.toLowerCase() === cell.trim().toLowerCase())));

const baseName = (fileName: string): string =>
  fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.(?:json|jsonl|csv|tsv|txt|xlsx)$/i, '')
    .toLowerCase();
