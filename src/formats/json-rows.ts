/** JSON arrays and JSON lines as rows, one object in memory at a time. */
import { fault, soundness } from './cells.ts';
import { type Limits, type Problem, type Row, Unreadable } from './shapes.ts';

const OBJECT = { open: 0x7b, close: 0x7d };
const ARRAY = { open: 0x5b, close: 0x5d };
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** The elements of a top-level array as written, found by counting brackets outside of strings. */
async function* elements(
  chunks: AsyncIterable<string>,
  file: string,
  limits: Limits,
): AsyncGenerator<string> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let ended = false;
  let count = 0;
  let kept = '';
  const broken = (words: string) => new Unreadable('bad-json', words, { file, row: count + 1 });
  for await (const chunk of chunks) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const c = chunk.charCodeAt(i);
      if (inString) {
        if (escaped) escaped = false;
        else if (c === BACKSLASH) escaped = true;
        else if (c === QUOTE) inString = false;
        continue;
      }
      if (ended) {
        if (!/\s/.test(chunk[i] as string)) throw broken('There is more after the end of the array.');
        continue;
      }
      if (c === QUOTE) inString = true;
      else if (c === OBJECT.open || c === ARRAY.open) {
        depth++;
        if (depth === 1) start = i + 1;
      } else if (c === OBJECT.close || c === ARRAY.close) {
        depth--;
        if (depth === 0) {
          const last = kept + chunk.slice(start, i);
          kept = '';
          ended = true;
          if (last.trim() !== '') yield last;
          else if (count > 0) throw broken('An element is missing before the end of the array.');
        }
      } else if (c === COMMA && depth === 1) {
        yield kept + chunk.slice(start, i);
        count++;
        kept = '';
        start = i + 1;
      }
    }
    if (!ended) kept += chunk.slice(start);
    if (kept.length > limits.rowLength) throw tooLong(file, count + 1, limits);
  }
  if (!ended) throw broken('The file ends before the array does.');
}

const tooLong = (file: string, row: number, limits: Limits) =>
  new Unreadable('row-too-long', `The row has more than ${limits.rowLength} characters.`, { file, row });

async function* lines(chunks: AsyncIterable<string>, file: string, limits: Limits): AsyncGenerator<string> {
  let kept = '';
  let count = 0;
  for await (const chunk of chunks) {
    const parts = chunk.split('\n');
    parts[0] = kept + parts[0];
    kept = parts.pop() as string;
    for (const part of parts) {
      count++;
      yield part;
    }
    if (kept.length > limits.rowLength) throw tooLong(file, count + 1, limits);
  }
  yield kept;
}

/** @throws Unreadable `bad-json`, `row-too-long`, `too-many-rows` */
export async function* jsonRows(
  chunks: AsyncIterable<string>,
  file: string,
  limits: Limits,
): AsyncGenerator<Row> {
  let row = 0;
  for await (const text of elements(chunks, file, limits)) {
    row++;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new Unreadable('bad-json', `This is not JSON: ${(error as Error).message}.`, { file, row });
    }
    yield jsonRow(value, file, row, limits);
  }
}

/** A line that is not JSON spoils only itself. */
export async function* jsonLineRows(
  chunks: AsyncIterable<string>,
  file: string,
  limits: Limits,
): AsyncGenerator<Row> {
  let row = 0;
  for await (const line of lines(chunks, file, limits)) {
    row++;
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      const words = `The line is not JSON: ${(error as Error).message}.`;
      yield { place: { file, row }, values: {}, problems: [{ pointer: '', code: 'bad-json', words }] };
      continue;
    }
    yield jsonRow(value, file, row, limits);
  }
}

function jsonRow(value: unknown, file: string, row: number, limits: Limits): Row {
  const place = { file, row };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      place,
      values: {},
      problems: [fault('', 'not-an-object', 'Each row must be an object of fields.')],
    };
  }
  const values = value as Record<string, unknown>;
  const problems: Problem[] = [];
  const columns = Object.keys(values);
  if (columns.length > limits.columns) {
    problems.push(
      fault('', 'too-many-columns', `The row has ${columns.length} fields; at most ${limits.columns}.`),
    );
  }
  for (const column of columns) problems.push(...soundness(column, values[column], limits));
  return { place, values, problems };
}
