import type { ValueType } from '../filter/index.ts';

/** A word of the interface in the languages that every catalogue is complete in. */
export interface Label {
  en: string;
  zh: string;
}

/** How far a field goes: everyone, those signed in, those with a granted interest, the owner and the park. */
export const levels = ['public', 'member', 'interest', 'confidential'] as const;
export type Level = (typeof levels)[number];

export interface Field {
  type: ValueType | 'choice' | 'file';
  label: Label;
  help?: Label;
  /** Closed by default: a field without a level goes to the owner and the park alone. */
  level?: Level;
  required?: boolean;
  /** What a new record starts with. */
  initial?: string;
  /** Set by actions only: absent from forms, imports and the bodies that the API takes. */
  system?: boolean;
  /** Longest text that may be written by hand, in characters; imported text may be longer and is flagged. */
  max?: number;
  min?: number;
  /** A text of several paragraphs. */
  long?: boolean;
  /** The values of a choice (or of a list) with their labels. */
  values?: Readonly<Record<string, Label>>;
  /** The kind that a `ref` points to. */
  to?: string;
  /** A file that must be a picture. */
  picture?: boolean;
  /** How a text must look; `check` gives the format's name, known to `checks.ts`. */
  check?: 'url' | 'email' | 'country' | 'language' | 'code' | 'ror' | 'lei' | 'uscc' | 'orcid';
  /** Further column names under which files bring this field. */
  aka?: readonly string[];
}

type Options<F extends Field> = Omit<F, 'type' | 'to' | 'values'>;

export const text = <const O extends Options<Field>>(options: O) => ({
  type: 'text' as const,
  max: 500,
  ...options,
});
export const words = <const O extends Options<Field>>(options: O) => ({
  type: 'words' as const,
  max: 500,
  ...options,
});
export const integer = <const O extends Options<Field>>(options: O) => ({
  type: 'integer' as const,
  ...options,
});
export const number = <const O extends Options<Field>>(options: O) => ({
  type: 'number' as const,
  ...options,
});
export const flag = <const O extends Options<Field>>(options: O) => ({ type: 'flag' as const, ...options });
export const day = <const O extends Options<Field>>(options: O) => ({ type: 'day' as const, ...options });
export const instant = <const O extends Options<Field>>(options: O) => ({
  type: 'instant' as const,
  ...options,
});
export const money = <const O extends Options<Field>>(options: O) => ({ type: 'money' as const, ...options });
export const file = <const O extends Options<Field>>(options: O) => ({ type: 'file' as const, ...options });
export const data = <const O extends Options<Field>>(options: O) => ({ type: 'data' as const, ...options });
export const ref = <const O extends Options<Field>>(to: string, options: O) => ({
  type: 'ref' as const,
  to,
  ...options,
});
export const list = <const O extends Options<Field> & Pick<Field, 'values'>>(options: O) => ({
  type: 'list' as const,
  max: 500,
  ...options,
});
export const choice = <const V extends Record<string, Label>, const O extends Options<Field>>(
  values: V,
  options: O,
) => ({
  type: 'choice' as const,
  values,
  ...options,
});

/** A text in its source language with translations; `of` is the digest of the source text it was made from. */
export interface Words {
  source: string;
  values: Record<string, { text: string; state: 'source' | 'machine' | 'reviewed'; of?: string }>;
}

/** An exact decimal and its ISO 4217 currency. */
export interface Money {
  amount: string;
  currency: string;
}

/** A stored file: its bytes lie under their SHA-256. */
export interface StoredFile {
  sha256: string;
  name: string;
  type: string;
  size: number;
}

type ValueOf<F extends Field> = F['type'] extends 'words'
  ? Words
  : F['type'] extends 'integer' | 'number'
    ? number
    : F['type'] extends 'flag'
      ? boolean
      : F['type'] extends 'list'
        ? string[]
        : F['type'] extends 'money'
          ? Money
          : F['type'] extends 'file'
            ? StoredFile
            : F['type'] extends 'data'
              ? Record<string, unknown>
              : F['type'] extends 'choice'
                ? keyof F['values'] & string
                : string;

export type Values<F extends Record<string, Field>> = { [K in keyof F]?: ValueOf<F[K]> | null };
