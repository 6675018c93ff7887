import { readDay, readList } from '../../formats/index.ts';
import { type Field, isCode } from '../../records/index.ts';

export interface CellProblem {
  code: string;
  words: string;
  /** The row cannot come in; else the field stays empty, and the cell goes into the notes. */
  rejects: boolean;
}

export interface CellReading {
  /** Absent where nothing of the cell could be taken. */
  value?: unknown;
  problems: CellProblem[];
}

const taken = (value: unknown): CellReading => ({ value, problems: [] });
const left = (code: string, words: string): CellReading => ({ problems: [{ code, words, rejects: false }] });
const wrong = (words: string): CellReading => ({ problems: [{ code: 'wrong-type', words, rejects: true }] });

const shown = (cell: unknown): string =>
  `“${(typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')).slice(0, 60)}”`;

const yes = new Set(['true', 'yes', 'y', '1', 'x', '是', 'ja', 'sì', 'si', '예']);
const no = new Set(['false', 'no', 'n', '0', '否', '不', 'nein', '아니요']);

/** A cell of a file as the value of a field; texts in languages and references are read elsewhere. */
export function readCell(field: Field, cell: unknown): CellReading {
  switch (field.type) {
    case 'integer':
    case 'number':
      return readNumber(field, cell);
    case 'flag':
      return readFlag(cell);
    case 'day':
      return readDayCell(cell);
    case 'instant':
      return readInstant(cell);
    case 'money':
      return readAmount(cell);
    case 'list':
      return readItems(field, cell);
    case 'choice':
      return readChoice(field, cell);
    case 'file':
    case 'data':
      return readObject(cell);
    default:
      return readText(field, cell);
  }
}

function readText(field: Field, cell: unknown): CellReading {
  if (typeof cell === 'object') return wrong(`${shown(cell)} is not a text.`);
  const text = String(cell).trim();
  return taken(field.check === 'country' ? countryCode(text) : text);
}

function readNumber(field: Field, cell: unknown): CellReading {
  const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? cell.trim() : '';
  const plain =
    field.type === 'integer' ? /^[+-]?\d+(?:\.0+)?$/ : /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
  if (!plain.test(text))
    return wrong(`${shown(cell)} is not ${field.type === 'integer' ? 'a whole number' : 'a number'}.`);
  return taken(Number(text));
}

function readFlag(cell: unknown): CellReading {
  if (typeof cell === 'boolean') return taken(cell);
  const text = String(cell).trim().toLowerCase();
  if (yes.has(text)) return taken(true);
  return no.has(text) ? taken(false) : wrong(`${shown(cell)} is neither yes nor no.`);
}

function readDayCell(cell: unknown): CellReading {
  const { day, problem } = readDay(cell);
  if (day !== undefined) return taken(day);
  return left(`day-${problem}`, `${shown(cell)} is not a day that can be understood.`);
}

function readInstant(cell: unknown): CellReading {
  const time =
    typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}[T ]/.test(cell) ? Date.parse(cell) : Number.NaN;
  if (Number.isNaN(time)) return wrong(`${shown(cell)} is not a date with a time (ISO 8601).`);
  return taken(new Date(time).toISOString());
}

/** The amount alone: its currency stands in a column of its own, and is put to it later. */
function readAmount(cell: unknown): CellReading {
  const text = String(cell).trim();
  if (typeof cell === 'object' || !/^-?\d{1,24}(\.\d{1,6})?$/.test(text))
    return wrong(`${shown(cell)} is not an amount such as 1000 or 99.50.`);
  return taken(text);
}

function readItems(field: Field, cell: unknown): CellReading {
  const problems: CellProblem[] = [];
  const items: string[] = [];
  for (const item of readList(cell).flatMap((each) => shortItems(field, each))) {
    if (typeof item === 'object') return wrong(`${shown(item)} cannot stand in a list.`);
    const text = String(item).trim();
    if (text === '') continue;
    const found = field.values
      ? knownValue(field, text)
      : field.check === 'country'
        ? countryCode(text)
        : text;
    if (found === undefined) {
      problems.push({
        code: 'unknown-value',
        words: `${shown(text)} is not one of: ${Object.keys(field.values!).join(', ')}.`,
        rejects: false,
      });
    } else if (field.check === 'code' && !isCode(found)) {
      problems.push({
        code: 'bad-code',
        words: `${shown(text)} is not a code of a scheme that is known here.`,
        rejects: false,
      });
    } else if (!items.includes(found)) items.push(found);
  }
  return { value: items.length > 0 ? items : null, problems };
}

/** Patent numbers come as one long text with commas; a list keeps them apart where the whole is too long for an item. */
function shortItems(field: Field, item: unknown): unknown[] {
  if (typeof item !== 'string' || item.length <= (field.max ?? 500)) return [item];
  return item.split(/[,，、]\s+/);
}

function readChoice(field: Field, cell: unknown): CellReading {
  const value = typeof cell === 'object' ? undefined : knownValue(field, String(cell).trim());
  if (value !== undefined) return taken(value);
  return left('unknown-value', `${shown(cell)} is not one of: ${Object.keys(field.values!).join(', ')}.`);
}

/** A value by itself or by its label in any language of the catalogue. */
function knownValue(field: Field, text: string): string | undefined {
  const values = field.values!;
  if (Object.hasOwn(values, text)) return text;
  const wanted = text.normalize('NFKC').toLowerCase();
  return Object.entries(values).find(
    ([name, label]) =>
      name === wanted || Object.values(label).some((word: string) => word.toLowerCase() === wanted),
  )?.[0];
}

function readObject(cell: unknown): CellReading {
  let value = cell;
  if (typeof cell === 'string') {
    try {
      value = JSON.parse(cell);
    } catch {
      return wrong(`${shown(cell)} is not JSON.`);
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong(`${shown(cell)} is not an object.`);
  return taken(value);
}

let byName: Map<string, string> | undefined;

/** Files write `Germany`, `德国` or `de` where the record wants `DE`; what no list knows stays for the check to refuse. */
function countryCode(text: string): string {
  if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
  if (!byName) {
    byName = new Map();
    for (const language of ['en', 'zh', 'de', 'it', 'ko']) {
      const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
      for (let first = 65; first <= 90; first++) {
        for (let second = 65; second <= 90; second++) {
          const code = String.fromCharCode(first, second);
          // Former countries answer with the name of what they are today (DD: Germany).
          if (new Intl.Locale(`und-${code}`).region !== code) continue;
          const name = names.of(code)?.toLowerCase();
          if (name && !byName.has(name)) byName.set(name, code);
        }
      }
    }
  }
  return byName.get(text.toLowerCase()) ?? text;
}
