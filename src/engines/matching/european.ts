import { split } from './compounds.ts';
import { family } from './families.ts';
import { adjective, germanForms, suffixes } from './german.ts';
import { withoutPrefix } from './german-verbs.ts';
import type { European } from './language.ts';
import { type Looked, translated } from './looked.ts';
import { romanceForms } from './romance.ts';
import { fold, isAcronym, stem, surface } from './stems.ts';
import { isStopWord } from './stop-words.ts';
import type { Meaning, Tables } from './tables.ts';
import { concepts, merge, sharpen } from './terms.ts';
import type { Term } from './types.ts';
import { weights } from './weights.ts';
import type { Word } from './words.ts';

const links = ['', 's', 'es', 'n', 'en', 'er', 'e'];
const none: readonly Term[] = [];
/** Stems below this length are not trusted to hold together only what belongs together. */
const shortStem = 4;

export function lookUpVerbatim(tables: Tables, { key, language }: Word): Looked {
  const meaning = tables.meaning(`${language}:${key}`);
  return {
    form: key,
    terms: [{ key, weight: 1 }, ...concepts(meaning)],
    reach: meaning?.reach ?? 0,
  };
}

/** What a word of a European language is found by. */
export function lookUpEuropean(tables: Tables, { key, text }: Word, language: European): Looked {
  const word = surface(text);
  const reach = tables.meaning(`${language}:${key}`)?.reach ?? 0;
  const acronym = isAcronym(text);
  if (language === 'en') {
    const meaning = tables.meaning(`en=${word}`) ?? (acronym ? undefined : tables.meaning(`en:${key}`));
    // A capital speaks for a name, a word of the vocabulary for itself.
    const odd = word.length >= 5 && text === word && tables.row(key) < 0;
    const alike = odd ? tables.spelledLike(word, 'en') : none;
    return { form: key, terms: merge([{ key, weight: 1 }, ...alike, ...concepts(meaning)]), reach };
  }
  const english = stem(fold(word), 'en');
  // A word that is none in English either may still be a name, if it looks like one.
  const likely = tables.digest === '' || tables.row(english) >= 0 || text !== word;
  const plain = { key: english, weight: likely ? weights.unknown : weights.stranger };
  const ownTerm = { key: `${language}:${key}`, weight: weights.own };
  const stated = acronym ? translated(tables, `${language}=${text}`) : statedMeaning(tables, word, language);
  // A short stem is shared by words that have nothing to do with each other.
  const meaning =
    stated ??
    (acronym || (key.length < shortStem && word.length > key.length + 1)
      ? undefined
      : translated(tables, `${language}:${key}`));
  const parts = language === 'de' && !acronym && !stated ? germanParts(tables, word) : undefined;
  // What was learnt by chance alone does not stand against the parts of a compound.
  if (meaning && (stated || (meaning.stems[0]?.weight ?? 0) >= weights.sureness)) {
    // Any word may also be a name or a loan: Luke is a hatch, and a man.
    const name =
      text !== word && tables.row(plain.key) >= 0 ? [{ key: plain.key, weight: weights.name }] : none;
    // A compound that the dictionary knows is still about what it is made of.
    const made = language === 'de' && stated && word.length >= 9 ? germanParts(tables, word) : undefined;
    const inner = (made ?? []).flatMap((part) => {
      const of = suffixes.has(part) ? undefined : statedMeaning(tables, part, 'de');
      return sharpen(of?.stems ?? none).map((term) => ({
        key: term.key,
        weight: term.weight * weights.inner,
      }));
    });
    return {
      form: key,
      terms: merge([...sharpen(meaning.stems), ...inner, ...concepts(meaning), ...name, ownTerm]),
      reach,
    };
  }
  if (parts) {
    const terms = parts.flatMap((part) => {
      const english = suffixes.get(part);
      if (english && part !== parts[0]) return [{ key: stem(english, 'en'), weight: weights.part }];
      const root = stem(part, 'de');
      const of =
        statedMeaning(tables, part, 'de') ??
        translated(tables, `de=${part}en`) ??
        translated(tables, `de:${root}`);
      return [
        ...sharpen(of?.stems ?? none).map((term) => ({
          key: term.key,
          weight: term.weight * weights.part,
        })),
        { key: `de:${root}`, weight: weights.own * weights.part },
      ];
    });
    return { form: key, terms: merge([...(meaning?.stems ?? none), ...terms, ownTerm]), reach };
  }
  const relatives = acronym || meaning ? none : relativesOf(tables, word, language);
  if (relatives.length > 0) return { form: key, terms: merge([plain, ...relatives, ownTerm]), reach };
  if (!meaning && !acronym && !likely) {
    const own = tables.misspelt(word, language).flatMap((one) =>
      sharpen(translated(tables, `${language}=${one}`)?.stems ?? none).map((term) => ({
        key: term.key,
        weight: term.weight * weights.misspelt,
      })),
    );
    if (own.length > 0) return { form: key, terms: merge([plain, ...own, ownTerm]), reach };
  }
  const alike = word.length >= 5 && !acronym ? tables.spelledLike(word, language) : none;
  return { form: key, terms: merge([plain, ...alike, ...sharpen(meaning?.stems ?? none), ownTerm]), reach };
}

/** What a dictionary states for the word as written, or for the dictionary form that it may be a form of. */
function statedMeaning(tables: Tables, word: string, language: European): Meaning | undefined {
  const exact = translated(tables, `${language}=${word}`);
  if (exact || language === 'en') return exact;
  for (const form of language === 'de' ? germanForms(word) : romanceForms(word, language)) {
    const meaning = translated(tables, `${language}=${form}`);
    if (meaning) return meaning;
  }
  return undefined;
}

/** What is known of a word's nearest relatives, where nothing is of itself. */
function relativesOf(tables: Tables, word: string, language: Exclude<European, 'en'>): Term[] {
  const lessen = (meaning: Meaning, factor: number): Term[] =>
    sharpen(meaning.stems).map((term) => ({ key: term.key, weight: term.weight * factor }));
  if (language === 'de')
    for (const form of [word, ...germanForms(word)]) {
      const base = withoutPrefix(form);
      const meaning = base && translated(tables, `de=${base}`);
      if (meaning) return lessen(meaning, weights.relative);
    }
  if (word.length >= 5)
    for (const one of family(word, language)) {
      const meaning = translated(tables, `${language}=${one}`);
      if (meaning) return lessen(meaning, weights.relative);
    }
  if (language !== 'de') return [];
  // The longest known beginning and end of a compound that does not come apart whole.
  const found: Term[] = [];
  for (let at = 3; at <= word.length - 5; at++) {
    const head = statedMeaning(tables, word.slice(at), 'de');
    if (!head) continue;
    found.push(...lessen(head, weights.relative));
    break;
  }
  for (let at = word.length - 3; at >= 5; at--) {
    const modifier = translated(tables, `de=${word.slice(0, at)}`);
    if (!modifier) continue;
    found.push(...lessen(modifier, weights.relative));
    break;
  }
  return merge(found);
}

function germanParts(tables: Tables, word: string): string[] | undefined {
  const known = (part: string, last = true): boolean => {
    if (isStopWord(part, 'de')) return false;
    if (translated(tables, `de=${part}`)) return true;
    // A verb's stem before a noun: Rührkessel, Drehzahl, Messfühler.
    if (!last && translated(tables, `de=${part}en`)) return true;
    if (last && part.length >= 5 && statedMeaning(tables, part, 'de')) return true;
    // Short parts only as they are written: ver-, -ten and -les are forms of something, too.
    return part.length >= 5 && translated(tables, `de:${stem(part, 'de')}`) !== undefined;
  };
  const [noun, suffix] = adjective(word);
  if (suffix) {
    const parts = known(noun) ? [noun] : split(noun, known, { shortest: 3, links });
    if (parts) return [...parts, suffix];
  }
  return split(word, known, { shortest: word.includes('öl') ? 2 : 3, links });
}
