import { encodeLines, pack } from '../binary.ts';
import { shared } from '../cognates.ts';
import { check, fnv } from '../hash.ts';
import { strip } from '../korean.ts';
import { european } from '../language.ts';
import { englishSound } from '../sounds.ts';
import { isAcronym, surface } from '../stems.ts';
import { isStopWord } from '../stop-words.ts';
import { type Language, languages } from '../types.ts';
import { words } from '../words.ts';
import { learn, mostTargets } from './learn.ts';
import type { Foreign, Sources } from './sources.ts';

export const lexiconFormat = 'causeway-lexicon 5';
/** What the n-th variant or sense of an entry counts against the first. */
const ranked = (rank: number): number => 1 / (1 + 0.6 * rank);
/** What a word's chance translation (Model 1) counts against one that a dictionary states. */
const learnt = 0.5;
const glossaryWeight = 3;
/** Exponent by which the words of a longer translation share its weight. */
const together = 0.5;
/** English words that unknown ones are likened to. */
const mostWords = 120_000;

/** English content stems of a text, each once. */
export const englishStems = (text: string): string[] => [
  ...new Set(words(text, 'en').flatMap(({ key }) => (key ? [key] : []))),
];

/** A Korean dictionary form's noun: 생산하다 and 생산 are one. */
const citation = (word: string): string =>
  word.length > 2 ? word.replace(/(하다|되다|시키다)$/u, '') : word;

/** Keys of a text as analysis looks them up. */
function keysOf(text: string, language: Foreign): string[] {
  return words(text, language).flatMap(({ key, language: of }) => {
    if (!key) return [];
    if (of !== 'ko') return [key];
    return [strip(citation(key))];
  });
}

/** How a term of Chinese or Korean is written when it is looked up whole: without spaces, lower case. */
export const solid = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-·]+/gu, '');

class Weights {
  readonly rows = new Map<string, Map<string, number>>();
  add(key: string, target: string, weight: number): void {
    let row = this.rows.get(key);
    if (!row) {
      row = new Map();
      this.rows.set(key, row);
    }
    row.set(target, (row.get(target) ?? 0) + weight);
  }
}

/** The lexicon: words and phrases of every language to English stems and glossary concepts, in a hash table. */
export function buildLexicon(
  sources: Sources,
  vocabulary: readonly string[],
  frequent: readonly string[],
): Uint8Array<ArrayBuffer> {
  const stated = new Weights();
  const reach = new Map<string, number>();
  const concepts = new Map<string, Set<number>>();
  const chineseTerms = new Set<string>();
  const isForeign = (language: Language): language is Foreign => language !== 'en';

  const place = (text: string, language: Language): string[] => {
    const found = words(text, language).filter(({ key }) => key);
    if (found.length === 0) return [];
    const joined = language === 'zh' || language === 'ko';
    const first = `${language}:${joined ? solid(found[0]!.text) : found[0]!.key}`;
    if (found.length > 1) reach.set(first, Math.max(reach.get(first) ?? 0, Math.min(8, found.length)));
    if (language === 'zh') {
      const term = solid(text);
      if (/^\p{Script=Han}{2,}$/u.test(term)) chineseTerms.add(term);
      return [`zh:${term}`];
    }
    if (language === 'ko') {
      const form = solid(text);
      // Native verbs and adjectives (줄이다, 높다) are looked up by their stem, apart from nouns.
      const verb =
        /^\p{Script=Hangul}+다$/u.test(form) && citation(form) === form ? [`ko~${form.slice(0, -1)}`] : [];
      return [`ko:${citation(form)}`, ...verb];
    }
    if (found.length > 1) return [`${language}|${found.map(({ key }) => key).join(' ')}`];
    const { text: word, key, verbatim } = found[0]!;
    if (verbatim) return [`${language}:${key}`];
    // LAN is no form of a word: it is found as it stands only.
    return isAcronym(word) ? [`${language}=${word}`] : [`${language}=${surface(word)}`, `${language}:${key}`];
  };

  const pairs = new Map<Foreign, { source: string[]; target: string[]; weight: number }[]>(
    languages.filter(isForeign).map((language) => [language, []]),
  );
  const numbers = conceptNumbers(sources.glossary);
  for (const [at, row] of sources.glossary.entries()) {
    const number = numbers[at]!;
    const english = (row.variants.en ?? []).map((text) => englishStems(text));
    for (const language of languages) {
      for (const text of row.variants[language] ?? []) {
        const keys = place(text, language);
        for (const key of row.core ? [] : keys) {
          const known = concepts.get(key) ?? new Set();
          concepts.set(key, known.add(number));
        }
        if (!isForeign(language)) continue;
        for (const [rank, stems] of english.entries()) {
          for (const key of keys)
            for (const target of stems)
              stated.add(key, target, (glossaryWeight * ranked(rank)) / stems.length ** together);
          const source = keysOf(text, language);
          if (rank < 2) pairs.get(language)!.push({ source, target: stems, weight: 2 * ranked(rank) });
        }
      }
    }
  }
  for (const { language, word, senses, weight } of sources.entries) {
    const keys = place(word, language);
    for (const [rank, sense] of senses.entries()) {
      const stems = englishStems(sense);
      if (stems.length === 0 || stems.length > 5) continue;
      for (const key of keys)
        for (const target of stems)
          stated.add(key, target, (weight * ranked(rank)) / Math.sqrt(stems.length));
      if (rank < 3)
        pairs.get(language)!.push({ source: keysOf(word, language), target: stems, weight: 0.5 * weight });
    }
  }
  for (const { language, source, english, weight } of sources.parallels) {
    const from = [...new Set(keysOf(source, language))];
    const to = englishStems(english);
    if (from.length > 0 && to.length > 0 && from.length <= 60 && to.length <= 60)
      pairs.get(language)!.push({ source: from, target: to, weight });
  }

  const rows = new Map<string, [string, number][]>();
  for (const language of languages.filter(isForeign)) {
    for (const [key, row] of learn(pairs.get(language)!)) {
      for (const [target, weight] of row) {
        const known = stated.rows.get(`${language}:${key}`);
        const most = known ? Math.max(...known.values()) : 1;
        stated.add(`${language}:${key}`, target, learnt * weight * most);
      }
    }
  }
  for (const [key, row] of stated.rows) {
    const sorted = [...row].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, mostTargets);
    const most = Math.max(sorted[0]![1], key.includes('|') ? 0 : learnt);
    rows.set(
      key,
      sorted
        .map(([target, weight]) => [target, weight / most] as [string, number])
        .filter((x) => x[1] >= 0.08),
    );
  }
  const english = englishWords(frequent, sources.glossary);
  return encode(
    sources.digest,
    vocabulary,
    rows,
    concepts,
    reach,
    chineseTerms,
    sources.glossary.length,
    english,
  );
}

/**
 * A concept that stands in several fields is one: rows with the same English name that share a Chinese one get the
 * first one's number. The nut one eats and the one on a bolt stay apart.
 */
function conceptNumbers(glossary: Sources['glossary']): number[] {
  const seen = new Map<string, number[]>();
  return glossary.map(({ core, variants: { en = [], zh = [] } }, number) => {
    const name = en[0]?.toLowerCase();
    if (core || !name) return number;
    const before = seen.get(name) ?? [];
    const same = before.find((other) => glossary[other]!.variants.zh?.some((text) => zh.includes(text)));
    if (same === undefined) seen.set(name, [...before, number]);
    return same ?? number;
  });
}

/** English words that others may be likened to: those of the glossary, then the most frequent. */
function englishWords(frequent: readonly string[], glossary: Sources['glossary']): string[] {
  const terms = glossary.flatMap((row) =>
    (row.variants.en ?? []).flatMap((text) => text.toLowerCase().split(/[^a-z]+/)),
  );
  const found = new Set<string>();
  for (const word of [...frequent.slice(0, 20_000), ...terms, ...frequent])
    if (/^[a-z]{3,30}$/.test(word) && !isStopWord(word, 'en')) found.add(word);
  return [...found].slice(0, mostWords);
}

function encode(
  digest: string,
  vocabulary: readonly string[],
  rows: Map<string, [string, number][]>,
  concepts: Map<string, Set<number>>,
  reach: Map<string, number>,
  chineseTerms: Set<string>,
  conceptCount: number,
  english: readonly string[],
): Uint8Array<ArrayBuffer> {
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const keys = [...new Set([...rows.keys(), ...concepts.keys(), ...reach.keys()])].sort();
  for (const row of rows.values())
    for (const [target] of row) if (!ids.has(target)) ids.set(target, ids.size);
  const targets: number[] = [];
  const weights: number[] = [];
  const starts = new Uint32Array(keys.length + 1);
  const checks = new Uint32Array(keys.length);
  const reaches = new Uint8Array(keys.length);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(keys.length * 1.7 + 2)));
  for (const [i, key] of keys.entries()) {
    for (const [target, weight] of rows.get(key) ?? []) {
      targets.push(ids.get(target)!);
      weights.push(Math.max(1, Math.round(weight * 255)));
    }
    for (const concept of [...(concepts.get(key) ?? [])].slice(0, 2)) {
      targets.push(ids.size + concept);
      weights.push(255);
    }
    starts[i + 1] = targets.length;
    checks[i] = check(key);
    reaches[i] = reach.get(key) ?? 0;
    let slot = fnv(key) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = i + 1;
  }
  // Words as they are written, to find those that a misspelt one may be.
  const written: Record<string, Uint8Array> = {};
  for (const language of european.filter((one) => one !== 'en'))
    written[`written-${language}`] = encodeLines(
      keys.flatMap((key) =>
        key.startsWith(`${language}=`) && key.length > 6 && (rows.get(key)?.length ?? 0) > 0
          ? [key.slice(3)]
          : [],
      ),
    );
  const sounds: [number, number][] = [];
  for (const [place, word] of english.entries())
    for (const skeleton of englishSound(word).skeletons) sounds.push([fnv(skeleton), place]);
  sounds.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return pack(
    lexiconFormat,
    { digest, concepts: conceptCount, stems: ids.size },
    {
      slots,
      checks,
      starts,
      targets: Uint32Array.from(targets),
      weights: Uint8Array.from(weights),
      reaches,
      vocabulary: encodeLines(ids.keys()),
      chinese: encodeLines([...chineseTerms].sort()),
      words: encodeLines(english),
      cognates: encodeLines(english.map((word) => shared(word, 'en'))),
      'sound-hashes': Uint32Array.from(sounds, ([hash]) => hash),
      'sound-words': Uint32Array.from(sounds, ([, place]) => place),
      ...written,
    },
  );
}
