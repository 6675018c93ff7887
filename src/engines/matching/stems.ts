import snowball from 'snowball-stemmers';
import type { Language } from './types.ts';

export type Stemmed = Exclude<Language, 'zh' | 'ko'>;

const algorithms: Record<Stemmed, string> = {
  en: 'english',
  de: 'german',
  it: 'italian',
  fr: 'french',
  es: 'spanish',
};

/** A cache that forgets everything at its limit: bounded, and cheaper than keeping an order of use. */
export class Memo<Value> {
  readonly #limit: number;
  #values = new Map<string, Value>();
  constructor(limit: number) {
    this.#limit = limit;
  }
  peek(key: string): Value | undefined {
    return this.#values.get(key);
  }
  keep(key: string, value: Value): Value {
    if (this.#values.size >= this.#limit) this.#values = new Map();
    this.#values.set(key, value);
    return value;
  }
}

/** Lower case without accents; German ß becomes ss. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase();
}

/** How a European word is looked up as it is written: small letters, accents and umlauts kept. */
export const surface = (word: string): string => word.normalize('NFKC').toLowerCase();

const stemmers = new Map<Stemmed, { stem(word: string): string; memo: Memo<string> }>();

/** Snowball stem of a word in lower case, accents folded afterwards (the algorithms need to see them). */
export function stem(word: string, language: Stemmed): string {
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    const made = snowball.newStemmer(algorithms[language]);
    stemmer = { stem: (text) => made.stem(text), memo: new Memo(100_000) };
    stemmers.set(language, stemmer);
  }
  const { stem: cut, memo } = stemmer;
  return memo.peek(word) ?? memo.keep(word, fold(word.length > 40 ? word : cut(word)));
}
