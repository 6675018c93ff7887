import { split } from './compounds.ts';
import { forms, isSentenceEnd, short, strip } from './korean.ts';
import { isVerbal, verbStems } from './korean-verbs.ts';
import { type Looked, translated } from './looked.ts';
import { isStopWord } from './stop-words.ts';
import type { Tables } from './tables.ts';
import { asian, concepts, merge, sharpen } from './terms.ts';
import type { Term } from './types.ts';
import { weights } from './weights.ts';

const none: readonly Term[] = [];

/** What a Chinese word is found by. */
export function lookUpChinese(tables: Tables, word: string): Looked {
  const meaning = tables.meaning(`zh:${word}`);
  const reach = meaning?.reach ?? 0;
  const found: Term[] = meaning ? [...sharpen(meaning.stems), ...concepts(meaning)] : [];
  if (found.length === 0 && word.length > 1) {
    const parts = split(word, (part) => (tables.meaning(`zh:${part}`)?.stems.length ?? 0) > 0, {
      shortest: 1,
      links: [''],
    });
    for (const part of parts ?? []) {
      if (isStopWord(part, 'zh')) continue;
      const factor = part.length > 1 ? weights.part : weights.part / 2;
      for (const { key, weight } of sharpen(tables.meaning(`zh:${part}`)?.stems ?? none))
        found.push({ key, weight: weight * factor });
    }
  }
  return { form: word, terms: merge([...found, ...asian(word, 'zh', found.length > 0)]), reach };
}

/** What a Korean word, with or without its particles, is found by. */
export function lookUpKorean(tables: Tables, word: string): Looked {
  const candidates = forms(word);
  if (candidates.some((form) => isStopWord(form, 'ko'))) return { form: word, terms: none, reach: 0 };
  const known = (form: string): boolean => translated(tables, `ko:${form}`) !== undefined;
  const sure = (form: string): boolean =>
    (translated(tables, `ko:${form}`)?.stems[0]?.weight ?? 0) >= weights.sureness;
  const reach = Math.max(...candidates.map((form) => tables.meaning(`ko:${form}`)?.reach ?? 0));
  const single = short(word);
  const noun = candidates.find(sure) ?? (single !== undefined && sure(single) ? single : undefined);
  const verb =
    noun === undefined ? verbStems(word).find((stem) => translated(tables, `ko~${stem}`)) : undefined;
  const found: Term[] = [];
  if (noun !== undefined || verb !== undefined) {
    const meaning = translated(tables, noun === undefined ? `ko~${verb}` : `ko:${noun}`)!;
    found.push(...sharpen(meaning.stems), ...concepts(meaning));
  } else {
    const doubtful = candidates.find(known);
    const parts = koreanParts(candidates, sure);
    for (const part of parts ?? []) {
      const factor = part.length > 1 ? weights.part : weights.part / 2;
      for (const { key, weight } of sharpen(translated(tables, `ko:${part}`)!.stems))
        found.push({ key, weight: weight * factor });
    }
    if (doubtful !== undefined) found.push(...sharpen(translated(tables, `ko:${doubtful}`)!.stems));
    else if (!parts && !isVerbal(word)) found.push(...tables.soundsLike(strip(word)));
    if (found.length === 0 && isSentenceEnd(word)) return { form: word, terms: none, reach };
  }
  const root = noun ?? verb ?? strip(word);
  return { form: word, terms: merge([...found, ...asian(root, 'ko', found.length > 0)]), reach };
}

/** A compound by its parts: words of two syllables or more, and single ones only as prefix or suffix. */
function koreanParts(candidates: readonly string[], has: (form: string) => boolean): string[] | undefined {
  for (const form of candidates) {
    const parts = split(
      form,
      (part, last, first) => has(part) && (part.length > 1 || ((last || first) && form.length > 2)),
      { shortest: 1, links: [''] },
    );
    if (parts && parts.filter((part) => part.length === 1).length < 2) return parts;
  }
  return undefined;
}
