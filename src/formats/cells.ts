import { type Limits, type Problem, Unreadable } from './shapes.ts';

const DEPTH = 16;

/** A JSON pointer to one column. */
export const pointerTo = (column: string): string => `/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const fault = (column: string, code: string, words: string): Problem => ({
  pointer: column === '' ? '' : pointerTo(column),
  code,
  words,
});

/** What keeps a cell from being taken over: too long, nested too deeply, or characters that no database keeps. */
export function soundness(column: string, value: unknown, limits: Limits, depth = 0): Problem[] {
  if (typeof value === 'string') {
    if (value.length > limits.cellLength) {
      const words = `The text has ${value.length} characters; at most ${limits.cellLength} are taken.`;
      return [fault(column, 'cell-too-long', words)];
    }
    if (value.includes('\0')) return [fault(column, 'zero-character', 'The text contains a zero character.')];
    if (!value.isWellFormed())
      return [fault(column, 'half-character', 'The text contains half a character.')];
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (depth === DEPTH)
    return [fault(column, 'too-deep', `The value is nested more than ${DEPTH} levels deep.`)];
  for (const [key, inner] of Object.entries(value)) {
    const found = soundness(column, inner, limits, depth + 1);
    if (found.length > 0) return found;
    if (!key.isWellFormed() || key.includes('\0')) {
      return [
        fault(column, 'zero-character', 'A name inside the value contains a character that cannot be kept.'),
      ];
    }
  }
  return [];
}

/**
 * The columns a header names. A column without a name is kept as `unnamed column N`, so that nothing in it is lost.
 * @throws Unreadable `no-header`, `too-many-columns`, `duplicate-column`
 */
export function readHeader(
  cells: string[],
  place: { file: string; row: number; sheet?: string },
  limits: Limits,
): string[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1]?.trim() === '') length--;
  if (length === 0) throw new Unreadable('no-header', 'The first row must name the columns.', place);
  if (length > limits.columns) {
    const words = `The file has ${length} columns; at most ${limits.columns} are read. Is the delimiter right?`;
    throw new Unreadable('too-many-columns', words, place);
  }
  const seen = new Set<string>();
  return cells.slice(0, length).map((cell, index) => {
    const name = cell.trim() === '' ? `unnamed column ${index + 1}` : cell.trim();
    if (seen.has(name)) {
      throw new Unreadable('duplicate-column', `Two columns are named “${name.slice(0, 100)}”.`, place);
    }
    const bad = soundness(name, name, limits)[0];
    if (bad) throw new Unreadable(bad.code, bad.words, place);
    seen.add(name);
    return name;
  });
}

/** Cells beside their columns. Missing cells are null (spreadsheets leave trailing ones out); surplus ones are a problem. */
export function beside(
  columns: string[],
  cells: unknown[],
  limits: Limits,
): { values: Record<string, unknown>; problems: Problem[]; empty: boolean } {
  const problems: Problem[] = [];
  let empty = true;
  const entries = columns.map((column, index): [string, unknown] => {
    const cell = cells[index];
    const value = cell === '' || cell === undefined ? null : cell;
    if (value !== null) {
      empty = false;
      problems.push(...soundness(column, value, limits));
    }
    return [column, value];
  });
  const surplus = cells
    .slice(columns.length)
    .filter((cell) => cell !== '' && cell !== null && cell !== undefined);
  if (surplus.length > 0) {
    empty = false;
    const words = `The row has ${cells.length} cells, the header only ${columns.length}. Is a quotation mark missing?`;
    problems.push(fault('', 'too-many-cells', words));
  }
  // fromEntries defines properties, so that a column called __proto__ is just a column.
  return { values: Object.fromEntries(entries), problems, empty };
}
