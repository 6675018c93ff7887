import type { Unit } from './types.ts';

/** True for English stems and verbatim words: neither a word of one language nor a concept. */
export const isPivot = (key: string): boolean => !key.startsWith('#') && key[2] !== ':';

/** Translations as weighty as this belong together ("solid", "state"); lighter ones stand beside each other. */
export const together = 0.9;

/**
 * Factor for the translations of a unit, so that a word with five translations does not count as five words: a unit
 * brings as much as the translations that belong together, `exponent` 0 leaves all, 1 holds this exactly.
 */
export function dilution({ language, terms }: Unit, exponent: number): number {
  if (language === 'en' || exponent === 0) return 1;
  let all = 0;
  let main = 0;
  for (const { key, weight } of terms) {
    if (!isPivot(key)) continue;
    all += weight;
    if (weight >= together) main++;
  }
  const fair = Math.max(1, main);
  return all > fair ? (fair / all) ** exponent : 1;
}
