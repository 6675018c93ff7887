import { prefixes, strongInfinitives } from './german-verbs.ts';

const joined = new RegExp(`^(${prefixes.join('|')})?(ge|zu)(.{2,})$`, 'u');

const plainVowels: Record<string, string> = { ä: 'a', ö: 'o', ü: 'u' };

/**
 * Dictionary forms that an inflected German word may belong to, likeliest first: nouns without their case endings,
 * infinitives for regular verb forms and participles (zerstört, finanzierte, abgefüllt, abzufangen, basierend).
 * Some are no words; only a dictionary knows.
 */
export function germanForms(word: string): string[] {
  const found = new Set<string>();
  if (word.length < 4) return [];
  for (const ending of ['n', 's', 'es', 'en', 'e', 'er', 'em', 'ern', 'nen', 'innen'])
    if (word.endsWith(ending) && word.length - ending.length >= 3) found.add(word.slice(0, -ending.length));
  const infinitives = (stem: string): void => {
    if (stem.length >= 3) for (const ending of ['en', 'n']) found.add(`${stem}${ending}`);
  };
  // Nouns of verbs: Auswertung, Auswertungen.
  const noun = /^(.{3,})ung(en|s)?$/u.exec(word)?.[1];
  if (noun) infinitives(noun);
  const plain = word.replace(/(e|en|er|es|em)$/u, '');
  for (const one of new Set([word, plain])) {
    for (const ending of ['test', 'tet', 'ten', 'te', 'st', 'et', 't', 'end', 'e', ''])
      if (one.endsWith(ending)) infinitives(one.slice(0, one.length - ending.length));
    const [, prefix = '', , rest] = joined.exec(one) ?? [];
    if (!rest) continue;
    infinitives(prefix + rest.replace(/e?t$/u, ''));
    found.add(prefix + rest);
  }
  // Adjectives that lose a vowel: teure, dunklen.
  const short = /^(.{2,})([lr])(?:e|en|er|es|em)$/u.exec(word);
  if (short) found.add(`${short[1]}e${short[2]}`);
  for (const infinitive of strongInfinitives(word)) found.add(infinitive);
  // Plurals, comparatives and verb forms with a changed vowel: Stäben, Schäden, länger.
  const umlaut = Math.max(word.lastIndexOf('ä'), word.lastIndexOf('ö'), word.lastIndexOf('ü'));
  if (umlaut >= 0) {
    const back = word.slice(0, umlaut) + plainVowels[word[umlaut]!]! + word.slice(umlaut + 1);
    for (const ending of ['e', 'en', 'er', 'ern', 'n', 'ere', 'eren', 'erer', 'eres', 'ste', 'sten', ''])
      if (back.endsWith(ending)) found.add(back.slice(0, back.length - ending.length));
  }
  found.delete(word);
  return [...found];
}

/** What adjectives are made of nouns with, and the English word that says the same, if there is one. */
export const suffixes: ReadonlyMap<string, string> = new Map(
  `haltig containing, frei free, arm low, reich rich, fest resistant, beständig resistant, fähig capable, basiert based,
förmig shaped, artig, mäßig, gerecht suitable, spezifisch specific, seitig, geschützt protected, dicht tight, stabil stable,
tauglich suitable, pflichtig, abhängig dependent, unabhängig independent, bedingt, getrieben driven, gestützt aided,
betrieben powered, gebunden bound, neutral neutral, freundlich friendly, schonend gentle, sparend saving, sicher safe,
intensiv intensive, empfindlich sensitive, durchlässig permeable, undurchlässig impermeable`
    .split(/,\s*/)
    .map((pair): [string, string] => {
      const [suffix = '', english = ''] = pair.split(' ');
      return [suffix, english];
    }),
);

/** An adjective made of a noun: schwefelhaltiges is [schwefel, haltig]; without such a suffix the word alone. */
export function adjective(word: string): [noun: string, suffix?: string] {
  const plain = word.replace(/(e|en|er|es|em)$/u, '');
  for (const suffix of suffixes.keys()) {
    const form = plain.endsWith(suffix) ? plain : word.endsWith(suffix) ? word : undefined;
    const noun = form?.slice(0, -suffix.length).replace(/-$/u, '');
    if (noun && noun.length >= 3) return [noun.replace(/(?<=...)s$/u, ''), suffix];
  }
  return [word];
}
