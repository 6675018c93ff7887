import { describe, expect, it } from 'vitest';
import { inspectFile, LIMITS, readRows } from './index.ts';
import { all, encoded, refusal, values } from './reading-in-tests.ts';

describe('CSV', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const line = (...cells: string[]) => cells.join(delimiter);
    const text = [
      line('id', 'title', 'price'),
      line('1', '"a, b; c\td | e"', '1,5'),
      line('2', '"say ""hi""\nthere"', ''),
    ];
    expect(await values(`${text.join('\r\n')}\r\n`, delimiter === ',' ? { delimiter } : {})).toEqual(
      delimiter === ','
        ? [
            { id: '1', title: 'a, b; c\td | e', price: '1' },
            { id: '2', title: 'say "hi"\nthere', price: null },
          ]
        : [
            { id: '1', title: 'a, b; c\td | e', price: '1,5' },
            { id: '2', title: 'say "hi"\nthere', price: null },
          ],
    );
  });

  it('takes apostrophes for quotation marks where the header does', async () => {
    expect(await values("'id','title'\n'1','a, ''b'''\n")).toEqual([{ id: '1', title: "a, 'b'" }]);
  });

  it('keeps one column, blank lines and places', async () => {
    expect(await all('title\n\na\n\n\nb')).toEqual([
      { place: { file: 'file.csv', row: 3 }, values: { title: 'a' }, problems: [] },
      { place: { file: 'file.csv', row: 6 }, values: { title: 'b' }, problems: [] },
    ]);
  });

  it('takes missing trailing cells as empty and refuses a row with surplus ones', async () => {
    const rows = await all('a,b\n1\n1,2,3\n1,2,\n');
    expect(rows.map((row) => [row.values, row.problems.map(({ code }) => code)])).toEqual([
      [{ a: '1', b: null }, []],
      [{ a: '1', b: '2' }, ['too-many-cells']],
      [{ a: '1', b: '2' }, []],
    ]);
  });

  it('keeps what stands in a column without a name', async () => {
    expect(await values('a,,c,\n1,2,3,\n')).toEqual([{ a: '1', 'unnamed column 2': '2', c: '3' }]);
  });

  it('holds a column named like a part of the language', async () => {
    const [row] = await values('__proto__,constructor\nx,y\n');
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('says what is wrong with a header', async () => {
    expect(await refusal('a,b,a\n1,2,3\n')).toEqual(['duplicate-column', 1]);
    expect(await refusal(`${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n1\n`)).toEqual([
      'too-many-columns',
      1,
    ]);
    expect(await refusal('')).toEqual(['empty-file', undefined]);
    expect(await refusal(' \n\n')).toEqual(['empty-file', undefined]);
  });

  it('says where a quotation mark is not closed, and stops before it fills the memory', async () => {
    expect(await refusal('a,b\n1,"2\n3,4\n')).toEqual(['quote-not-closed', 2]);
    expect(await refusal(`a,b\n1,"${'x'.repeat(5_000)}`, { limits: { rowLength: 1_000 } })).toEqual([
      'row-too-long',
      2,
    ]);
  });

  it('rejects a row for a text without end and for characters no database keeps', async () => {
    const rows = await all(`\uFEFFa,b\n1,${'x'.repeat(LIMITS.cellLength + 1)}\n2,x\0y\n3,ok\n`);
    expect(rows.map((row) => row.problems.map(({ pointer, code }) => [pointer, code]))).toEqual([
      [['/b', 'cell-too-long']],
      [['/b', 'zero-character']],
      [],
    ]);
  });

  it('counts rows', async () => {
    expect(await refusal('a\n1\n2\n3\n', { limits: { rows: 2 } })).toEqual(['too-many-rows', 4]);
    expect(await refusal('a\n1\n2\n3\n', { limits: { bytes: 3 } })).toEqual(['file-too-large', undefined]);
  });

  it('stops when told to', async () => {
    await expect(all('a\n1\n', { signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow(
      'cancelled',
    );
  });
});

describe('encodings', () => {
  const text = '标题,描述\n固态电池,我们在中国有一种新的固态电解质,\n';
  /** GB 2312 bytes of 标题,描述 / 固态电池,是有在的. */
  const gb = Buffer.from('b1eacce22cc3e8caf60ab9ccccacb5e7b3d82ccac7d3d0d4dab5c40a', 'hex');
  const utf16 = (value: string, big: boolean) => {
    const bytes = Buffer.from(value, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };

  it.each([
    ['utf-8', encoded(text)],
    ['utf-8', encoded(`\uFEFF${text}`)],
    ['utf-16le', utf16(`\uFEFF${text}`, false)],
    ['utf-16be', utf16(`\uFEFF${text}`, true)],
    ['utf-16le', utf16(text, false)],
    ['utf-16be', utf16(text, true)],
  ])('%s', async (encoding, bytes) => {
    expect((await inspectFile({ name: 'f', bytes })).encoding).toBe(encoding);
    expect(await values(bytes)).toEqual([{ 标题: '固态电池', 描述: '我们在中国有一种新的固态电解质' }]);
  });

  it('GB 18030', async () => {
    expect((await inspectFile({ name: 'f', bytes: gb })).encoding).toBe('gb18030');
    expect(await values(gb)).toEqual([{ 标题: '固态电池', 描述: '是有在的' }]);
  });

  it('Windows-1252', async () => {
    const bytes = Buffer.from('titel;text\nGerät für Bäume;5 \x80 – Größe\n'.replace('–', '\x96'), 'latin1');
    expect((await inspectFile({ name: 'f', bytes })).encoding).toBe('windows-1252');
    expect(await values(bytes)).toEqual([{ titel: 'Gerät für Bäume', text: '5 € – Größe' }]);
  });

  it('EUC-KR', async () => {
    // 제목,설명 and rows of 고체 전해질 배터리, all within the rows of Hangul
    const bytes = Buffer.from(
      `c1a6b8f12cbcb3b8ed0a${'b0edc3bc20c0fcc7d8c1fa2cb9e8c5cdb8ae0a'.repeat(4)}`,
      'hex',
    );
    expect((await inspectFile({ name: 'f', bytes })).encoding).toBe('euc-kr');
    expect((await values(bytes))[0]).toEqual({ 제목: '고체 전해질', 설명: '배터리' });
  });

  it('tells a damaged UTF-8 file from another encoding', async () => {
    const bytes = Buffer.concat([encoded(text.repeat(30)), Buffer.from([0xff]), encoded(',x\n')]);
    expect(await refusal(bytes)).toEqual(['broken-encoding', undefined]);
    expect((await all(bytes, { encoding: 'utf-8' })).length).toBe(60);
  });

  it('refuses what is no text', async () => {
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2, 0]))).toEqual([
      'binary',
      undefined,
    ]);
    expect(await refusal('%PDF-1.7 …')).toEqual(['binary', undefined]);
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual(['old-excel', undefined]);
    expect(await refusal('a\n', { encoding: 'klingon' })).toEqual(['unknown-encoding', undefined]);
  });
});

describe('JSON', () => {
  it('reads lists in pieces of any size', async () => {
    const rows = [{ a: '[{"\\', b: ['x,', { c: ']' }] }, { a: '电池'.repeat(40_000), b: null }, {}];
    expect(await values(JSON.stringify(rows))).toEqual(rows);
    expect(await values(`\uFEFF ${JSON.stringify(rows, null, 2)}\n`)).toEqual(rows);
    expect(await values('[]')).toEqual([]);
  });

  it('reads lines; a broken one spoils only itself', async () => {
    const rows = await all('{"a":1}\n\n{"a":\n["x"]\n{"a":2}');
    expect(rows.map((row) => [row.place.row, row.values, row.problems.map(({ code }) => code)])).toEqual([
      [1, { a: 1 }, []],
      [3, {}, ['bad-json']],
      [4, {}, ['not-an-object']],
      [5, { a: 2 }, []],
    ]);
  });

  it('says where a list is broken', async () => {
    expect(await refusal('[{"a":1},{"a":}]')).toEqual(['bad-json', 2]);
    expect(await refusal('[{"a":1},{"a":1}')).toEqual(['bad-json', 2]);
    expect(await refusal('[{"a":1},]')).toEqual(['bad-json', 2]);
    expect(await refusal('[{"a":1}] x')).toEqual(['bad-json', 1]);
    expect(await refusal('{\n "rows": []\n}')).toEqual(['not-a-list', 1]);
    expect(await refusal(`[{"a":"${'x'.repeat(200_000)}"}]`, { limits: { rowLength: 100_000 } })).toEqual([
      'row-too-long',
      1,
    ]);
  });

  it('rejects rows that are too wide or too deep', async () => {
    const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`c${i}`, 1]));
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const rows = await all(`[${JSON.stringify(wide)},{"a":${deep}},{"a":"\\ud800"},{"a":"\\u0000"},7]`);
    expect(rows.map((row) => row.problems.map(({ code }) => code))).toEqual([
      ['too-many-columns'],
      ['too-deep'],
      ['half-character'],
      ['zero-character'],
      ['not-an-object'],
    ]);
  });
});

it('reads a large file in bounded memory', async () => {
  const line = `${'x'.repeat(1_000)},${'y'.repeat(1_000)}\n`;
  const bytes = Buffer.from(`a,b\n${line.repeat(50_000)}`);
  const before = process.memoryUsage().heapUsed;
  let count = 0;
  let most = 0;
  for await (const row of readRows({ name: 'large.csv', bytes })) {
    count += row.problems.length === 0 ? 1 : 0;
    if (count % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(count).toBe(50_000);
  expect(most).toBeLessThan(150_000_000);
});
