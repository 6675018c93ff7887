/**
 * E-mail addresses and telephone numbers out of a text. Better a number left standing than a patent, a date or a
 * substance made unreadable: a number counts as a telephone's only in a form that telephones have, or right behind a
 * word that says so. Every expression is bounded, so the time is linear in the length of the text.
 */
export const CONTACT = '[contact]';

export interface Redacted {
  text: string;
  /** What was taken out, in order, each once. */
  contacts: string[];
}

const LOCAL = '[A-Za-z0-9](?:[\\w.+%-]{0,62}[\\w+-])?';
const START = '(?<![\\w.+%-])';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const TOP = '[A-Za-z]{2,24}(?![A-Za-z0-9-])';
/** `(at)`, `[at]`, `{at}`, `<at>` with or without spaces. */
const AT = '\\s{0,3}[([{<]\\s?(?:at|AT|At|@|ät)\\s?[)\\]}>]\\s{0,3}';
const DOT =
  '(?:\\s{0,3}[([{<]\\s?(?:dot|DOT|Dot|punkt|\\.)\\s?[)\\]}>]\\s{0,3}|\\s{1,3}(?:dot|DOT|Dot)\\s{1,3})';

/** Each way of writing an address with what a text must have for it: most texts have none of them. */
const EMAILS: { needs: RegExp; pattern: RegExp }[] = [
  // name@uni.edu, name @ uni.edu, name＠uni.edu; where words were run together the top-level domain takes what follows.
  {
    needs: /[@＠]/,
    pattern: new RegExp(`${START}${LOCAL}\\s?[@＠]\\s?(?:${LABEL}\\.){1,8}${TOP}`, 'g'),
  },
  // name (at) uni.edu, name [at] uni [dot] edu
  {
    needs: /[([{<]\s?(?:at|AT|At|@|ät)\s?[)\]}>]/,
    pattern: new RegExp(`${START}${LOCAL}${AT}(?:${LABEL}(?:\\.|${DOT})){1,8}${TOP}`, 'g'),
  },
  // name at uni dot edu
  {
    needs: /(?:dot|DOT|Dot|punkt|[([{<]\s?\.)/,
    pattern: new RegExp(`${START}${LOCAL}\\s{1,3}(?:at|AT)\\s{1,3}(?:${LABEL}${DOT}){1,4}${TOP}`, 'g'),
  },
];

/** No telephone number begins inside a longer number, a code, an address or a file number. */
const ALONE = '(?<![\\p{L}\\d#_=&%:]|[\\d\\p{Lu}][.,/-]|[-.,/]\\d{0,1})';
const ENDS = '(?![\\d%‰°]|[-.,/]\\d|\\s?(?:µ|μ|°|[nmkMG]?(?:m|Hz|eV|V|W|g|L|Pa|bar|psi|rpm|ppm)\\b))';
/** Country codes of ITU-T E.164. */
const COUNTRY =
  '(?:1|7|2[07]|2[1-689]\\d|3[0-469]|3[578]\\d|4[013-9]|42\\d|5[1-8]|5[09]\\d|6[0-6]|6[7-9]\\d|8[1246]|8[0578]\\d|9[0-58]|9[679]\\d)';
const GAP = '(?:[-.\\s\\u00A0\\u2010-\\u2013/]|\\s?[-–]\\s?)';
const EXTENSION = '(?:\\s{0,2}(?:,\\s?)?(?:ext\\.?|extension|x|转|分机)\\s{0,2}\\d{1,6})?';
const SAID =
  '(?:\\b(?:tel(?:ephone|efono|efon)?|tél|phone|mobile|cell(?:ular|ulare)?|handy|mobil|fax|telefax|whatsapp|hotline|call us at)\\b(?:\\s(?:number|no|nr|n))?|\\b[tfmp](?=:)|电话|電話|手机|手機|传真|傳真|座机|热线|联系方式|전화(?:번호)?|휴대폰|휴대전화|팩스)';

const PHONES = [
  // +49 711 685-0, +86-512-6278 1234, +1 (301) 496-6402, 0049 711 6850
  new RegExp(
    `${ALONE}(?:\\+|00)\\s?${COUNTRY}(?:${GAP}?\\(0\\)\\d{0,5}|${GAP}?\\(\\d{1,5}\\))?(?:${GAP}{1,2}\\(?\\d{1,5}\\)?){1,6}${EXTENSION}${ENDS}`,
    'gu',
  ),
  // +8613800138000
  new RegExp(`${ALONE}\\+${COUNTRY}\\d{7,12}${EXTENSION}${ENDS}`, 'gu'),
  // (301) 496-6402, 301-496-6402, 301.496.6402, 301/496-6402; the plan of North America has no 0 or 1 in front
  new RegExp(
    `${ALONE}(?:1[-. ])?(?:\\([2-9]\\d{2}\\)[\\s-]{0,3}|\\(?[2-9]\\d{2}(?:\\)[\\s-]{0,3}|\\s?[-–]\\s?|/))[2-9]\\d{2}\\s?[-–. ]\\s?\\d{4}${EXTENSION}${ENDS}`,
    'gu',
  ),
  new RegExp(`${ALONE}[2-9]\\d{2}\\.[2-9]\\d{2}\\.\\d{4}${EXTENSION}${ENDS}`, 'gu'),
  // 138 0013 8000, 13800138000
  new RegExp(`${ALONE}1[3-9]\\d([- ]?)\\d{4}\\1\\d{4}${ENDS}`, 'gu'),
  // 0512-62781234, (010) 6278 1234, 010-1234-5678, 02-880-1234, 400-820-1234, 400-8201234
  new RegExp(
    `${ALONE}(?:\\(0\\d{1,3}\\)\\s?|0\\d{1,3}[-–]|400[-–])(?:[1-9]\\d{6,7}|[1-9]\\d{2,3}[- ]\\d{4})(?:-\\d{1,5})?${EXTENSION}${ENDS}`,
    'gu',
  ),
];

/** Any number of 6 to 15 digits right behind a word for a telephone. */
const SAID_PHONE = new RegExp(
  `(${SAID}[ \\u00A0]{0,3}[.:：]{0,2}[ \\u00A0]{0,3})(\\+?[\\d(][\\d \\u00A0()./–-]{4,24}\\d${EXTENSION})(?![\\d%]|\\s?[nmkMG]?(?:m|Hz|eV|V|W|g)\\b)`,
  'giu',
);

/** Six digits near one another, without which no telephone number is looked for. */
const DIGITS = /\d(?:[^\p{L}\d]{0,24}\d){5}/u;

const digitsOf = (text: string): number => text.replace(/\D/g, '').length;

/** A passage about rights, where numbers of any form are file numbers. */
const FILED = /(?:patent|application|publication|专利|专利号|申请号|公开号|특허)\D{0,12}$/iu;

export function redactContacts(text: string): Redacted {
  let current = text;
  const found: { at: number; contact: string }[] = [];
  // Taking one number out can uncover the next one ("…-6402/496-1494"); a few rounds settle it.
  for (let round = 0; round < 4; round++) {
    const before = current;
    for (const { needs, pattern } of EMAILS)
      if (needs.test(current)) current = take(current, pattern, () => true, found);
    if (!DIGITS.test(current)) {
      if (current === before) break;
      continue;
    }
    current = current.replace(SAID_PHONE, (whole, word: string, number: string, at: number) => {
      const digits = digitsOf(number);
      const certain = /[.:：]\s*$/.test(word) || /[-()+]|\d{6}/.test(number);
      if (digits < 6 || digits > 17 || !certain || isYears(number)) return whole;
      found.push({ at, contact: number });
      return `${word}${CONTACT}`;
    });
    for (const pattern of PHONES) {
      current = take(
        current,
        pattern,
        (number, at, all) => isPhone(number, all.slice(Math.max(0, at - 40), at)),
        found,
      );
    }
    if (current === before) break;
  }
  return { text: current, contacts: [...new Set(found.map(({ contact }) => contact.trim()))] };
}

const isYears = (number: string): boolean =>
  /^(?:1[89]|20)\d{2}\s?[-–/.]\s?(?:(?:1[89]|20)?\d{2})\b/.test(number);

function isPhone(number: string, before: string): boolean {
  const digits = digitsOf(number);
  // Eight digits in two halves can be an ISSN (0031-3203).
  const least = number.startsWith('00') ? 10 : 8;
  return digits >= least && digits <= 17 && !FILED.test(before);
}

function take(
  text: string,
  pattern: RegExp,
  accept: (match: string, at: number, all: string) => boolean,
  found: { at: number; contact: string }[],
): string {
  return text.replace(pattern, (match: string, ...rest: unknown[]) => {
    const at = rest.find((value): value is number => typeof value === 'number') as number;
    if (!accept(match, at, text)) return match;
    found.push({ at, contact: match });
    return CONTACT;
  });
}
