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

// Letters and digits of ASCII, 1; full stop and comma, which may stand inside a number, 2.
const ascii = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  ascii[code] = /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : code === 44 || code === 46 ? 2 : 0;

/** End of the word that begins at `start`, where it and what follows are plain ASCII: most are, and need no expression. */
function plainEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code > 127) return start;
    const kind = ascii[code]!;
    if (kind === 1) continue;
    if (kind === 0) return end;
    const next = text.charCodeAt(end + 1);
    return ascii[next] === 1 || next > 127 ? start : end;
  }
  return end;
}

/** The words of a text, in order. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code < 128 && ascii[code] !== 1) {
      at++;
      continue;
    }
    const plain = code < 128 ? plainEnd(text, at) : at;
    if (plain > at) {
      const end = Math.min(plain, at + longest);
      found.push({ start: at, end: plain, text: text.slice(at, end), script: 'latin' });
      at = plain;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    const start = match.index;
    const whole = match[0];
    at = start + whole.length;
    if (match[1] !== undefined) found.push({ start, end: at, text: whole, script: 'han' });
    else if (match[2] !== undefined) found.push({ start, end: at, text: whole, script: 'hangul' });
    else {
      const script = match[3] === undefined ? 'other' : 'latin';
      found.push({ start, end: at, text: whole.slice(0, longest), script });
    }
  }
  return found;
}
