import { z } from 'zod';
import { readDayRange } from '../filter/index.ts';
import type { Field } from './field.ts';
import {
  countries,
  isCode,
  isCurrency,
  isLei,
  isOrcid,
  isRor,
  isUsccShaped,
  schemeNames,
  usccChecks,
} from './identifiers.ts';
import type { Kind } from './record.ts';

export interface FieldProblem {
  /** JSON pointer to the field. */
  pointer: string;
  code: string;
  words: string;
  /** What the words speak of, for other languages. */
  params?: Record<string, string | number>;
}

/** Imported text may be longer than what is written by hand: kept whole up to here, flagged for review. */
export const importedMax = 200_000;

type Check = NonNullable<Field['check']>;

const checks: Record<Check, { test: (text: string) => boolean; words: string }> = {
  url: { test: isWebAddress, words: 'Write a web address that begins with https:// or http://.' },
  email: {
    test: (text) => /^[^\s@<>"(),;:\\[\]]{1,64}@[^\s@<>"(),;:\\[\]]+\.[^\s@.]{2,}$/u.test(text),
    words: 'Write an e-mail address such as name@example.org.',
  },
  country: {
    test: (text) => countries.has(text),
    words: 'Write a country as two capital letters (ISO 3166-1), such as DE or CN.',
  },
  language: { test: isLanguage, words: 'Write a language as a BCP 47 tag, such as en, zh or de-AT.' },
  code: {
    test: isCode,
    words: `Write codes as scheme:code, such as ipc:H01M10/0562. Schemes: ${schemeNames.join(', ')}.`,
  },
  ror: { test: isRor, words: 'This is not a valid ROR id, such as https://ror.org/042nb2s44.' },
  lei: { test: isLei, words: 'This is not a valid LEI (20 characters, ISO 17442).' },
  orcid: { test: isOrcid, words: 'This is not a valid ORCID iD, such as 0000-0002-1825-0097.' },
  uscc: { test: isUsccShaped, words: 'A unified social credit code has 18 characters (GB 32100-2015).' },
};

export const isEmail = (text: string): boolean => text.length <= 320 && checks.email.test(text);

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return false;
  return URL.canParse(text);
}

function isLanguage(text: string): boolean {
  try {
    return /^[a-z]{2,3}(-|$)/.test(text) && Intl.getCanonicalLocales(text)[0] === text;
  } catch {
    return false;
  }
}

const trouble = (code: string, words: string, params?: Record<string, string | number>) => ({
  message: words,
  params: { code, ...params },
});

const noNul = (text: string) => !text.includes('\u0000');
const nul = trouble('bad-character', 'Take the NUL character out.');

function textSchema(field: Field, max: number) {
  let schema = z
    .string()
    .max(max, { error: (issue) => tooLong(max, issue.input) })
    .refine(noNul, nul);
  if (field.check)
    schema = schema.refine(
      checks[field.check].test,
      trouble(`bad-${field.check}`, checks[field.check].words),
    );
  return schema;
}

const tooLong = (max: number, input: unknown) =>
  `May be ${max} characters long at most; this has ${typeof input === 'string' ? input.length : 'more'}.`;

const decimal = /^-?\d{1,24}(\.\d{1,6})?$/;

function wordsSchema(field: Field, max: number) {
  const translation = z.strictObject({
    text: z
      .string()
      .max(max, { error: (issue) => tooLong(max, issue.input) })
      .refine(noNul, nul),
    state: z.enum(['source', 'machine', 'reviewed']),
    of: z.string().max(64).optional(),
  });
  return z
    .strictObject({
      source: z.string().refine(isLanguage, trouble('bad-language', checks.language.words)),
      values: z.record(
        z.string().refine(isLanguage, trouble('bad-language', checks.language.words)),
        translation,
      ),
    })
    .refine(
      (words) => words.values[words.source] !== undefined,
      trouble('no-source', `\`${field.label.en}\` needs its text in the source language.`),
    );
}

function schemaOf(field: Field, imported: boolean): z.ZodType {
  const max = imported && (field.long || field.type === 'words') ? importedMax : (field.max ?? 500);
  switch (field.type) {
    case 'words':
      return wordsSchema(field, max);
    case 'choice':
      return z.enum(Object.keys(field.values!) as [string, ...string[]]);
    case 'list':
      return z
        .array(
          field.values ? z.enum(Object.keys(field.values) as [string, ...string[]]) : textSchema(field, max),
        )
        .max(500);
    case 'integer':
      return z
        .int()
        .min(field.min ?? -2_147_483_648)
        .max(field.max ?? 2_147_483_647);
    case 'number':
      return z
        .number()
        .min(field.min ?? -1e15)
        .max(field.max ?? 1e15);
    case 'flag':
      return z.boolean();
    case 'day':
      return z
        .string()
        .refine(
          (text) => readDayRange(text) !== undefined,
          trouble('bad-day', 'Write a day, month or year such as 2015-04-30, 2015-04 or 2015.'),
        );
    case 'instant':
      return z.iso.datetime({ offset: true });
    case 'money':
      return z.strictObject({
        amount: z.string().regex(decimal, 'Write an amount such as 1000 or 99.50.'),
        currency: z
          .string()
          .refine(
            isCurrency,
            trouble('bad-currency', 'Write a currency as three capital letters (ISO 4217), such as EUR.'),
          ),
      });
    case 'ref':
      return z.guid();
    case 'file':
      return z.strictObject({
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        name: z.string().max(300),
        type: z.string().max(200),
        size: z.int().min(0),
      });
    case 'data':
      return z.record(z.string(), z.json());
    default:
      return textSchema(field, max);
  }
}

const shapes = new WeakMap<Kind, Map<string, z.ZodObject>>();

/** The fields of a kind that may be written, as a zod object: for checking, and for the API's description. */
export function shapeOf(kind: Kind, mode: 'whole' | 'partial' | 'imported' = 'whole'): z.ZodObject {
  const known = shapes.get(kind) ?? new Map<string, z.ZodObject>();
  shapes.set(kind, known);
  let shape = known.get(mode);
  if (!shape) {
    const fields: Record<string, z.ZodType> = {};
    for (const [name, field] of Object.entries(kind.fields)) {
      if (field.system && mode !== 'imported') continue;
      const schema = schemaOf(field, mode === 'imported');
      fields[name] = field.required && mode !== 'partial' ? schema : schema.nullish();
    }
    shape = z.strictObject(fields);
    known.set(mode, shape);
  }
  return shape;
}

export interface Checked {
  values: Record<string, unknown>;
  problems: FieldProblem[];
  /** Nothing wrong enough to refuse, but worth a look. */
  warnings: FieldProblem[];
}

/**
 * Checks what somebody wrote. Empty texts, lists and words count as nothing; unknown fields, wrong types and
 * fields that only actions may set are refused, each with its pointer.
 */
export function checkValues(
  kind: Kind,
  input: unknown,
  mode: 'whole' | 'partial' | 'imported' = 'whole',
): Checked {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return {
      values: {},
      warnings: [],
      problems: [{ pointer: '', code: 'wrong-type', words: 'Send an object with the fields of the record.' }],
    };
  }
  const cleaned: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) cleaned[name] = tidy(kind.fields[name], value);
  if (mode !== 'partial') {
    for (const [name, field] of Object.entries(kind.fields))
      if (field.required && cleaned[name] === null) delete cleaned[name];
  }
  const result = shapeOf(kind, mode).safeParse(cleaned);
  const problems: FieldProblem[] = [];
  for (const issue of result.success ? [] : result.error.issues) {
    const name = String(issue.path[0]);
    if (issue.path.length === 1 && kind.fields[name] && cleaned[name] === undefined) {
      problems.push({ pointer: `/${name}`, code: 'required', words: 'This cannot be empty.' });
    } else problems.push(...toProblems(kind, issue));
  }
  if (mode === 'partial') {
    for (const [name, value] of Object.entries(cleaned)) {
      if (value === null && kind.fields[name]?.required)
        problems.push({ pointer: `/${name}`, code: 'required', words: 'This cannot be empty.' });
    }
  }
  const from = cleaned['from'];
  const to = cleaned['to'];
  if (kind.dated && typeof from === 'string' && typeof to === 'string') {
    const [a, b] = [readDayRange(from), readDayRange(to)];
    if (a && b && a.first > b.last)
      problems.push({ pointer: '/to', code: 'ends-before', words: 'This ends before it begins.' });
  }
  const warnings: FieldProblem[] = [];
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = cleaned[name];
    if (field.check === 'uscc' && typeof value === 'string' && isUsccShaped(value) && !usccChecks(value)) {
      warnings.push({
        pointer: `/${name}`,
        code: 'checksum',
        words: 'The check digit does not fit; some issued codes are so. Compare it with the licence.',
      });
    }
  }
  return { values: result.success ? result.data : cleaned, problems, warnings };
}

function tidy(field: Field | undefined, value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (Array.isArray(value) && field?.type === 'list') return value.length === 0 ? null : value;
  if (field?.type === 'words' && typeof value === 'object' && value !== null && 'values' in value) {
    const entries = Object.entries((value as { values: object }).values ?? {}).filter(
      ([, translation]) => typeof translation?.text !== 'string' || translation.text.trim() !== '',
    );
    return entries.length === 0 ? null : { ...value, values: Object.fromEntries(entries) };
  }
  return value;
}

function toProblems(kind: Kind, issue: z.core.$ZodIssue): FieldProblem[] {
  const pointer = issue.path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  const at = (code: string, words: string, params?: FieldProblem['params']): FieldProblem[] => [
    { pointer, code, words, ...(params ? { params } : {}) },
  ];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = Object.entries(kind.fields)
        .filter(([, field]) => !field.system)
        .map(([name]) => name);
      return issue.keys.map((key) => {
        const system = kind.fields[key]?.system === true || key === 'id';
        return {
          pointer: `${pointer}/${key.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`,
          code: system ? 'read-only' : 'unknown-field',
          words: system
            ? 'This is set by the platform.'
            : `Not a field of ${kind.name}. Allowed: ${known.join(', ')}.`,
        };
      });
    }
    case 'invalid_type':
      return at('wrong-type', `Expected ${issue.expected}.`, { expected: issue.expected });
    case 'invalid_value':
      return at('unknown-value', `Allowed: ${issue.values.join(', ')}.`, {
        allowed: issue.values.join(', '),
      });
    case 'too_big':
      return issue.origin === 'string'
        ? at('too-long', issue.message, { max: Number(issue.maximum) })
        : at('too-big', `May be ${issue.maximum} at most.`, { max: Number(issue.maximum) });
    case 'too_small':
      return at('too-small', `Must be ${issue.minimum} at least.`, { min: Number(issue.minimum) });
    case 'custom': {
      const { code, ...params } = (issue.params ?? { code: 'bad-value' }) as { code: string };
      return at(code, issue.message, Object.keys(params).length > 0 ? params : undefined);
    }
    default:
      return at('bad-value', issue.message);
  }
}
