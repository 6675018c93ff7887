/**
 * An Excel workbook with one sheet (and one for long texts), written as the rows arrive (ECMA-376, part 1, 18).
 * Texts are inline strings: a spreadsheet never takes them for formulas, and nothing is collected in memory.
 */
import { LONG_TEXTS, type Spill, spillLongText } from './long-texts.ts';
import { Unreadable } from './shapes.ts';
import { plainCell, type Rows } from './write-rows.ts';
import { type PartContent, writeZip } from './zip-write.ts';

const MAX_ROWS = 1_048_576;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Style numbers of `STYLES`: the header is bold; a text is marked as such, so that editing it makes no formula of it. */
const HEADER = 1;
const TEXT = 2;

/** @throws Unreadable `too-many-rows` past what Excel can show */
export async function* writeXlsx(columns: string[], rows: Rows): AsyncGenerator<Uint8Array> {
  const spills: Spill[] = [];
  yield* writeZip(parts(columns, rows, spills));
}

async function* parts(columns: string[], rows: Rows, spills: Spill[]): AsyncGenerator<PartContent> {
  yield { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] };
  yield { name: 'xl/styles.xml', content: [STYLES] };
  yield { name: 'xl/worksheets/sheet1.xml', content: sheet(columns, rows, spills) };
  const sheets = ['Data'];
  if (spills.length > 0) {
    sheets.push(LONG_TEXTS);
    yield { name: 'xl/worksheets/sheet2.xml', content: spillSheet(spills) };
  }
  yield { name: 'xl/workbook.xml', content: [workbook(sheets)] };
  const targets = sheets.map((_, index): [string, string] => [
    'worksheet',
    `worksheets/sheet${index + 1}.xml`,
  ]);
  yield { name: 'xl/_rels/workbook.xml.rels', content: [relations([...targets, ['styles', 'styles.xml']])] };
  yield { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] };
}

const relations = (targets: [type: string, target: string][]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const workbook = (sheets: string[]): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
    .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

const contentTypes = (sheets: number): string => {
  const overrides = [
    ['/xl/workbook.xml', `${SHEET_TYPE}.sheet.main+xml`],
    ['/xl/styles.xml', `${SHEET_TYPE}.styles+xml`],
    ...Array.from({ length: sheets }, (_, i) => [
      `/xl/worksheets/sheet${i + 1}.xml`,
      `${SHEET_TYPE}.worksheet+xml`,
    ]),
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
};

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1" quotePrefix="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`;

async function* sheet(columns: string[], rows: Rows, spills: Spill[]): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  yield `<row r="1">${columns.map((name, index) => textCell(`${letters(index)}1`, name, HEADER)).join('')}</row>`;
  let number = 1;
  for await (const row of rows) {
    if (++number > MAX_ROWS) {
      const words = `An Excel sheet holds ${MAX_ROWS - 1} rows; please export fewer, or as CSV.`;
      throw new Unreadable('too-many-rows', words, { file: 'export.xlsx', row: number });
    }
    let line = `<row r="${number}">`;
    columns.forEach((column, index) => {
      const value = plainCell(row[column]);
      const reference = `${letters(index)}${number}`;
      if (typeof value === 'number') line += `<c r="${reference}"><v>${value}</v></c>`;
      else if (typeof value === 'boolean') line += `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
      else if (value !== null) {
        const { shown, spill } = spillLongText(value, spills.length + 1);
        if (spill) spills.push(spill);
        line += textCell(reference, shown, TEXT);
      }
    });
    yield `${line}</row>`;
  }
  yield '</sheetData></worksheet>';
}

async function* spillSheet(spills: Spill[]): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData><row r="1">${['text', 'part', 'content'].map((name, i) => textCell(`${letters(i)}1`, name, HEADER)).join('')}</row>`;
  let row = 1;
  for (const { number, parts } of spills) {
    for (const [index, part] of parts.entries()) {
      row++;
      yield `<row r="${row}"><c r="A${row}"><v>${number}</v></c><c r="B${row}"><v>${index + 1}</v></c>${textCell(`C${row}`, part, TEXT)}</row>`;
    }
  }
  yield '</sheetData></worksheet>';
}

const textCell = (reference: string, text: string, style: number): string =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Column letters of an index from 0: A … Z, AA … */
function letters(index: number): string {
  let name = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML forbids or changes (a carriage return becomes a line feed) stand as `_xHHHH_`, and so does what looks like that. */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (c) => (c === '\n' || c === '\t' ? c : `_x${hex(c)}_`))
    .replace(/[&<>]/g, (c) => ENTITIES[c] as string);
}

const hex = (c: string): string => c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
