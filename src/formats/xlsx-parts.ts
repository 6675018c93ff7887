/** What a workbook says beside its sheets: their names, shared strings, and which styles are dates (ECMA-376, part 1, 18). */
import { type Limits, Unreadable } from './shapes.ts';
import type { Bytes } from './sources.ts';
import { type XmlEvent, xmlEvents } from './xml-events.ts';
import { inflate, openZip, type ZipPart } from './zip.ts';

const SHARED_STRINGS = 5_000_000;
const SHARED_CHARACTERS = 200_000_000;

export interface Workbook {
  sheets: { name: string; part: ZipPart; visible: boolean }[];
  strings: string[];
  /** By style number: the cell's number is a date, a time of day, or both. */
  dates: boolean[];
  date1904: boolean;
  content: (part: ZipPart) => AsyncGenerator<XmlEvent[]>;
}

/** @throws Unreadable `not-a-workbook` and those of the ZIP and XML readers */
export async function openWorkbook(bytes: Bytes, file: string, limits: Limits): Promise<Workbook> {
  const parts = await openZip(bytes, file, limits);
  const content = (part: ZipPart) => xmlEvents(inflate(bytes, part, file), file);
  const named = (name: string) => parts.get(name);
  const book = named('xl/workbook.xml');
  if (!book) throw new Unreadable('not-a-workbook', 'This ZIP archive is not an Excel workbook.', { file });

  const targets = new Map<string, string>();
  for await (const tag of openTags(named('xl/_rels/workbook.xml.rels'), content)) {
    const { Id, Target } = tag.attributes;
    if (Id && Target) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
  }
  const sheets: Workbook['sheets'] = [];
  let date1904 = false;
  for await (const tag of openTags(book, content)) {
    if (tag.name === 'workbookPr') date1904 = ['1', 'true'].includes(tag.attributes.date1904 ?? '');
    if (tag.name !== 'sheet') continue;
    const id = Object.entries(tag.attributes).find(([name]) => name.endsWith(':id'))?.[1];
    const part = named(targets.get(id ?? '') ?? '');
    // Chart sheets have no cells and lie elsewhere.
    if (part?.name.includes('worksheets/')) {
      sheets.push({
        name: tag.attributes.name ?? '',
        part,
        visible: !tag.attributes.state?.includes('idden'),
      });
    }
  }
  if (sheets.length === 0) throw new Unreadable('no-sheet', 'The workbook has no sheet.', { file });
  return {
    sheets,
    strings: await sharedStrings(named('xl/sharedStrings.xml'), content, file),
    dates: await dateStyles(named('xl/styles.xml'), content),
    date1904,
    content,
  };
}

async function* openTags(part: ZipPart | undefined, content: Workbook['content']) {
  if (!part) return;
  for await (const events of content(part)) {
    for (const event of events) if (event.type === 'open') yield event;
  }
}

async function sharedStrings(
  part: ZipPart | undefined,
  content: Workbook['content'],
  file: string,
): Promise<string[]> {
  const strings: string[] = [];
  if (!part) return strings;
  const reader = textReader();
  let total = 0;
  for await (const events of content(part)) {
    for (const event of events) {
      if (event.type === 'open' && event.name === 'si') reader.start();
      reader.take(event);
      if (event.type !== 'close' || event.name !== 'si') continue;
      const text = reader.text();
      total += text.length;
      strings.push(text);
      if (strings.length > SHARED_STRINGS || total > SHARED_CHARACTERS) {
        throw new Unreadable('file-too-large', 'The workbook has too many texts. Please split it.', { file });
      }
    }
  }
  return strings;
}

/** Collects the `t` elements of a text with or without formatted runs; the readings beside East Asian words are left out. */
export function textReader() {
  let collected = '';
  let inText = false;
  let inReading = false;
  return {
    start() {
      collected = '';
      inText = false;
      inReading = false;
    },
    take(event: XmlEvent) {
      if (event.type === 'text') {
        if (inText && !inReading) collected += event.text;
      } else if (event.name === 't') inText = event.type === 'open';
      else if (event.name === 'rPh') inReading = event.type === 'open';
    },
    text: () => unescapeXlsx(collected),
  };
}

/** Characters that XML cannot hold stand as `_x000D_` (ECMA-376, part 1, 22.9.2.19). */
export const unescapeXlsx = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);

async function dateStyles(part: ZipPart | undefined, content: Workbook['content']): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const dates: boolean[] = [];
  let inCellFormats = false;
  if (!part) return dates;
  for await (const events of content(part)) {
    for (const event of events) {
      if (event.type === 'text') continue;
      if (event.name === 'cellXfs') inCellFormats = event.type === 'open';
      if (event.type !== 'open') continue;
      const id = Number(event.attributes.numFmtId);
      if (event.name === 'numFmt') custom.set(id, isDateFormat(event.attributes.formatCode ?? ''));
      if (event.name === 'xf' && inCellFormats) dates.push(custom.get(id) ?? BUILT_IN_DATES.has(id));
    }
  }
  return dates;
}

/** A format is a date's when letters for year, month, day, hour or second remain outside of quotes, brackets and escapes. */
const isDateFormat = (format: string): boolean =>
  /[ymdhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general/gi, ''));
