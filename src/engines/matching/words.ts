import type { Jieba } from '@node-rs/jieba';
import { cut, simplify } from './chinese.ts';
import { fold, Memo, stem } from './stems.ts';
import { isStopWord } from './stop-words.ts';
import { tokens } from './tokens.ts';
import type { Language } from './types.ts';

/** A word of a text before anything is known about it. */
export interface Word {
  start: number;
  end: number;
  text: string;
  language: Language;
  /** What the word is looked up by in its language; empty for a stop word. Chinese: simplified; Korean: as written. */
  key: string;
  /** Names of parts, acronyms, formulae, numbers: the same in every language. */
  verbatim: boolean;
  /** One object for all occurrences of a Latin word in a language, to keep what was found out about it. */
  form?: Form;
  /** True where only a space, a hyphen, stop words or nothing stand between this and the word before. */
  joined: boolean;
}

const breaks = /[.,;:!?。，；：！？、()[\]{}"\n\r|•/]/;

/** The words of a text in order, stop words included with an empty key. `main` is the text's language. */
export function words(text: string, main: Language, segmenter?: Jieba): Word[] {
  const found: Word[] = [];
  let before = 0;
  for (const token of tokens(text)) {
    // One space between two words is by far the most frequent.
    const spaced = token.start - before === 1 && text.charCodeAt(before) === 32;
    const joined = found.length > 0 && (spaced || !breaks.test(text.slice(before, token.start)));
    before = token.end;
    if (token.script === 'han') {
      let start = token.start;
      for (const word of cut(simplify(token.text), segmenter)) {
        const end = start + word.length;
        const key = isStopWord(word, 'zh') ? '' : word;
        found.push({
          start,
          end,
          text: text.slice(start, end),
          language: 'zh',
          key,
          verbatim: false,
          joined: joined || start > token.start,
        });
        start = end;
      }
    } else if (token.script === 'hangul') {
      const { start, end, text: word } = token;
      const key = isStopWord(word, 'ko') ? '' : word;
      found.push({ start, end, text: word, language: 'ko', key, verbatim: false, joined });
    } else {
      const language = main === 'zh' || main === 'ko' ? 'en' : main;
      const { start, end, text: word } = token;
      const form = keys[language].peek(word) ?? keys[language].keep(word, latin(word, language));
      const { key, verbatim } = form;
      found.push({ start, end, text: word, language, key, verbatim, form, joined });
    }
  }
  return found;
}

type European = Exclude<Language, 'zh' | 'ko'>;
/** A Latin word by what it is looked up by. */
export interface Form {
  readonly key: string;
  readonly verbatim: boolean;
  /** What an analyser has found out about it, and which. */
  by?: object;
  found?: unknown;
}
const memo = (): Memo<Form> => new Memo(200_000);
const keys: Record<European, ReturnType<typeof memo>> = {
  en: memo(),
  de: memo(),
  it: memo(),
  fr: memo(),
  es: memo(),
};

function latin(text: string, language: European): Form {
  const word = text.normalize('NFKC').toLowerCase();
  if (/\p{N}/u.test(word)) return { key: fold(word), verbatim: true };
  if (word.length === 1 || isStopWord(word, language)) return { key: '', verbatim: false };
  return { key: stem(word, language), verbatim: false };
}
