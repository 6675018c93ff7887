import { hash } from 'node:crypto';
import {
  commonFields,
  type Field,
  isStaff,
  type Kind,
  type Money,
  type StoredFile,
  sight,
  type Viewer,
  type Words,
} from '../../../records/index.ts';
import { type Fields, textOf, textsOf } from '../../forms.tsx';
import type { Row } from '../../parts/values.ts';
import { seal, unseal } from '../../seal.ts';

/** The fields that a viewer's form has, in the order of their declaration. */
export const fieldsOfForm = (kind: Kind, viewer: Viewer): [string, Field][] =>
  Object.entries(kind.fields).filter(
    ([name, field]) =>
      !field.system &&
      field.type !== 'data' &&
      sight(kind, field, viewer) !== 'never' &&
      // Where a record comes from is the staff's business.
      (isStaff(viewer) || !commonFields.has(name)),
  );

/** The languages that a text can be translated into here, besides those it has. */
export const translationLanguages = ['en', 'zh'] as const;

/** A record as the form would send it: a form always shows what was typed, and at first this is it. */
export function typedOf(kind: Kind, viewer: Viewer, row: Partial<Row>, secret: string): Fields {
  const fields: Fields = new Map();
  const put = (name: string, ...values: string[]) => fields.set(name, values);
  for (const [name, field] of fieldsOfForm(kind, viewer)) {
    const value = row[name];
    if (value === null || value === undefined) continue;
    switch (field.type) {
      case 'words': {
        const words = value as Words;
        put(`${name}:language`, words.source);
        for (const [language, { text }] of Object.entries(words.values))
          put(language === words.source ? name : `${name}@${language}`, text);
        break;
      }
      case 'list':
        if (field.values || field.check === 'country' || field.check === 'language')
          put(name, ...(value as string[]));
        else put(name, (value as string[]).join('\n'));
        break;
      case 'money':
        put(name, (value as Money).amount);
        put(`${name}:currency`, (value as Money).currency);
        break;
      case 'file':
        put(`${name}:kept`, seal(secret, 'file', value));
        break;
      default:
        put(name, String(value));
    }
  }
  return fields;
}

/** What a form's fields say, in the shape that actions take: all fields of the form, those left empty as null. */
export function inputOf(
  kind: Kind,
  viewer: Viewer,
  fields: Fields,
  secret: string,
  current?: Partial<Row>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, field] of fieldsOfForm(kind, viewer)) {
    const text = textOf(fields, name)?.trim() ?? '';
    switch (field.type) {
      case 'words':
        input[name] = wordsOf(name, fields, current?.[name] as Words | null | undefined);
        break;
      case 'list':
        input[name] = listOf(field, textsOf(fields, name));
        break;
      case 'integer':
      case 'number':
        // What is no number stays as typed, so that the check can say so.
        input[name] =
          text === '' ? null : /^[-+]?\d{1,15}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
        break;
      case 'flag':
        input[name] = text === 'true' ? true : text === 'false' ? false : null;
        break;
      case 'money': {
        const currency = textOf(fields, `${name}:currency`)?.trim().toUpperCase() ?? '';
        input[name] = text === '' && currency === '' ? null : { amount: text, currency };
        break;
      }
      case 'file':
        input[name] = textOf(fields, `${name}:remove`)
          ? null
          : (unseal<StoredFile>(secret, 'file', textOf(fields, `${name}:kept`)) ?? null);
        break;
      default:
        input[name] = text === '' ? null : (textOf(fields, name) ?? null);
    }
  }
  return input;
}

const listOf = (field: Field, values: string[]): string[] | null => {
  const whole = field.values !== undefined || field.check === 'country' || field.check === 'language';
  const items = (whole ? values : values.flatMap((text) => text.split(/[\n;]/)))
    .map((item) => item.trim())
    .filter(Boolean);
  return items.length > 0 ? [...new Set(items)] : null;
};

/**
 * The text in its language with its translations. A translation that was not touched keeps its state and the
 * digest of what it was made from, so that it shows as stale when the original changes; one that was written or
 * looked over here is reviewed.
 */
function wordsOf(name: string, fields: Fields, current: Words | null | undefined): Words | null {
  const source = textOf(fields, `${name}:language`) ?? 'en';
  const text = textOf(fields, name) ?? '';
  const values: Words['values'] = {};
  for (const key of fields.keys()) {
    const language = key.startsWith(`${name}@`) ? key.slice(name.length + 1) : '';
    if (!language || language.includes(':') || language === source) continue;
    const translation = textOf(fields, key) ?? '';
    if (translation.trim() === '') continue;
    const before = current?.values[language];
    const untouched = before?.text === translation && before.state !== 'source';
    values[language] =
      untouched && !textOf(fields, `${key}:reviewed`)
        ? before
        : { text: translation, state: 'reviewed', of: hash('sha256', text) };
  }
  if (text.trim() === '' && Object.keys(values).length === 0) return null;
  if (text.trim() !== '') values[source] = { text, state: 'source' };
  return { source, values };
}

/** Only what differs from the record: an imported text that is longer than a hand may write stays as it is. */
export function changesOf(input: Record<string, unknown>, current: Partial<Row>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => canonical(value) !== canonical(current[name])),
  );
}

/** JSON with sorted keys; nothing and empty are one. */
function canonical(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'null' : JSON.stringify(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join()}}`;
}
