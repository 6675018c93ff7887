import { cut, pairs, simplify } from './chinese.ts';
import { forms, strip } from './korean.ts';
import { identify, known } from './language.ts';
import { fold, Memo, stem } from './stems.ts';
import { isStopWord } from './stop-words.ts';
import { noTables, type Tables } from './tables.ts';
import { tokens } from './tokens.ts';
import type { Analysis, Language, Term, Unit } from './types.ts';

/** What a text is cut at: the rest of a longer one is not read. */
export const longestText = 250_000;

/** What a word in its own language weighs beside its translation, which is worth 1. */
const own = 0.3;
/** What a pair of characters inside a longer Chinese or Korean word weighs. */
const inside = 0.4;

const none: readonly Term[] = [];

/** Texts into units, by one set of tables; keeps what it has found out about words. */
export class Analyser {
  readonly tables: Tables;
  readonly #words = new Memo<readonly Term[]>(200_000);

  constructor(tables: Tables = noTables) {
    this.tables = tables;
  }

  /** `language` is a BCP 47 tag, detected where missing or not one of the seven. */
  analyse(text: string, language?: string): Analysis {
    const whole = text.length > longestText ? text.slice(0, longestText) : text;
    const main =
      known(language) ?? identify(whole, (word, of) => this.tables.translate(word, of) !== undefined);
    const units: Unit[] = [];
    for (const token of tokens(whole)) {
      if (token.script === 'han') this.#chinese(token.start, token.text, units);
      else if (token.script === 'hangul') this.#push(units, token.start, token.text, 'ko');
      else
        this.#push(units, token.start, token.text, main === 'zh' || main === 'ko' ? 'en' : main, token.end);
    }
    return { language: main, units };
  }

  #push(units: Unit[], start: number, text: string, language: Language, end = start + text.length): void {
    const terms = this.#words.get(`${language}:${text}`, () => this.#terms(text, language));
    if (terms.length > 0) units.push({ start, end, text, language, terms });
  }

  #chinese(start: number, run: string, units: Unit[]): void {
    let at = start;
    for (const word of cut(simplify(run))) {
      this.#push(units, at, word, 'zh');
      at += word.length;
    }
  }

  #terms(text: string, language: Language): readonly Term[] {
    if (language === 'zh') return this.#chineseTerms(text);
    if (language === 'ko') return this.#koreanTerms(text);
    const word = text.normalize('NFKC').toLowerCase();
    if (isStopWord(word, language) || (word.length === 1 && !/\p{N}/u.test(word))) return none;
    if (/\p{N}/u.test(word)) return [{ key: fold(word), weight: 1 }];
    if (language === 'en') return [{ key: stem(fold(word), 'en'), weight: 1 }];
    const root = stem(word, language);
    const translated = this.tables.translate(root, language) ?? [{ key: stem(fold(word), 'en'), weight: 1 }];
    return [...translated, { key: `${language}:${root}`, weight: own }];
  }

  #chineseTerms(word: string): readonly Term[] {
    if (isStopWord(word, 'zh')) return none;
    const translated = this.tables.translate(word, 'zh') ?? none;
    const weight = translated.length > 0 ? own : 1;
    const parts =
      word.length > 2 ? pairs(word).map((pair) => ({ key: `zh:${pair}`, weight: inside * weight })) : none;
    return [...translated, { key: `zh:${word}`, weight }, ...parts];
  }

  #koreanTerms(word: string): readonly Term[] {
    const candidates = forms(word);
    if (candidates.some((form) => isStopWord(form, 'ko'))) return none;
    const root = candidates.find((form) => this.tables.translate(form, 'ko')) ?? strip(word);
    const translated = this.tables.translate(root, 'ko') ?? none;
    const weight = translated.length > 0 ? own : 1;
    const parts =
      root.length > 2 ? pairs(root).map((pair) => ({ key: `ko:${pair}`, weight: inside * weight })) : none;
    return [...translated, { key: `ko:${root}`, weight }, ...parts];
  }
}

/** One text into its units, without keeping anything. */
export function analyse(text: string, language?: string, tables: Tables = noTables): Analysis {
  return new Analyser(tables).analyse(text, language);
}
