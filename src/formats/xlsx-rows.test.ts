import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { inspectFile, writeRows } from './index.ts';
import { all, refusal } from './reading-in-tests.ts';

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
