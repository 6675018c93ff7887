import { applyMapping, detectLanguage, type Mapping, type Row } from '../../formats/index.ts';
import { checkValues, type Field, type Kind } from '../../records/index.ts';
import { canonicalLanguage, isSetByPlatform, targetOf } from './columns.ts';
import { readCell } from './read-cell.ts';
import { longerThanByHand, readSentText, type SentWords, tooLongToImport } from './texts.ts';

export interface RowProblem {
  field?: string;
  code: string;
  words: string;
}

/** A row made ready: read, made safe and checked, but not yet held against the records that are there. */
export interface PreparedRow {
  /** Fields that the row speaks of; an empty cell speaks, too: null. */
  values: Record<string, unknown>;
  /** Texts in languages, merged with those of the record later. */
  words: Record<string, SentWords | null>;
  /** Names, references or ids of the records that the row points to. */
  names: Record<string, string>;
  language: string;
  languageDetected: boolean;
  notes: Record<string, unknown>;
  flags: string[];
  /** Texts as sent, where contacts were taken out of them. */
  original: Record<string, string>;
  /** Required fields that are empty: a new record cannot do without them. */
  missing: string[];
  rejections: RowProblem[];
  warnings: RowProblem[];
}

/** The values of a row by their targets, before any of them is understood: enough to know the row again. */
export interface MappedRow {
  id: string | undefined;
  /** Raw values of fields. */
  fields: Record<string, unknown>;
  translations: { field: string; language: string; machine: boolean; text: unknown }[];
  fieldLanguages: Record<string, string>;
  currencies: Record<string, unknown>;
  language: string | undefined;
  present: Set<string>;
  notes: Record<string, unknown>;
  problems: RowProblem[];
}

/** Applies the mapping; `ours` marks the file as our own export, whose system columns are left alone. */
export function mapRow(kind: Kind, row: Row, mapping: Mapping, ours: boolean): MappedRow {
  const { values, notes, problems } = applyMapping(row.values, mapping, row.place.file);
  const mapped: MappedRow = {
    id: undefined,
    fields: {},
    translations: [],
    fieldLanguages: {},
    currencies: {},
    language: undefined,
    present: presentFields(kind, row.values, mapping),
    notes,
    problems: problems.map(({ pointer, ...problem }) => ({ field: pointer.slice(1), ...problem })),
  };
  if (ours) for (const column of Object.keys(notes)) if (isSetByPlatform(kind, column)) delete notes[column];
  for (const [name, value] of Object.entries(values)) {
    const target = targetOf(kind, name);
    if (!target) notes[name] = value;
    else if (target.part === 'id') mapped.id = textOf(value);
    else if (target.part === 'language') mapped.language = canonicalLanguage(String(value));
    else if (target.part === 'value') {
      mapped.fields[target.field] = value;
      mapped.present.add(target.field);
    } else if (target.part === 'fieldLanguage') {
      const language = canonicalLanguage(String(value));
      if (language) mapped.fieldLanguages[target.field] = language;
    } else if (target.part === 'currency') mapped.currencies[target.field] = value;
    else if (target.part === 'translation') mapped.translations.push({ ...target, text: value });
  }
  return mapped;
}

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '').trim();
  return text === '' ? undefined : text;
};

const bare = new Map<string, string>();
function bareName(name: string): string {
  let known = bare.get(name);
  if (known === undefined) {
    known = name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}@]+/gu, ' ')
      .trim();
    if (bare.size < 5000) bare.set(name, known);
  }
  return known;
}

/** Fields whose column the row has, even where the cell is empty. */
function presentFields(kind: Kind, cells: Record<string, unknown>, mapping: Mapping): Set<string> {
  const columns = new Set(Object.keys(cells).map(bareName));
  const present = new Set<string>();
  for (const [name, rule] of Object.entries(mapping.fields)) {
    const target = targetOf(kind, name);
    if (target?.part === 'value' && 'column' in rule && columns.has(bareName(rule.column)))
      present.add(target.field);
  }
  return present;
}

const dummy = '00000000-0000-7000-8000-000000000000';
const rejecting = new Set([
  'wrong-type',
  'too-big',
  'too-small',
  'ends-before',
  'bad-character',
  'bad-value',
]);

/** Understands a mapped row: texts safe and without contacts, values by type, codes checked, language known. */
export function prepareRow(kind: Kind, mapped: MappedRow, defaultLanguage: string | undefined): PreparedRow {
  const { language, detected } = languageOf(kind, mapped, defaultLanguage);
  const row: PreparedRow = {
    values: {},
    words: {},
    names: {},
    language,
    languageDetected: detected,
    notes: { ...mapped.notes },
    flags: [],
    original: {},
    missing: [],
    rejections: [],
    warnings: [...mapped.problems],
  };
  for (const name of mapped.present) {
    const field = kind.fields[name]!;
    const cell = mapped.fields[name];
    if (field.type === 'words') continue;
    if (cell === undefined || cell === null || cell === '') row.values[name] = null;
    else if (field.type === 'ref') {
      const text = textOf(cell)!;
      row.names[name] = text;
    } else readField(row, name, field, cell, mapped);
  }
  readWords(kind, row, mapped);
  check(kind, row);
  for (const [name, field] of Object.entries(kind.fields)) {
    if (!field.required || field.system) continue;
    const empty = (row.values[name] ?? row.words[name] ?? row.names[name] ?? null) === null;
    if (empty) row.missing.push(name);
  }
  return row;
}

function readField(row: PreparedRow, name: string, field: Field, cell: unknown, mapped: MappedRow): void {
  const { value, problems } = readCell(field, cell);
  for (const { rejects, ...problem } of problems) {
    (rejects ? row.rejections : row.warnings).push({ field: name, ...problem });
  }
  if (problems.length > 0) row.notes[name] = cell;
  if (value === undefined) return;
  if (field.type === 'money') {
    const currency = textOf(mapped.currencies[name]);
    if (currency) row.values[name] = { amount: value, currency: currency.toUpperCase() };
    else
      row.rejections.push({
        field: name,
        code: 'no-currency',
        words: 'An amount needs its currency (ISO 4217), such as EUR.',
      });
    return;
  }
  const isShownText = field.type === 'text' && field.long && field.level !== 'confidential';
  row.values[name] = isShownText && typeof value === 'string' ? shownText(row, name, field, value) : value;
}

/** A text that others will read: safe, without contacts, flagged where it is longer than a person may write. */
function shownText(row: PreparedRow, name: string, field: Field, sent: string): string | null {
  const text = readSentText(sent);
  keepWatch(row, name, field, text);
  return text.text === '' ? null : text.text;
}

function keepWatch(
  row: PreparedRow,
  name: string,
  field: Field,
  text: ReturnType<typeof readSentText>,
): void {
  if (tooLongToImport(text)) {
    row.rejections.push({
      field: name,
      code: 'too-long',
      words: `The text has ${text.text.length} characters; at most 200,000 can be taken.`,
    });
  }
  if (longerThanByHand(field, text.text)) row.flags.push(`too-long:${name}`);
  if (text.redacted) {
    row.original[name] = text.sent;
    if (!row.flags.includes('contact')) row.flags.push('contact');
  }
}

function readWords(kind: Kind, row: PreparedRow, mapped: MappedRow): void {
  const names = new Set([...mapped.present, ...mapped.translations.map(({ field }) => field)]);
  for (const name of names) {
    const field = kind.fields[name]!;
    if (field.type !== 'words') continue;
    const texts: SentWords['texts'] = {};
    const add = (language: string, cell: unknown, machine: boolean): void => {
      if (typeof cell === 'object' && cell !== null) {
        row.rejections.push({ field: name, code: 'wrong-type', words: 'This is not a text.' });
        return;
      }
      const text = readSentText(String(cell ?? ''));
      keepWatch(row, name, field, text);
      if (text.text !== '') texts[language] = { ...text, machine };
    };
    const source = mapped.fieldLanguages[name] ?? row.language;
    add(source, mapped.fields[name], false);
    for (const translation of mapped.translations) {
      if (translation.field === name && translation.language !== source)
        add(translation.language, translation.text, translation.machine);
    }
    // Without a text in the row's language the first translation is the text itself.
    const first = texts[source] ? source : Object.keys(texts)[0];
    row.words[name] = first === undefined ? null : { source: first, texts };
  }
}

function languageOf(
  kind: Kind,
  mapped: MappedRow,
  given: string | undefined,
): { language: string; detected: boolean } {
  const known = mapped.language ?? given;
  if (known) return { language: known, detected: false };
  const texts = Object.entries(kind.fields)
    .filter(([name, field]) => field.type === 'words' && typeof mapped.fields[name] === 'string')
    .map(([name]) => mapped.fields[name] as string);
  if (texts.length === 0) return { language: 'und', detected: false };
  // The longest text says most; a title alone may be a name.
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best));
  return { language: detectLanguage(longest) ?? detectLanguage(texts.join('\n')) ?? 'und', detected: true };
}

/** The checks that hold for everybody. What is wrong with a field that is not needed leaves it empty, and is told. */
function check(kind: Kind, row: PreparedRow): void {
  const whole: Record<string, unknown> = { ...row.values };
  for (const name of Object.keys(row.names)) whole[name] = dummy;
  for (const [name, words] of Object.entries(row.words)) {
    // Lengths and marks of texts were looked after above; here only that there is one.
    if (words) whole[name] = { source: 'en', values: { en: { text: 'x', state: 'source' } } };
  }
  const { problems, warnings } = checkValues(kind, whole, 'imported');
  for (const { pointer, code, words } of [...problems, ...warnings]) {
    if (code === 'required') continue;
    const [name = '', item] = pointer.slice(1).split('/');
    const field = kind.fields[name];
    if (warnings.some((warning) => warning.pointer === pointer && warning.code === code)) {
      row.warnings.push({ field: name, code, words });
    } else if (!field || field.required || rejecting.has(code) || (code === 'too-long' && field.long)) {
      row.rejections.push({ field: name, code, words });
    } else leaveOut(row, name, item, { field: name, code, words });
  }
  for (const [name, value] of Object.entries(row.values)) {
    if (!Array.isArray(value) || !value.includes(null)) continue;
    const kept = value.filter((item) => item !== null);
    row.values[name] = kept.length > 0 ? kept : null;
  }
}

function leaveOut(row: PreparedRow, name: string, item: string | undefined, problem: RowProblem): void {
  row.warnings.push({ ...problem, words: `${problem.words} What stood there is kept as a note.` });
  const value = row.values[name];
  const list = Array.isArray(value) ? value : undefined;
  const bad = list && item !== undefined ? list[Number(item)] : undefined;
  if (list && bad !== undefined) {
    const kept = row.notes[name];
    row.notes[name] = Array.isArray(kept) ? [...kept, bad] : [bad];
    // A hole for now: the places of later items must not move while problems are still being read.
    list[Number(item)] = null;
    return;
  }
  row.notes[name] = value;
  row.values[name] = null;
}
