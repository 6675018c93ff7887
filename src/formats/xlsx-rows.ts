import { beside, fault, readHeader } from './cells.ts';
import { LONG_TEXTS, longTexts, restoreLongTexts } from './long-texts.ts';
import { type Limits, type Problem, type ReadOptions, type Row, Unreadable } from './shapes.ts';
import type { Bytes } from './sources.ts';
import { openWorkbook, textReader, unescapeXlsx, type Workbook } from './xlsx-parts.ts';

interface Cells {
  row: number;
  cells: unknown[];
  /** By column index: what is wrong with a cell. */
  faults: Map<number, [code: string, words: string]>;
}

export async function sheetNames(bytes: Bytes, file: string, limits: Limits): Promise<string[]> {
  const book = await openWorkbook(bytes, file, limits);
  return book.sheets.filter((sheet) => sheet.visible && sheet.name !== LONG_TEXTS).map((sheet) => sheet.name);
}

/** @throws Unreadable `no-such-sheet` and those of workbook and header */
export async function* xlsxRows(
  bytes: Bytes,
  file: string,
  limits: Limits,
  options: ReadOptions,
): AsyncGenerator<Row> {
  const book = await openWorkbook(bytes, file, limits);
  const visible = book.sheets.filter((sheet) => sheet.visible && sheet.name !== LONG_TEXTS);
  const sheet =
    options.sheet === undefined ? visible[0] : book.sheets.find(({ name }) => name === options.sheet);
  if (!sheet) {
    const names = visible.map(({ name }) => `“${name}”`).join(', ');
    throw new Unreadable(
      'no-such-sheet',
      `There is no sheet “${options.sheet ?? ''}”, only ${names || 'hidden ones'}.`,
      { file },
    );
  }
  const spill = book.sheets.find(({ name }) => name === LONG_TEXTS);
  const long = spill && (await longTexts(cellRows(book, spill, file, { ...limits, rows: Infinity })));
  let columns: string[] | undefined;
  for await (const { row, cells, faults } of cellRows(book, sheet, file, limits)) {
    if (columns === undefined) {
      if (cells.every((cell) => cell === undefined || cell === null || String(cell).trim() === '')) continue;
      const header = Array.from(cells, (cell) => (cell === undefined || cell === null ? '' : String(cell)));
      columns = readHeader(header, { file, row, sheet: sheet.name }, limits);
      continue;
    }
    const restored = long ? restoreLongTexts(cells, long) : { cells, changed: [] };
    const { values, problems, empty } = beside(columns, restored.cells, limits);
    const place = { file, row, sheet: sheet.name };
    const found: Problem[] = [...faults].map(([index, [code, words]]) =>
      fault(columns?.[index] ?? '', code, words),
    );
    for (const index of restored.changed) {
      const words = `The text goes on in the sheet “${LONG_TEXTS}”, but its beginning was changed here.`;
      found.push(fault(columns[index] ?? '', 'long-text-changed', words));
    }
    if (!empty || found.length > 0) yield { place, values, problems: [...found, ...problems] };
  }
  if (columns === undefined) {
    throw new Unreadable('no-header', 'The first row must name the columns.', {
      file,
      row: 1,
      sheet: sheet.name,
    });
  }
}

/** Column index of a reference such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length; i++) {
    const c = reference.charCodeAt(i) & ~0x20;
    if (c < 65 || c > 90) break;
    index = index * 26 + (c - 64);
  }
  return index - 1;
}

async function* cellRows(
  book: Workbook,
  sheet: Workbook['sheets'][number],
  file: string,
  limits: Limits,
): AsyncGenerator<Cells> {
  const inline = textReader();
  let current: Cells | undefined;
  let cell: { index: number; type: string; style: number; value?: string; formula: boolean } | undefined;
  let inValue = false;
  let count = 0;
  let lastRow = 0;
  for await (const events of book.content(sheet.part)) {
    for (const event of events) {
      if (event.type === 'text') {
        if (inValue && cell) cell.value = (cell.value ?? '') + event.text;
        else inline.take(event);
      } else if (event.type === 'open') {
        if (event.name === 'row') {
          lastRow = Number(event.attributes.r ?? lastRow + 1);
          current = { row: lastRow, cells: [], faults: new Map() };
        } else if (event.name === 'c') {
          const { r, t, s } = event.attributes;
          const index = r === undefined ? (current?.cells.length ?? 0) : columnOf(r);
          if (index >= limits.columns) {
            const words = `There is a cell in column ${index + 1}; at most ${limits.columns} columns are read.`;
            throw new Unreadable('too-many-columns', words, { file, row: lastRow, sheet: sheet.name });
          }
          cell = { index, type: t ?? 'n', style: Number(s ?? -1), formula: false };
          inline.start();
        } else if (event.name === 'v') inValue = true;
        else if (event.name === 'f' && cell) cell.formula = true;
        else inline.take(event);
      } else if (event.name === 'v') inValue = false;
      else if (event.name === 'c' && cell && current) {
        const { index } = cell;
        const read = readCell(cell, inline.text(), book);
        if ('fault' in read) {
          current.cells[index] = null;
          current.faults.set(index, read.fault);
        } else if (read.value !== null) current.cells[index] = read.value;
        cell = undefined;
      } else if (event.name === 'row' && current) {
        if (++count > limits.rows + 1) {
          const words = `The sheet has more than ${limits.rows} rows. Please split it.`;
          throw new Unreadable('too-many-rows', words, { file, row: lastRow, sheet: sheet.name });
        }
        yield current;
        current = undefined;
      } else inline.take(event);
    }
  }
}

type Read = { value: unknown } | { fault: [code: string, words: string] };

function readCell(
  cell: { type: string; style: number; value?: string; formula: boolean },
  inline: string,
  book: Workbook,
): Read {
  const { type, value, formula } = cell;
  if (type === 'inlineStr') return { value: inline };
  if (value === undefined || value === '') {
    if (formula && type !== 'str') {
      return {
        fault: ['formula-without-value', 'The formula was never calculated. Please save the file in Excel.'],
      };
    }
    return { value: null };
  }
  if (type === 's') return { value: book.strings[Number(value)] ?? null };
  if (type === 'str') return { value: unescapeXlsx(value) };
  if (type === 'b') return { value: value === '1' || value === 'true' };
  if (type === 'e') return { fault: ['error-value', `The cell shows the error ${value.slice(0, 20)}.`] };
  if (type === 'd') return { value };
  const number = Number(value);
  if (!Number.isFinite(number)) return { fault: ['bad-number', `“${value.slice(0, 40)}” is not a number.`] };
  return { value: book.dates[cell.style] ? serialToIso(number, book.date1904) : number };
}

const DAY = 86_400_000;

/**
 * An Excel serial number as an ISO day, with the time where it has one; a number below 1 is a time of day.
 * Excel counts a 29 February 1900 that never was, so numbers before 60 are one day behind (ECMA-376, part 1, 18.17.4.1).
 */
export function serialToIso(serial: number, date1904: boolean): string | number {
  const seconds = Math.round(serial * 86_400);
  if (serial < 0 || serial > 2_958_466) return serial;
  const days = date1904 ? 1462 : serial < 60 ? 1 : 0;
  const iso = new Date(Date.UTC(1899, 11, 30) + days * DAY + seconds * 1000).toISOString();
  if (serial < 1 && !date1904) return iso.slice(11, 19);
  return seconds % 86_400 === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
