import { guardFormula } from './formula-guard.ts';
import type { WriteFormat } from './shapes.ts';
import { writeXlsx } from './xlsx-write.ts';

export type Rows = Iterable<Record<string, unknown>> | AsyncIterable<Record<string, unknown>>;

const CHUNK = 64 * 1024;

/** Media type and file ending of each format. */
export const WRITTEN: Record<WriteFormat, { type: string; ending: string }> = {
  csv: { type: 'text/csv; charset=utf-8', ending: '.csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: '.xlsx' },
  json: { type: 'application/json', ending: '.json' },
};

/**
 * A file of the given columns in pieces, written as the rows arrive. What `readRows` makes of it equals the rows
 * written, except that CSV knows only texts, and CSV and XLSX know no difference between null, undefined and ''.
 * In CSV and XLSX lists stand as `a; b`, other objects as JSON. CSV is UTF-8 with a byte-order mark (else Excel takes
 * it for Windows-1252) and guarded against formulas.
 */
export function writeRows(format: WriteFormat, columns: string[], rows: Rows): AsyncGenerator<Uint8Array> {
  if (format === 'xlsx') return writeXlsx(columns, rows);
  return encoded(format === 'csv' ? csv(columns, rows) : json(columns, rows));
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let kept = '';
  for await (const text of texts) {
    kept += text;
    if (kept.length < CHUNK) continue;
    yield Buffer.from(kept);
    kept = '';
  }
  if (kept !== '') yield Buffer.from(kept);
}

async function* csv(columns: string[], rows: Rows): AsyncGenerator<string> {
  // Always in quotation marks, so that a reader that guesses finds delimiter and marks in the first row.
  yield `\uFEFF${columns.map((column) => quoted(guardFormula(column))).join(',')}\r\n`;
  for await (const row of rows) yield `${columns.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function csvCell(value: unknown): string {
  const plain = plainCell(value);
  if (plain === null) return '';
  if (typeof plain !== 'string') return String(plain);
  const guarded = guardFormula(plain);
  return /[",;|\t\r\n']|^\s|\s$/.test(guarded) ? quoted(guarded) : guarded;
}

async function* json(columns: string[], rows: Rows): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    const pairs = columns
      .filter((column) => row[column] !== undefined)
      .map((column) => [column, row[column]]);
    yield `${before}${JSON.stringify(Object.fromEntries(pairs))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** What a spreadsheet cell can hold; null is an empty cell. */
export function plainCell(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return writeList(value);
  return JSON.stringify(value) ?? null;
}

/** A list as one cell: `a; b`, or JSON where an element would be torn by that. `readList` is the way back. */
function writeList(list: unknown[]): string | null {
  if (list.length === 0) return null;
  const plain = list.every(
    (item) => typeof item === 'string' && item !== '' && item.trim() === item && !/[;；|\r\n]/.test(item),
  );
  return plain && !(list[0] as string).startsWith('[') ? list.join('; ') : JSON.stringify(list);
}

/** The elements of a list in one cell: JSON, else split at `separator` (by default line breaks, `;`, `；` and `|`). */
export function readList(cell: unknown, separator?: string): unknown[] {
  if (Array.isArray(cell)) return cell;
  if (cell === null || cell === undefined) return [];
  const text = String(cell).trim();
  if (text.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list;
    } catch {
      // Not JSON, but a text in brackets.
    }
  }
  return text
    .split(separator ?? /[;；|\r\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
