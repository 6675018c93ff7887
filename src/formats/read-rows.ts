import { csvRows, sniffDialect } from './csv-rows.ts';
import { decode, detectEncoding } from './encoding.ts';
import { jsonLineRows, jsonRows } from './json-rows.ts';
import {
  type FileShape,
  type Limits,
  type ReadFormat,
  type ReadOptions,
  type Row,
  type Source,
  Unreadable,
} from './shapes.ts';
import { type Bytes, limitsOf, openBytes } from './sources.ts';
import { sheetNames, xlsxRows } from './xlsx-rows.ts';

const HEAD = 64 * 1024;

interface Opened {
  format: ReadFormat;
  encoding?: string;
  delimiter?: string;
  rows: AsyncGenerator<Row>;
}

/**
 * The rows of a file, one after the other and in bounded memory. The content decides how it is read, not its name:
 * a JSON array of objects, JSON lines, CSV (delimiter, quotation marks and encoding found out), or an Excel workbook
 * (its first visible sheet). Blank rows are left out; they still count in `place.row`.
 * @throws Unreadable where the file as a whole, or its remainder, makes no sense; rows already given are then void too.
 */
export async function* readRows(source: Source, options: ReadOptions = {}): AsyncGenerator<Row> {
  const limits = limitsOf(options);
  const bytes = await openBytes(source, limits);
  let count = 0;
  try {
    const { rows } = await openRows(bytes, source.name, limits, options);
    for await (const row of rows) {
      options.signal?.throwIfAborted();
      if (++count > limits.rows) {
        const words = `The file has more than ${limits.rows} rows. Please split it.`;
        throw new Unreadable('too-many-rows', words, row.place);
      }
      yield row;
    }
  } finally {
    await bytes.close();
  }
}

/** What a file is, its columns, and its first rows (`rows` of them), for a preview and for finding its mapping. */
export async function inspectFile(source: Source, options: ReadOptions = {}, rows = 50): Promise<FileShape> {
  const limits = limitsOf(options);
  const bytes = await openBytes(source, limits);
  try {
    const { rows: all, ...shape } = await openRows(bytes, source.name, limits, options);
    const sample: Row[] = [];
    for await (const row of all) {
      sample.push(row);
      if (sample.length >= rows) break;
    }
    const columns = [...new Set(sample.flatMap((row) => Object.keys(row.values)))];
    const sheets = shape.format === 'xlsx' ? { sheets: await sheetNames(bytes, source.name, limits) } : {};
    return { ...shape, ...sheets, columns, sample };
  } finally {
    await bytes.close();
  }
}

async function openRows(bytes: Bytes, file: string, limits: Limits, options: ReadOptions): Promise<Opened> {
  const start = Buffer.from(await bytes.read(0, 8));
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    return { format: 'xlsx', rows: xlsxRows(bytes, file, limits, options) };
  }
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    const words =
      'This is an Excel file of the old format (.xls) or one with a password. Please save it as .xlsx.';
    throw new Unreadable('old-excel', words, { file });
  }
  if (start.toString('latin1').startsWith('%PDF')) {
    throw new Unreadable('binary', 'This is a PDF file; rows are read from CSV, Excel and JSON.', { file });
  }
  const encoding = await detectEncoding(bytes, file, options);
  const text = decode(bytes, encoding);
  const begun: string[] = [];
  let length = 0;
  while (length < HEAD) {
    const { value, done } = await text.next();
    if (done) break;
    begun.push(value);
    length += value.length;
  }
  const head = begun.join('');
  async function* chunks(): AsyncGenerator<string> {
    yield* begun;
    begun.length = 0;
    yield* text;
  }
  if (head.trim() === '') throw new Unreadable('empty-file', 'The file is empty.', { file });
  if (/^\s*\[\s*(?:[{\]]|$)/.test(head)) {
    return { format: 'json', encoding, rows: jsonRows(chunks(), file, limits) };
  }
  if (/^\s*\{\s*(?:["}]|$)/.test(head)) {
    if (/^\s*\{[^\n]*\}\s*(?:\n|$)/.test(head) || !/^\s*\{\s*\n/.test(head)) {
      return { format: 'jsonl', encoding, rows: jsonLineRows(chunks(), file, limits) };
    }
    const words = 'JSON must be a list [ … ] of objects, or one object a line.';
    throw new Unreadable('not-a-list', words, { file, row: 1 });
  }
  const dialect = { ...sniffDialect(head), ...(options.delimiter && { delimiter: options.delimiter }) };
  const { delimiter } = dialect;
  return { format: 'csv', encoding, delimiter, rows: csvRows(chunks(), dialect, file, limits) };
}
