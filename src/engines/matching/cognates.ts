// Technical words are built of the same Latin and Greek parts everywhere: elettrolita, Elektrolyt and electrolito are
// electrolyte. Endings are turned into the English ones and spelling into one that all share; what then is nearly
// the same is taken for the same.

import { fold } from './stems.ts';
import type { Language } from './types.ts';

type Spelled = Exclude<Language, 'zh' | 'ko'>;

const endings: Record<Spelled, [RegExp, string][]> = {
  en: [],
  de: [
    [/ierungen$|ierung$/, 'ation'],
    [/itaten$|itat$/, 'ity'],
    [/ische[nrsm]?$|isch$/, 'ic'],
    [/ieren$|iert$|ierte[nrsm]?$/, 'ate'],
    [/ien$|ie$/, 'y'],
    [/ungen$|ung$/, 'ing'],
    [/(?<=[a-z]{4})(en|er|e|n|s)$/, ''],
  ],
  it: [
    [/zioni$|zione$/, 'tion'],
    [/ssioni$|ssione$/, 'ssion'],
    [/sioni$|sione$/, 'sion'],
    [/ita$/, 'ity'],
    [/(ic)(o|a|i|he|hi)$/, 'ic'],
    [/ism[oi]$/, 'ism'],
    [/os[oaie]$/, 'ous'],
    [/enz[ae]$/, 'ence'],
    [/anz[ae]$/, 'ance'],
    [/(gi|fi|ni|ri|mi)[ae]$/, '$1'],
    [/[aeio]$/, ''],
  ],
  fr: [
    [/(tion|sion)s$/, '$1'],
    [/ites?$/, 'ity'],
    [/iques?$/, 'ic'],
    [/eurs?$|euses?$/, 'or'],
    [/ismes?$/, 'ism'],
    [/eux$/, 'ous'],
    [/ies?$/, 'y'],
    [/(?<=[a-z]{4})(es|ee|er|ee?s|e|s)$/, ''],
  ],
  es: [
    [/ciones$|cion$/, 'tion'],
    [/siones$|sion$/, 'sion'],
    [/idades$|idad$/, 'ity'],
    [/ic(o|a|os|as)$/, 'ic'],
    [/ismos?$/, 'ism'],
    [/os[oa]s?$/, 'ous'],
    [/encias?$/, 'ence'],
    [/ancias?$/, 'ance'],
    [/ias?$/, 'y'],
    [/(?<=[a-z]{4})(os|as|es|o|a|e)$/, ''],
  ],
};

const spelling: [RegExp, string][] = [
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/sch|sh|ch/g, 'k'],
  [/qu|ck|ct(?=[aeiour])/g, 'kt'],
  [/c(?=[eiy])/g, 's'],
  [/[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/w/g, 'v'],
  [/[jy]/g, 'i'],
  [/[ao]e/g, 'e'],
  [/(.)\1+/g, '$1'],
  [/(?<=..)[aeiou]+$/, ''],
];

/** One spelling for a word of any of the European languages; cognates come out equal or nearly so. */
export function shared(word: string, language: Spelled): string {
  let form = fold(word);
  for (const [pattern, english] of endings[language]) {
    if (!pattern.test(form)) continue;
    form = form.replace(pattern, english);
    break;
  }
  for (const [pattern, letter] of spelling) form = form.replace(pattern, letter);
  return form;
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/**
 * Letters to change, add, leave out or swap (Damerau–Levenshtein, adjacent), `limit + 1` where more than the limit.
 * Words beyond 60 letters count as unlike.
 */
export function distance(one: string, other: string, limit: number): number {
  const n = one.length;
  const m = other.length;
  if (Math.abs(n - m) > limit || n > 60 || m > 60) return limit + 1;
  let [older, before, row] = rows;
  for (let j = 0; j <= m; j++) before[j] = j;
  for (let i = 1; i <= n; i++) {
    // Only a band about the diagonal can stay within the limit.
    const from = Math.max(1, i - limit);
    const to = Math.min(m, i + limit);
    row[from - 1] = from === 1 ? i : limit + 1;
    let least: number = row[from - 1]!;
    const letter = one.charCodeAt(i - 1);
    for (let j = from; j <= to; j++) {
      const facing = other.charCodeAt(j - 1);
      let value = before[j - 1]! + (letter === facing ? 0 : 1);
      if (j < i + limit && before[j]! + 1 < value) value = before[j]! + 1;
      if (row[j - 1]! + 1 < value) value = row[j - 1]! + 1;
      if (i > 1 && j > 1 && letter === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === facing)
        value = Math.min(value, older[j - 2]! + 1);
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    [older, before, row] = [before, row, older];
  }
  return Math.min(limit + 1, before[m]!);
}

/** Finds the words of a list that are spelled almost like another, by the letter triples they share. */
export class Nearest {
  readonly #forms: readonly string[];
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;
  readonly #hits: Uint8Array;
  readonly #initials: Uint16Array;

  constructor(forms: readonly string[]) {
    this.#forms = forms;
    const size = 1 << 16;
    const counts = new Uint32Array(size + 1);
    for (const form of forms) for (const triple of triples(form)) counts[triple + 1]!++;
    for (let i = 0; i < size; i++) counts[i + 1]! += counts[i]!;
    this.#starts = counts.slice();
    this.#places = new Uint32Array(counts[size]!);
    const next = counts;
    for (const [place, form] of forms.entries())
      for (const triple of triples(form)) this.#places[next[triple]!++] = place;
    this.#hits = new Uint8Array(forms.length);
    this.#initials = Uint16Array.from(forms, (form) => form.charCodeAt(0) || 0);
  }

  /** Places in the list within `limit` letters of the form and with its first one, nearest first, then in the list's order. */
  find(form: string, limit: number): { place: number; distance: number }[] {
    const wanted = [...triples(form)];
    // Each changed letter breaks at most three triples (a swap four).
    const least = Math.max(2, wanted.length - 4 * limit);
    const initial = form.charCodeAt(0);
    const found: number[] = [];
    for (const triple of wanted)
      for (let at = this.#starts[triple]!; at < this.#starts[triple + 1]!; at++) {
        const place = this.#places[at]!;
        if (++this.#hits[place]! === least && this.#initials[place] === initial) found.push(place);
      }
    for (const triple of wanted)
      for (let at = this.#starts[triple]!; at < this.#starts[triple + 1]!; at++)
        this.#hits[this.#places[at]!] = 0;
    return found
      .map((place) => ({ place, distance: distance(form, this.#forms[place]!, limit) }))
      .filter((one) => one.distance <= limit)
      .sort((x, y) => x.distance - y.distance || x.place - y.place);
  }
}

function* triples(form: string): Generator<number> {
  const padded = `^${form}$`;
  for (let i = 0; i + 3 <= padded.length; i++)
    yield ((padded.charCodeAt(i) * 31 + padded.charCodeAt(i + 1)) * 37 + padded.charCodeAt(i + 2)) & 0xffff;
}
