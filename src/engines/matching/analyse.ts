import type { Jieba } from '@node-rs/jieba';
import { lookUpChinese, lookUpKorean } from './asian.ts';
import { isPivot } from './dilution.ts';
import { lookUpEuropean, lookUpVerbatim } from './european.ts';
import { forms } from './korean.ts';
import { detect, type European, european, known } from './language.ts';
import { type Looked, translated } from './looked.ts';
import { Memo, stem, surface } from './stems.ts';
import { type Meaning, noTables, type Tables } from './tables.ts';
import { merge } from './terms.ts';
import type { Analysis, Language, Term, Unit } from './types.ts';
import { weights } from './weights.ts';
import { type Word, words } from './words.ts';

/** What a text is cut at: the rest of a longer one is not read. */
export const longestText = 250_000;

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
      const knows = language === word.language || translated(this.tables, `${language}:${key}`) !== undefined;
      if (knows) terms.push(...lookUpEuropean(this.tables, { ...word, language, key }, language).terms);
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
      memo = new Memo(200_000);
      this.#words.set(word.language, memo);
    }
    return memo.peek(word.text) ?? memo.keep(word.text, this.#lookUp(word));
  }

  #lookUp(word: Word): Looked {
    if (word.verbatim) return lookUpVerbatim(this.tables, word);
    if (word.language === 'zh') return lookUpChinese(this.tables, word.key);
    if (word.language === 'ko') return lookUpKorean(this.tables, word.key);
    return lookUpEuropean(this.tables, word, word.language);
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
            return [{ key: term.key, weight: term.weight * weights.inner }];
          })
        : [],
    );
  }
}

/** One text into its units, without keeping anything. */
export function analyse(text: string, language?: string, tables: Tables = noTables): Analysis {
  return new Analyser(tables).analyse(text, language);
}
