/**
 * Excel holds at most 32,767 characters in a cell and calls a file with more damaged. A longer text is cut in the sheet,
 * ends there with a mark, and stands whole, in parts, in a sheet of its own; reading joins it again.
 * The mark's number ties them together, so that sorting rows does no harm.
 */
export const LONG_TEXTS = 'Long texts';
export const CELL = 32_767;
/** What is shown of a long text in its row; the parts are as long as a cell may be, escapes included. */
const SHOWN = 1_000;
const PART = 4_000;
const MARK = /⟦… (\d+)⟧$/;

export interface Spill {
  number: number;
  parts: string[];
}

/** Splits where needed; also a text that looks as if it had a mark, so that reading never mistakes it. */
export function spillLongText(text: string, number: number): { shown: string; spill?: Spill } {
  if (text.length <= CELL && !MARK.test(text)) return { shown: text };
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = wholeCharacter(text, Math.min(at + PART, text.length));
    parts.push(text.slice(at, end));
    at = end;
  }
  return { shown: `${shownPart(text)}⟦… ${number}⟧`, spill: { number, parts } };
}

const shownPart = (text: string): string => text.slice(0, wholeCharacter(text, Math.min(SHOWN, text.length)));

/** Moves a cut that would split a character in two. */
const wholeCharacter = (text: string, at: number): number =>
  at > 0 && at < text.length && /[\uD800-\uDBFF]/.test(text[at - 1] as string) ? at - 1 : at;

/** The texts by their number, from the rows (number, part, text) of their sheet. */
export async function longTexts(rows: AsyncIterable<{ cells: unknown[] }>): Promise<Map<number, string>> {
  const parts = new Map<number, [part: number, text: string][]>();
  for await (const { cells } of rows) {
    const [number, part, text] = cells;
    if (typeof number !== 'number' || typeof part !== 'number') continue;
    const list = parts.get(number) ?? [];
    list.push([part, typeof text === 'string' ? text : '']);
    parts.set(number, list);
  }
  return new Map(
    [...parts].map(([number, list]) => [
      number,
      list
        .sort(([a], [b]) => a - b)
        .map(([, text]) => text)
        .join(''),
    ]),
  );
}

/** Puts long texts back into a row; `changed` names cells whose beginning no longer fits their text. */
export function restoreLongTexts(
  cells: unknown[],
  long: Map<number, string>,
): { cells: unknown[]; changed: number[] } {
  const changed: number[] = [];
  const restored = Array.from(cells, (cell, index) => {
    const mark = typeof cell === 'string' ? MARK.exec(cell) : null;
    const text = mark && long.get(Number(mark[1]));
    if (!mark || text === undefined || text === null) return cell;
    if ((cell as string).slice(0, mark.index) !== shownPart(text)) changed.push(index);
    return text;
  });
  return { cells: restored, changed };
}
