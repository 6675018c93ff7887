import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { inspectFile, LIMITS, type ReadOptions, type Row, readRows, Unreadable, writeRows } from './index.ts';

const encoded = (text: string) => new TextEncoder().encode(text);

async function all(bytes: Uint8Array | string, options?: ReadOptions): Promise<Row[]> {
  const source = { name: 'file.csv', bytes: typeof bytes === 'string' ? encoded(bytes) : bytes };
  const rows: Row[] = [];
  for await (const row of readRows(source, options)) rows.push(row);
  return rows;
}

const values = async (bytes: Uint8Array | string, options?: ReadOptions) =>
  (await all(bytes, options)).map((row) => row.values);

/** Code and row of the refusal. */
async function refusal(
  bytes: Uint8Array | string,
  options?: ReadOptions,
): Promise<[string, number | undefined]> {
  const error: unknown = await all(bytes, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof Unreadable)) throw new Error(`not refused: ${String(error)}`);
  expect(error.problems).toEqual([{ pointer: '', code: error.code, words: error.words }]);
  return [error.code, error.place.row];
}

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

describe('Excel', () => {
  async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    fill(book);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  it('reads texts, numbers, dates, rich texts, formulas with their value, and says where there is none', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Angebote');
      sheet.addRow([]);
      sheet.addRow(['title', 'number', 'day', 'time', 'flag', 'rich', 'sum', 'lost', 'error']);
      const row = sheet.addRow([
        '固态电池\n& <b>&amp;nbsp;',
        1.5,
        new Date('2019-03-05'),
        new Date('2019-03-05T10:30:00Z'),
        true,
      ]);
      row.getCell(6).value = { richText: [{ text: 'H' }, { text: '2', font: { size: 6 } }, { text: 'O' }] };
      row.getCell(7).value = { formula: 'SUM(1,2)', result: 3 };
      row.getCell(8).value = { formula: 'NOW()' } as ExcelJS.CellFormulaValue;
      row.getCell(9).value = { error: '#N/A' };
      sheet.addRow([]);
      sheet.addRow(['last']);
      book.addWorksheet('Other').addRow(['x']);
    });
    const rows = await all(bytes);
    expect(rows.map(({ place, values: cells }) => [place, cells])).toEqual([
      [
        { file: 'file.csv', row: 3, sheet: 'Angebote' },
        {
          title: '固态电池\n& <b>&amp;nbsp;',
          number: 1.5,
          day: '2019-03-05',
          time: '2019-03-05T10:30:00',
          flag: true,
          rich: 'H2O',
          sum: 3,
          lost: null,
          error: null,
        },
      ],
      [
        { file: 'file.csv', row: 5, sheet: 'Angebote' },
        {
          title: 'last',
          number: null,
          day: null,
          time: null,
          flag: null,
          rich: null,
          sum: null,
          lost: null,
          error: null,
        },
      ],
    ]);
    expect(rows.map((row) => row.problems.map(({ pointer, code }) => [pointer, code]))).toEqual([
      [
        ['/lost', 'formula-without-value'],
        ['/error', 'error-value'],
      ],
      [],
    ]);
    expect((await inspectFile({ name: 'f', bytes })).sheets).toEqual(['Angebote', 'Other']);
    expect(await refusal(bytes, { sheet: 'None' })).toEqual(['no-such-sheet', undefined]);
  });

  it('writes what another reader understands', async () => {
    const pieces: Uint8Array[] = [];
    const rows = [{ title: '=1+1', n: -5, text: ' 电池 & <x>\u{20BB7}' }];
    for await (const piece of writeRows('xlsx', ['title', 'n', 'text'], rows)) pieces.push(piece);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.concat(pieces) as unknown as ArrayBuffer);
    const sheet = book.worksheets[0];
    expect(sheet?.getRow(1).values).toEqual([undefined, 'title', 'n', 'text']);
    expect(sheet?.getRow(2).values).toEqual([undefined, '=1+1', -5, ' 电池 & <x>\u{20BB7}']);
  });

  /** A ZIP archive of the given parts; `stated` is what its table of contents says of their size. */
  function zip(parts: { name: string; content: Buffer; stated?: number; flags?: number }[]): Buffer {
    const out: Buffer[] = [];
    const table: Buffer[] = [];
    let offset = 0;
    for (const { name, content, stated, flags = 0 } of parts) {
      const packed = deflateRawSync(content);
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(8, 8);
      local.writeUInt16LE(name.length, 26);
      out.push(local, Buffer.from(name), packed);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(flags, 8);
      entry.writeUInt16LE(8, 10);
      entry.writeUInt32LE(packed.length, 20);
      entry.writeUInt32LE(stated ?? content.length, 24);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(offset, 42);
      table.push(entry, Buffer.from(name));
      offset += 30 + name.length + packed.length;
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(parts.length, 10);
    end.writeUInt32LE(Buffer.concat(table).length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...out, ...table, end]);
  }
  const book = { name: 'xl/workbook.xml', content: Buffer.from('<workbook><sheets/></workbook>') };

  it('refuses bombs before and while unpacking', async () => {
    const zeros = Buffer.alloc(20_000_000, 0x20);
    expect(await refusal(zip([{ ...book, content: zeros }]))).toEqual(['zip-bomb', undefined]);
    expect(await refusal(zip([{ ...book, content: zeros, stated: 1_000 }]))).toEqual(['zip-bomb', undefined]);
    expect(await refusal(zip([{ ...book, stated: 2_000_000_000 }]))).toEqual(['zip-bomb', undefined]);
    expect(await refusal(zip([book, { ...book, name: 'other' }, { ...book, name: 'other' }]))).toEqual([
      'broken-zip',
      undefined,
    ]);
    expect(await refusal(zip([{ ...book, flags: 1 }]))).toEqual(['encrypted', undefined]);
  });

  it('refuses what is cut off, damaged, or no workbook', async () => {
    const good = await workbook((each) => each.addWorksheet('A').addRow(['a']));
    expect(await refusal(good.subarray(0, good.length - 100))).toEqual(['broken-zip', undefined]);
    expect(await refusal(zip([{ ...book, name: 'readme.txt' }]))).toEqual(['not-a-workbook', undefined]);
    expect(await refusal(zip([book]))).toEqual(['no-sheet', undefined]);
    expect(await refusal(zip([{ ...book, content: Buffer.from('<workbook><sheets>') }]))).toEqual([
      'bad-xml',
      undefined,
    ]);
    const entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>';
    expect(await refusal(zip([{ ...book, content: Buffer.from(entity) }]))).toEqual(['bad-xml', undefined]);
    expect(
      await refusal(zip([{ ...book, content: Buffer.alloc(17_000_000, 0x61) }]), {
        limits: { ratio: 2_000 },
      }),
    ).toEqual(['bad-xml', undefined]);
  });

  it('refuses a sheet with a cell far to the right', async () => {
    const bytes = await workbook((each) => {
      each.addWorksheet('A').getCell('XFD1').value = 'x';
    });
    expect(await refusal(bytes)).toEqual(['too-many-columns', 1]);
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
