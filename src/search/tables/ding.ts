import type { Entry } from '../../engines/matching/build/index.ts';

const asides = /\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|\b(jdn?|jdm|etw|sb|sth)\b\.?/g;

/**
 * Frank Richter's German–English word list (GPL), as Debian's trans-de-en installs it: `Haus {n}; Gebäude {n} |
 * Häuser {pl} :: house; building | houses`. Read on the machine of a user who has it; nothing of it is shipped.
 */
export function dingDictionary(text: string): Entry[] {
  const found: Entry[] = [];
  const clean = (part: string): string[] =>
    part.split(';').flatMap((one) => {
      const word = one.replace(asides, ' ').replace(/\s+/g, ' ').trim();
      return word && word.split(' ').length <= 4 ? [word] : [];
    });
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const [german, english] = line.split(' :: ');
    if (!german || !english) continue;
    const sides = english.split('|');
    for (const [i, part] of german.split('|').entries()) {
      const senses = clean(sides[i] ?? '').map((sense) => sense.replace(/^to /, ''));
      if (senses.length === 0) continue;
      for (const word of clean(part))
        found.push({ language: 'de', word, senses: senses.slice(0, 6), weight: 1 });
    }
  }
  return found;
}
