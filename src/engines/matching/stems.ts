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

/** Two capitals or more and nothing else: read as it stands, and not as a form of a word. */
export const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);

const stemmers = new Map<Stemmed, { stem(word: string): string; memo: Memo<string> }>();

// British and American spelling of the same words: one of the two, so that fibre meets fiber.
const spellings: [RegExp, string][] = [
  [/is(e|ed|es|er|ers|ing|ation|ations|able)$/, 'iz$1'],
  [/lys(e|ed|es|er|ers|ing)$/, 'lyz$1'],
  [/(?<=..)our(s|ed|ing|less|ful|able|ant|ants|ants|al|ally|ist|ists|ite|ites)?$/, 'or$1'],
  [/(?<=[bct])re(s|d)?$/, 'er$1'],
  [/^aluminium/, 'aluminum'],
  [/sulph/, 'sulf'],
  [/^(oe|ae)(?=[sdt])/, 'e'],
  [/haem/, 'hem'],
  [/paed/, 'ped'],
  [/anaes/, 'anes'],
  [/oedem/, 'edem'],
  [/^mould/, 'mold'],
  [/^plough/, 'plow'],
  [/^tyre/, 'tire'],
  [/^grey/, 'gray'],
  [/ll(ed|ing|er|ers)$/, 'l$1'],
  [/ogue(s)?$/, 'og$1'],
];
// Words that only look like it.
const asWritten =
  /^(four|hour|your|our|tour|pour|sour|flour|contour|detour|acre|precis|promis|rais|nois|wis|ris|exercis|advis|revis|supervis|devis|surpris|compris|enterpris|expertis|premis|otherwis|likewis|prais|cruis|bruis|pois|tortois|turquois|franchis|televis|improvis|disguis|circumcis|excis|incis|concis|chis|merchandis|demis|despis|arous|pris|anis|vis|mis|dis|ois)/;

function american(word: string): string {
  if (word.length < 5 || asWritten.test(word)) return word;
  let form = word;
  for (const [pattern, spelling] of spellings) form = form.replace(pattern, spelling);
  return form;
}

/** Snowball stem of a word in lower case, accents folded afterwards (the algorithms need to see them). */
export function stem(word: string, language: Stemmed): string {
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    const made = snowball.newStemmer(algorithms[language]);
    stemmer = { stem: (text) => made.stem(text), memo: new Memo(200_000) };
    stemmers.set(language, stemmer);
  }
  const { stem: cut, memo } = stemmer;
  const known = memo.peek(word);
  if (known !== undefined) return known;
  const written = language === 'en' ? american(word) : word;
  return memo.keep(word, fold(written.length > 40 ? written : cut(written)));
}
