import { pairs } from './chinese.ts';
import type { Meaning } from './tables.ts';
import type { Term } from './types.ts';
import { weights } from './weights.ts';

/** What a meaning's glossary concepts weigh behind a single word. */
export const concepts = (meaning: Meaning | undefined): Term[] =>
  (meaning?.concepts ?? []).map((key) => ({ key, weight: weights.concept }));

/** Translations with their weights as the engine uses them. */
export const sharpen = (terms: readonly Term[]): Term[] =>
  terms.map(({ key, weight }) => ({ key, weight: weight ** weights.sharpness }));

/** A Chinese or Korean word by itself and by its overlapping pairs of characters. */
export function asian(word: string, language: 'zh' | 'ko', translated: boolean): Term[] {
  const weight = translated ? weights.own : 1;
  const inner = word.length > 2 ? pairs(word) : [];
  return [
    { key: `${language}:${word}`, weight },
    ...inner.map((pair) => ({ key: `${language}:${pair}`, weight: weights.pair * weight })),
  ];
}

/** Each key once, with its largest weight. */
export function merge(terms: readonly Term[]): Term[] {
  const found = new Map<string, number>();
  for (const { key, weight } of terms) found.set(key, Math.max(found.get(key) ?? 0, weight));
  return Array.from(found, ([key, weight]) => ({ key, weight }));
}
