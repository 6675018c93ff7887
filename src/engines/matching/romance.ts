import { rules } from './romance-rules.ts';

// The table as one lookup by ending; what an ending may stand for in the order of the rules.
const byEnding = Object.fromEntries(
  Object.entries(rules).map(([language, list]) => {
    const found = new Map<string, string[]>();
    for (const [ending, ...bases] of list) found.set(ending, [...(found.get(ending) ?? []), ...bases]);
    return [language, found];
  }),
) as Record<keyof typeof rules, Map<string, string[]>>;
const longestEnding = 8;

/** The root as written, then with the vowel that it has outside the stressed syllable: protège, mantiene, prueba. */
function roots(root: string, language: 'it' | 'fr' | 'es'): string[] {
  if (language === 'fr') {
    const at = root.lastIndexOf('è');
    if (at < 0 || at < root.length - 3) return [root];
    return [root, `${root.slice(0, at)}é${root.slice(at + 1)}`, `${root.slice(0, at)}e${root.slice(at + 1)}`];
  }
  if (language === 'es') {
    const found = /^(.*)(ie|ue|i|u)([^aeiouáéíóú]{1,3})$/u.exec(root);
    const vowel = found && { ie: 'e', ue: 'o', i: 'e', u: 'o' }[found[2]!];
    return vowel ? [root, `${found[1]}${vowel}${found[3]}`] : [root];
  }
  return [root];
}

/** Dictionary forms that an Italian, French or Spanish word may be a form of, likeliest first; some are no words. */
export function romanceForms(word: string, language: 'it' | 'fr' | 'es'): string[] {
  const found = new Set<string>();
  for (let length = Math.min(longestEnding, word.length - 2); length > 0; length--) {
    const bases = byEnding[language].get(word.slice(-length));
    const root = word.slice(0, -length);
    // Long endings say enough for a short root (unisce); short ones do not.
    if (!bases || root.length < (length >= 3 ? 2 : 3)) continue;
    for (const base of bases) for (const one of roots(root, language)) found.add(one + base);
  }
  found.delete(word);
  return [...found];
}
