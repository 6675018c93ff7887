import { detectAll } from 'tinyld';

const SAMPLE = 300;
/** Below this, words are too few to tell languages of one script apart. */
const LETTERS = 24;
/** Languages that offers are written in; rare and made-up ones would only claim texts full of names and formulas. */
const ONLY =
  'en de it fr es pt nl sv da no fi is pl cs sk hu ro bg sr hr sl et lv lt el tr ru uk ar he fa hi th vi id ms'.split(
    ' ',
  );

/** The commonest short words; a text in technical English has them even where its terms look like anything else. */
const FUNCTION_WORDS: Record<string, string> = {
  en: 'the of and to in is for that with are by as be on this an which can from or has have their it these',
  de: 'der die das und ist von mit den für ein eine zu auf im dem nicht des sich wird werden auch als bei durch eines',
  it: 'il di che è la per una con del della dei delle sono un gli nel alla da anche le più questo nella come',
  fr: 'le les des est une dans pour par sur qui du et un la que avec sont au aux cette ce plus ou ses',
  es: 'el los las una que es por con del para se en y un la su al como más este esta entre son',
  pt: 'o os as uma que é por com do da para se em e um não dos das ao no na mais como são',
  nl: 'de het een van en is voor met op te dat die zijn door aan wordt worden niet bij ook als naar',
};
const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/** The language with at least three function words, and twice as many as any other (Grefenstette, JADT 1995). */
function byFunctionWords(sample: string): string | undefined {
  const hits = new Map<string, number>();
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu)) {
    for (const language of languagesOf.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + 1);
  }
  const [first, second] = [...hits].sort(([, a], [, b]) => b - a);
  return first && first[1] >= 3 && first[1] >= 2 * (second?.[1] ?? 0) ? first[0] : undefined;
}

/**
 * The language that a text begins in, as BCP 47, judged by its first 300 characters without addresses; undefined where
 * that is too short or too mixed to say. Chinese, Japanese and Korean are told by their script, Chinese from a single word.
 */
export function detectLanguage(text: string): string | undefined {
  const sample = text
    .slice(0, 2 * SAMPLE)
    .replace(/https?:\/\/\S+|\S{1,64}@\S+/g, ' ')
    .slice(0, SAMPLE);
  const count = (script: RegExp) => sample.match(script)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  if (letters === 0) return undefined;
  const hangul = count(/\p{Script=Hangul}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(/\p{Script=Han}/gu);
  // A character carries about as much as three Latin letters, and foreign names and terms are common.
  if (3 * (hangul + kana + han) > count(/\p{Script=Latin}/gu)) {
    if (hangul > han / 2) return 'ko';
    return kana > han / 10 ? 'ja' : 'zh';
  }
  if (letters < LETTERS) return undefined;
  const common = byFunctionWords(sample);
  if (common !== undefined) return common;
  const [first, second] = detectAll(sample, { only: ONLY });
  if (!first || first.accuracy < 2 * (second?.accuracy ?? 0)) return undefined;
  return first.lang;
}
