import type { Jieba } from '@node-rs/jieba';
import { split } from './compounds.ts';
import { isPivot } from './dilution.ts';
import { family } from './families.ts';
import { adjective, germanForms, suffixes } from './german.ts';
import { withoutPrefix } from './german-verbs.ts';
import { forms, isSentenceEnd, short, strip } from './korean.ts';
import { isVerbal, verbStems } from './korean-verbs.ts';
import { detect, type European, european, known } from './language.ts';
import { romanceForms } from './romance.ts';
import { fold, isAcronym, Memo, stem, surface } from './stems.ts';
import { isStopWord } from './stop-words.ts';
import { type Meaning, noTables, type Tables } from './tables.ts';
import { asian, concepts, merge, sharpen } from './terms.ts';
import type { Analysis, Language, Term, Unit } from './types.ts';
import { weights } from './weights.ts';
import { type Word, words } from './words.ts';

/** What a text is cut at: the rest of a longer one is not read. */
export const longestText = 250_000;

const links = ['', 's', 'es', 'n', 'en', 'er', 'e'];
const none: readonly Term[] = [];
/** Stems below this length are not trusted to hold together only what belongs together. */
const shortStem = 4;

interface Looked {
  /** What the word is looked up by as the first of a phrase, and inside one. */
  form: string;
  terms: readonly Term[];
  reach: number;
}

/** Texts into units, by one set of tables; keeps what it has found out about words. */
export class Analyser {
  readonly tables: Tables;
  readonly #words = new Map<Language, Memo<Looked>>();
  #segmenter: Jieba | undefined;

  constructor(tables: Tables = noTables) {
    this.tables = tables;
  }

  /** `language` is a BCP 47 tag, detected where missing or not one of the seven. */
  analyse(text: string, language?: string): Analysis {
    const whole = text.length > longestText ? text.slice(0, longestText) : text;
    const given = known(language);
    const { language: main, sure } = given
      ? { language: given, sure: true }
      : detect(whole, (word, of) => this.#knows(word, of));
    this.#segmenter ??= this.tables.segmenter();
    const found = words(whole, main, this.#segmenter);
    const units: Unit[] = [];
    for (let i = 0; i < found.length; i++) {
      const word = found[i]!;
      if (!word.key) continue;
      const looked = this.#look(word);
      const phrase = looked.reach > 1 ? this.#phrase(found, i, looked.reach) : undefined;
      if (phrase) {
        const last = found[phrase.last]!;
        const terms = merge([...phrase.terms, ...this.#ownTerms(found.slice(i, phrase.last + 1))]);
        units.push({
          start: word.start,
          end: last.end,
          text: whole.slice(word.start, last.end),
          language: word.language,
          terms,
        });
        i = phrase.last;
      } else if (looked.terms.length > 0) {
        const { start, end, text: surface, language: of } = word;
        const terms =
          sure || word.verbatim || of === 'zh' || of === 'ko' ? looked.terms : this.#anyLanguage(word);
        units.push({ start, end, text: surface, language: of, terms });
      }
    }
    return { language: main, units };
  }

  /** A word whose language is not sure: what it is found by in each language that knows it, and in its own in all. */
  #anyLanguage(word: Word): Term[] {
    const terms: Term[] = [];
    for (const language of european) {
      const key = stem(surface(word.text), language);
      const knows = language === word.language || this.#has(`${language}:${key}`) !== undefined;
      if (knows) terms.push(...this.#european({ ...word, language, key }, language).terms);
      else terms.push({ key: `${language}:${key}`, weight: weights.own });
    }
    return merge(terms);
  }

  #knows(word: string, language: European): boolean {
    return this.tables.meaning(`${language}=${word}`) !== undefined;
  }

  #look(word: Word): Looked {
    const { form } = word;
    if (form) {
      if (form.by !== this) {
        form.found = this.#lookUp(word);
        form.by = this;
      }
      return form.found as Looked;
    }
    let memo = this.#words.get(word.language);
    if (!memo) {
      memo = new Memo(100_000);
      this.#words.set(word.language, memo);
    }
    return memo.peek(word.text) ?? memo.keep(word.text, this.#lookUp(word));
  }

  #lookUp(word: Word): Looked {
    if (word.verbatim) return this.#verbatim(word);
    if (word.language === 'zh') return this.#chinese(word.key);
    if (word.language === 'ko') return this.#korean(word.key);
    return this.#european(word, word.language);
  }

  /** The longest phrase of the tables that begins at `first`. */
  #phrase(found: readonly Word[], first: number, reach: number): { last: number; terms: Term[] } | undefined {
    const { language } = found[first]!;
    const keys = [this.#look(found[first]!).form];
    let best: { last: number; meaning: Meaning } | undefined;
    for (let i = first + 1; i < found.length && keys.length < reach; i++) {
      const word = found[i]!;
      if (!word.joined) break;
      if (!word.key) continue;
      const joins = language === 'zh' || language === 'ko';
      const candidates = joins
        ? language === 'ko'
          ? forms(word.text.toLowerCase())
          : [word.text.toLowerCase()]
        : [word.key];
      for (const candidate of candidates) {
        const key = joins
          ? `${language}:${keys.join('')}${candidate}`
          : `${language}|${keys.join(' ')} ${candidate}`;
        const meaning = this.tables.meaning(key);
        if (meaning && (meaning.stems.length > 0 || meaning.concepts.length > 0)) best = { last: i, meaning };
      }
      keys.push(candidates[0]!);
    }
    if (!best) return undefined;
    const concepts = best.meaning.concepts.map((key) => ({ key, weight: weights.phraseConcept }));
    return { last: best.last, terms: [...best.meaning.stems, ...concepts] };
  }

  /** What the words of a phrase are found by within their language; English ones by their stems. */
  #ownTerms(found: readonly Word[]): Term[] {
    return found.flatMap((word) =>
      word.key
        ? this.#look(word).terms.flatMap((term) => {
            if (term.key.startsWith('#')) return [];
            if (word.language === 'en' || word.verbatim || !isPivot(term.key)) return [term];
            return [{ key: term.key, weight: term.weight * weights.phraseWord }];
          })
        : [],
    );
  }

  #verbatim({ key, language }: Word): Looked {
    const meaning = this.tables.meaning(`${language}:${key}`);
    return {
      form: key,
      terms: [{ key, weight: 1 }, ...concepts(meaning)],
      reach: meaning?.reach ?? 0,
    };
  }

  #european({ key, text }: Word, language: European): Looked {
    const word = surface(text);
    const reach = this.tables.meaning(`${language}:${key}`)?.reach ?? 0;
    const acronym = isAcronym(text);
    if (language === 'en') {
      const meaning =
        this.tables.meaning(`en=${word}`) ?? (acronym ? undefined : this.tables.meaning(`en:${key}`));
      // A capital speaks for a name, a word of the vocabulary for itself.
      const odd = word.length >= 5 && text === word && this.tables.row(key) < 0;
      const alike = odd ? this.tables.spelledLike(word, 'en') : none;
      return { form: key, terms: merge([{ key, weight: 1 }, ...alike, ...concepts(meaning)]), reach };
    }
    const english = stem(fold(word), 'en');
    // A word that is none in English either may still be a name, if it looks like one.
    const likely = this.tables.digest === '' || this.tables.row(english) >= 0 || text !== word;
    const plain = { key: english, weight: likely ? weights.unknown : weights.stranger };
    const ownTerm = { key: `${language}:${key}`, weight: weights.own };
    const stated = acronym ? this.#has(`${language}=${text}`) : this.#stated(word, language);
    // A short stem is shared by words that have nothing to do with each other.
    const meaning =
      stated ??
      (acronym || (key.length < shortStem && word.length > key.length + 1)
        ? undefined
        : this.#has(`${language}:${key}`));
    const parts = language === 'de' && !acronym && !stated ? this.#germanParts(word) : undefined;
    // What was learnt by chance alone does not stand against the parts of a compound.
    if (meaning && (stated || (meaning.stems[0]?.weight ?? 0) >= weights.sureness)) {
      // Any word may also be a name or a loan: Luke is a hatch, and a man.
      const name =
        text !== word && this.tables.row(plain.key) >= 0 ? [{ key: plain.key, weight: weights.name }] : none;
      return {
        form: key,
        terms: merge([...sharpen(meaning.stems), ...concepts(meaning), ...name, ownTerm]),
        reach,
      };
    }
    if (parts) {
      const terms = parts.flatMap((part) => {
        const english = suffixes.get(part);
        if (english && part !== parts[0]) return [{ key: stem(english, 'en'), weight: weights.part }];
        const root = stem(part, 'de');
        const of = this.#stated(part, 'de') ?? this.#has(`de=${part}en`) ?? this.#has(`de:${root}`);
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
    const relatives = acronym || meaning ? none : this.#relatives(word, language);
    if (relatives.length > 0) return { form: key, terms: merge([plain, ...relatives, ownTerm]), reach };
    const alike = word.length >= 5 && !acronym ? this.tables.spelledLike(word, language) : none;
    return { form: key, terms: merge([plain, ...alike, ...sharpen(meaning?.stems ?? none), ownTerm]), reach };
  }

  /** A meaning that has translations. */
  #has(key: string): Meaning | undefined {
    const meaning = this.tables.meaning(key);
    return meaning && meaning.stems.length > 0 ? meaning : undefined;
  }

  /** What a dictionary states for the word as written, or for the dictionary form that it may be a form of. */
  #stated(word: string, language: European): Meaning | undefined {
    const exact = this.#has(`${language}=${word}`);
    if (exact || language === 'en') return exact;
    for (const form of language === 'de' ? germanForms(word) : romanceForms(word, language)) {
      const meaning = this.#has(`${language}=${form}`);
      if (meaning) return meaning;
    }
    return undefined;
  }

  /** What is known of a word's nearest relatives, where nothing is of itself. */
  #relatives(word: string, language: Exclude<European, 'en'>): Term[] {
    const lessen = (meaning: Meaning, factor: number): Term[] =>
      sharpen(meaning.stems).map((term) => ({ key: term.key, weight: term.weight * factor }));
    if (language === 'de')
      for (const form of [word, ...germanForms(word)]) {
        const base = withoutPrefix(form);
        const meaning = base && this.#has(`de=${base}`);
        if (meaning) return lessen(meaning, weights.relative);
      }
    if (word.length >= 5)
      for (const one of family(word, language)) {
        const meaning = this.#has(`${language}=${one}`);
        if (meaning) return lessen(meaning, weights.relative);
      }
    if (language !== 'de') return [];
    // The longest known beginning and end of a compound that does not come apart whole.
    const found: Term[] = [];
    for (let at = 3; at <= word.length - 5; at++) {
      const head = this.#stated(word.slice(at), 'de');
      if (!head) continue;
      found.push(...lessen(head, weights.relative));
      break;
    }
    for (let at = word.length - 3; at >= 5; at--) {
      const modifier = this.#has(`de=${word.slice(0, at)}`);
      if (!modifier) continue;
      found.push(...lessen(modifier, weights.relative));
      break;
    }
    return merge(found);
  }

  #germanParts(word: string): string[] | undefined {
    const known = (part: string, last = true): boolean => {
      if (isStopWord(part, 'de')) return false;
      if (this.#has(`de=${part}`)) return true;
      // A verb's stem before a noun: Rührkessel, Drehzahl, Messfühler.
      if (!last && this.#has(`de=${part}en`)) return true;
      if (last && part.length >= 5 && this.#stated(part, 'de')) return true;
      // Short parts only as they are written: ver-, -ten and -les are forms of something, too.
      return part.length >= 5 && this.#has(`de:${stem(part, 'de')}`) !== undefined;
    };
    const [noun, suffix] = adjective(word);
    if (suffix) {
      const parts = known(noun) ? [noun] : split(noun, known, { shortest: 3, links });
      if (parts) return [...parts, suffix];
    }
    return split(word, known, { shortest: word.includes('öl') ? 2 : 3, links });
  }

  #chinese(word: string): Looked {
    const meaning = this.tables.meaning(`zh:${word}`);
    const reach = meaning?.reach ?? 0;
    const translated: Term[] = meaning ? [...sharpen(meaning.stems), ...concepts(meaning)] : [];
    if (translated.length === 0 && word.length > 1) {
      const parts = split(word, (part) => (this.tables.meaning(`zh:${part}`)?.stems.length ?? 0) > 0, {
        shortest: 1,
        links: [''],
      });
      for (const part of parts ?? []) {
        if (isStopWord(part, 'zh')) continue;
        const factor = part.length > 1 ? weights.part : weights.part / 2;
        for (const { key, weight } of sharpen(this.tables.meaning(`zh:${part}`)?.stems ?? none))
          translated.push({ key, weight: weight * factor });
      }
    }
    return { form: word, terms: merge([...translated, ...asian(word, 'zh', translated.length > 0)]), reach };
  }

  #korean(word: string): Looked {
    const candidates = forms(word);
    if (candidates.some((form) => isStopWord(form, 'ko'))) return { form: word, terms: none, reach: 0 };
    const has = (form: string): boolean => this.#has(`ko:${form}`) !== undefined;
    const sure = (form: string): boolean =>
      (this.#has(`ko:${form}`)?.stems[0]?.weight ?? 0) >= weights.sureness;
    const reach = Math.max(...candidates.map((form) => this.tables.meaning(`ko:${form}`)?.reach ?? 0));
    const single = short(word);
    const noun = candidates.find(sure) ?? (single !== undefined && sure(single) ? single : undefined);
    const verb = noun === undefined ? verbStems(word).find((stem) => this.#has(`ko~${stem}`)) : undefined;
    const translated: Term[] = [];
    if (noun !== undefined || verb !== undefined) {
      const meaning = this.#has(noun === undefined ? `ko~${verb}` : `ko:${noun}`)!;
      translated.push(...sharpen(meaning.stems), ...concepts(meaning));
    } else {
      const doubtful = candidates.find(has);
      const parts = this.#koreanParts(candidates, sure);
      for (const part of parts ?? []) {
        const factor = part.length > 1 ? weights.part : weights.part / 2;
        for (const { key, weight } of sharpen(this.#has(`ko:${part}`)!.stems))
          translated.push({ key, weight: weight * factor });
      }
      if (doubtful !== undefined) translated.push(...sharpen(this.#has(`ko:${doubtful}`)!.stems));
      else if (!parts && !isVerbal(word)) translated.push(...this.tables.soundsLike(strip(word)));
      if (translated.length === 0 && isSentenceEnd(word)) return { form: word, terms: none, reach };
    }
    const root = noun ?? verb ?? strip(word);
    return { form: word, terms: merge([...translated, ...asian(root, 'ko', translated.length > 0)]), reach };
  }

  /** A compound by its parts: words of two syllables or more, and single ones only as prefix or suffix. */
  #koreanParts(candidates: readonly string[], has: (form: string) => boolean): string[] | undefined {
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
}

/** One text into its units, without keeping anything. */
export function analyse(text: string, language?: string, tables: Tables = noTables): Analysis {
  return new Analyser(tables).analyse(text, language);
}
