import { distance, type Nearest, shared } from './cognates.ts';
import { fnv } from './hash.ts';
import { alike, englishSound, hangulSound } from './sounds.ts';
import { fold, stem } from './stems.ts';
import type { Language, Term } from './types.ts';
import { weights } from './weights.ts';

/** English stems that a Hangul word may transliterate, the likeliest first. */
export function bySound(
  word: string,
  sounds: { hashes: Uint32Array; words: Uint32Array },
  words: readonly string[],
): Term[] {
  const { skeleton, spelled } = hangulSound(word);
  if (skeleton.length < 2) return [];
  const hash = fnv(skeleton);
  let low = 0;
  let high = sounds.hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sounds.hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  // The longer the skeleton, the less it proves by chance.
  const least = skeleton.length === 2 ? 0.84 : skeleton.length === 3 ? 0.78 : 0.7;
  const found: { word: string; likeness: number }[] = [];
  for (; sounds.hashes[low] === hash; low++) {
    const candidate = words[sounds.words[low]!]!;
    const likeness = alike(spelled, englishSound(candidate).spelled);
    // Of two that sound the same, the more frequent: words come in that order.
    if (likeness >= least)
      found.push({ word: candidate, likeness: likeness - 0.012 * Math.log10(10 + sounds.words[low]!) });
  }
  return best(
    found.sort((x, y) => y.likeness - x.likeness),
    weights.sound,
    3,
  );
}

/** English stems that a European word may be a cognate or a misspelling of, the likeliest first. */
export function bySpelling(
  word: string,
  language: Exclude<Language, 'zh' | 'ko'>,
  nearest: Nearest,
  words: readonly string[],
): Term[] {
  const form = shared(word, language);
  if (form.length < 4) return [];
  const limit = form.length < 6 ? (language === 'en' ? 1 : 0) : form.length < 9 ? 1 : 2;
  const found = nearest
    .find(form, limit)
    .slice(0, 12)
    .map(({ place, distance: apart }) => ({
      word: words[place]!,
      // Between equally near ones the plain letters decide, then frequency.
      likeness:
        1 - apart / form.length - 0.02 * distance(word, words[place]!, 6) - 0.01 * Math.log10(10 + place),
    }))
    .sort((x, y) => y.likeness - x.likeness);
  return best(found, language === 'en' ? weights.misspelt : weights.cognate, 2);
}

/** Words of a list that differ from a word by a letter (two in a long one): only the nearest, two at most. */
export function misspelt(word: string, nearest: Nearest, words: readonly string[]): string[] {
  const form = fold(word);
  if (form.length < 6) return [];
  const found = nearest.find(form, form.length < 9 ? 1 : 2);
  const least = found[0]?.distance;
  return found
    .filter((one) => one.distance === least)
    .slice(0, 2)
    .map(({ place }) => words[place]!);
}

function best(found: readonly { word: string; likeness: number }[], weight: number, most: number): Term[] {
  const stems = new Map<string, number>();
  const top = found[0]?.likeness ?? 0;
  for (const { word, likeness } of found) {
    const root = stem(word, 'en');
    if (stems.has(root) || stems.size === most) continue;
    // A clear winner takes all; near ones share.
    const share = weight * Math.max(0, 1 - 6 * (top - likeness)) * Math.min(1, top + 0.15);
    if (share > 0.1) stems.set(root, share);
  }
  return Array.from(stems, ([key, share]) => ({ key, weight: share }));
}
