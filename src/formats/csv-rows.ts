import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { beside, readHeader } from './cells.ts';
import { unguardFormula } from './formula-guard.ts';
import { type Limits, type Row, Unreadable } from './shapes.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * How a CSV text is written, from its beginning: the delimiter that splits most records into the same number of
 * cells, and `'` as quotation mark only where every cell of the header stands in it.
 */
export function sniffDialect(head: string): { delimiter: string; quote: string } {
  const firstLine = head.slice(0, head.search(/[\r\n]|$/));
  const apostrophes = /^'[^'"]*'(?:[,;\t|]'[^'"]*')*$/.test(firstLine);
  const quote = apostrophes ? "'" : '"';
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const { counts, torn } = cellCounts(head, delimiter, quote, 50);
    const first = counts[0] ?? 1;
    if (first < 2) continue;
    const same = counts.filter((count) => count === first).length - torn;
    const score = (same / counts.length) * 1000 + Math.min(first, 500);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, quote };
}

/** Cells of each record if `delimiter` it were; `torn` counts quotations that then end in the middle of a cell. */
function cellCounts(head: string, delimiter: string, quote: string, records: number) {
  const counts: number[] = [];
  let torn = 0;
  let cells = 1;
  let quoted = false;
  let atStart = true;
  for (let i = 0; i < head.length && counts.length < records; i++) {
    const c = head[i];
    if (quoted) {
      if (c === quote) {
        if (head[i + 1] === quote) i++;
        else {
          quoted = false;
          if (!['\r', '\n', delimiter, undefined].includes(head[i + 1])) torn++;
        }
      }
      continue;
    }
    if (c === quote && atStart) quoted = true;
    else if (c === '\n' || c === '\r') {
      if (!atStart || cells > 1) counts.push(cells);
      cells = 1;
      atStart = true;
      continue;
    } else if (c === delimiter) {
      cells++;
      atStart = true;
      continue;
    }
    atStart = false;
  }
  if (counts.length === 0) counts.push(cells);
  return { counts, torn };
}

/** @throws Unreadable `quote-not-closed`, `row-too-long`, `too-many-rows` and those of the header */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  dialect: { delimiter: string; quote: string },
  file: string,
  limits: Limits,
): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.rowLength,
  });
  // Errors of the source reach the loop below through the parser.
  pipeline(Readable.from(chunks), parser, () => {});
  let columns: string[] | undefined;
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++;
      const cells = record.map(unguardFormula);
      if (columns === undefined) {
        if (cells.every((cell) => cell.trim() === '')) continue;
        columns = readHeader(cells, { file, row }, limits);
        continue;
      }
      const { values, problems, empty } = beside(columns, cells, limits);
      if (!empty) yield { place: { file, row }, values, problems };
    }
  } catch (error) {
    throw error instanceof CsvError ? translated(error, file, limits) : error;
  }
  if (columns === undefined)
    throw new Unreadable('no-header', 'The first row must name the columns.', { file, row: 1 });
}

function translated(error: CsvError, file: string, limits: Limits): Unreadable {
  // The parser runs ahead of the rows given so far; it knows itself how many records it has finished.
  const place = { file, row: Number((error as CsvError & { records?: number }).records ?? 0) + 1 };
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new Unreadable('quote-not-closed', 'A quotation mark is opened here and never closed.', place);
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    const words = `The row has more than ${limits.rowLength} characters. Is a quotation mark not closed?`;
    return new Unreadable('row-too-long', words, place);
  }
  return new Unreadable('bad-csv', `The row cannot be read: ${error.message}`, place);
}
