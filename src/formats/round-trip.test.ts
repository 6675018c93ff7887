import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, unguardFormula } from './formula-guard.ts';
import { readList, readRows, type WriteFormat, writeRows } from './index.ts';

async function written(
  format: WriteFormat,
  columns: string[],
  rows: Record<string, unknown>[],
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeRows(format, columns, rows)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function readBack(format: WriteFormat, columns: string[], rows: Record<string, unknown>[]) {
  const bytes = await written(format, columns, rows);
  const back: Record<string, unknown>[] = [];
  for await (const row of readRows({ name: 'rows', bytes })) {
    expect(row.problems).toEqual([]);
    back.push(row.values);
  }
  return back;
}

/** Texts that spreadsheets, CSV, XML and ZIP have trouble with. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('\0', '')),
  fc
    .array(
      fc.constantFrom(
        ...[
          '=',
          '+',
          '-',
          '@',
          '＝',
          '＠',
          "'",
          '"',
          ',',
          ';',
          '\t',
          '\n',
          '\r',
          '\r\n',
          ' ',
          '|',
          '_x000D_',
          '_x',
          '\\',
        ],
        ...[
          '&',
          '<',
          '>',
          ']]>',
          '&amp;nbsp;',
          '[',
          '{',
          '}',
          '电池',
          '배터리',
          '\u{20BB7}',
          '\uFEFF',
          '\u0085',
          '\u0007',
        ],
        ...['⟦… 1⟧', '1', 'a', '1e5', '007', 'true', 'null', '\uFFFE'],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));
const cell = fc.oneof({ weight: 5, arbitrary: hostile }, number, fc.boolean(), fc.constant(null));
const table = fc
  .uniqueArray(
    hostile.map((name) => name.trim()).filter((name) => name !== '' && name !== '__proto__'),
    { minLength: 1, maxLength: 6 },
  )
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(
        fc
          .tuple(...columns.map(() => cell))
          .map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]]))),
        { maxLength: 6 },
      ),
    }),
  );

const empty = (value: unknown) => value === null || value === '';
const spreadsheet = (rows: Record<string, unknown>[], cellOf: (value: unknown) => unknown) =>
  rows
    .filter((row) => !Object.values(row).every(empty))
    .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, empty(v) ? null : cellOf(v)])));

describe('what is written reads back the same', () => {
  it('as CSV, where every cell is a text', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, rows }) => {
        expect(await readBack('csv', columns, rows)).toEqual(spreadsheet(rows, String));
      }),
      { numRuns: 600 },
    );
  });

  it('as XLSX, numbers and truth values included', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, rows }) => {
        expect(await readBack('xlsx', columns, rows)).toEqual(spreadsheet(rows, (value) => value));
      }),
      { numRuns: 300 },
    );
  });

  it('as JSON, exactly', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, rows }) => {
        expect(await readBack('json', columns, rows)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('when a text is longer than a cell of Excel may be', async () => {
    const long = '固态电池 & "solid"\n=1+1\u{20BB7}'.repeat(12_000);
    const rows = [
      { title: 'first', text: long },
      { title: 'second', text: 'short ⟦… 1⟧' },
      { title: null, text: `${long}!` },
    ];
    expect(await readBack('xlsx', ['title', 'text'], rows)).toEqual(rows);
    expect(await readBack('csv', ['title', 'text'], rows)).toEqual(rows);
  });
});

describe('the guard against formulas', () => {
  const text = fc
    .array(fc.constantFrom('=', '+', '-', '@', "'", ';', '\t', '\n', '\r', ' ', '\u3000', 'a', '1', '＋'), {
      maxLength: 14,
    })
    .map((parts) => parts.join(''));

  it('can be taken away again, exactly', () => {
    fc.assert(
      fc.property(fc.oneof(text, hostile), (value) => {
        expect(unguardFormula(guardFormula(value))).toBe(value);
      }),
      { numRuns: 20_000 },
    );
  });

  it('leaves no cell beginning that a spreadsheet would run, wherever it splits', () => {
    fc.assert(
      fc.property(text, (value) => {
        for (const part of guardFormula(value).split(/[;\t\r\n]/))
          expect(part).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        expect(guardFormula(value)).not.toMatch(/^[\t\r\n]/);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["'tis", "'tis"],
    ['-5 °C', "'-5 °C"],
    ['a - b = c', 'a - b = c'],
    ['list:\n- one\n- two', "list:\n'- one\n'- two"],
    ['a;=HYPERLINK("x")', 'a;\'=HYPERLINK("x")'],
  ])('%j is written %j', (before, after) => {
    expect(guardFormula(before)).toBe(after);
  });

  it('leaves numbers numbers', async () => {
    expect((await written('csv', ['a', 'b'], [{ a: -5, b: '-5' }])).toString()).toBe(
      '\uFEFF"a","b"\r\n-5,"\'-5"\r\n',
    );
  });
});

it('lists survive as one cell', async () => {
  const list = fc.array(fc.oneof(hostile, fc.constantFrom('ipc:H01M10/0562', 'sdg:7')), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(list, async (codes) => {
      const [row] = await readBack('csv', ['codes'], [{ codes }]);
      expect(readList(row?.codes)).toEqual(codes);
    }),
    { numRuns: 300 },
  );
});
