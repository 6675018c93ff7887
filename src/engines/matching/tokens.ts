/** What a token is written in: `han` and `hangul` still hold several words, `latin` is one, `other` any other script. */
export type Script = 'han' | 'hangul' | 'latin' | 'other';

export interface Token {
  start: number;
  end: number;
  text: string;
  script: Script;
}

// One pass, no nesting of quantifiers: linear in the text whatever it holds. Digits and the Greek letters of formulae
// go with Latin letters, so that TiO₂, β-carotene, 5G and 3.5 stay whole words.
const pattern =
  /(\p{Script=Han}+)|(\p{Script=Hangul}+)|([\p{Script=Latin}\p{Script=Greek}\p{M}\p{N}]+(?:[.,]\p{N}+)*)|(\p{L}[\p{L}\p{M}]*)/gu;

/** No name or word is longer; what is longer (base64, sequences) is cut and never stemmed. */
const longest = 60;

export function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const whole = match[0];
    if (match[1] !== undefined) yield { start, end: start + whole.length, text: whole, script: 'han' };
    else if (match[2] !== undefined)
      yield { start, end: start + whole.length, text: whole, script: 'hangul' };
    else {
      const script = match[3] === undefined ? 'other' : 'latin';
      yield { start, end: start + whole.length, text: whole.slice(0, longest), script };
    }
  }
}
