import { detectAll } from 'tinyld';
import { isStopWord } from './stop-words.ts';
import { tokens } from './tokens.ts';
import { type Language, languages } from './types.ts';

export const european = ['en', 'de', 'it', 'fr', 'es'] as const;
export type European = (typeof european)[number];

/** `zh-Hant-TW` → `zh`; undefined for a language that is not matched across. */
export function known(tag: string | undefined): Language | undefined {
  const primary = tag?.slice(0, 2).toLowerCase();
  return languages.find((language) => language === primary);
}

/** Words that a text must have for its language to be sure. */
const enough = 5;

/**
 * The language of a text: by script where that decides, else by function words, spelling (`tinyld`) and, where
 * given, the words that a lexicon knows. English where nothing speaks for another.
 */
export const identify = (text: string, knows?: (word: string, language: European) => boolean): Language =>
  detect(text, knows).language;

/** The same, and whether it is sure: a word or two may be of several languages. */
export function detect(
  text: string,
  knows?: (word: string, language: European) => boolean,
): { language: Language; sure: boolean } {
  const sample = text.slice(0, 600);
  const counts = { han: 0, hangul: 0, latin: 0, other: 0 };
  const words: string[] = [];
  for (const token of tokens(sample)) {
    // A Chinese or Korean character says about as much as two Latin letters.
    counts[token.script] += token.script === 'latin' ? token.text.length / 2 : token.text.length;
    if (token.script === 'latin' && words.length < 100) words.push(token.text.toLowerCase());
  }
  if (counts.hangul > 0 && counts.hangul >= 0.25 * counts.latin && counts.hangul >= counts.han)
    return { language: 'ko', sure: true };
  if (counts.han > 0 && counts.han >= 0.25 * counts.latin) return { language: 'zh', sure: true };
  if (words.length === 0) return { language: 'en', sure: true };
  // Function words decide most texts; spelling, which takes a millisecond, is asked where they do not.
  const functions = european
    .map((language) => ({ language, count: words.filter((word) => isStopWord(word, language)).length }))
    .sort((x, y) => y.count - x.count);
  const [first, second] = [functions[0]!, functions[1]!];
  if (first.count >= 4 && first.count >= 2 * second.count) return { language: first.language, sure: true };
  const spelling = new Map(
    detectAll(sample, { only: [...european] }).map(({ lang, accuracy }) => [lang, accuracy]),
  );
  let best: European = 'en';
  let most = 0;
  for (const language of european) {
    let score = 2 * (spelling.get(language) ?? 0);
    for (const word of words) {
      if (isStopWord(word, language)) score += 2 / words.length;
      else if (knows?.(word, language)) score += 1 / words.length;
    }
    if (score > most + 1e-9) {
      most = score;
      best = language;
    }
  }
  return { language: best, sure: words.length >= enough };
}
