/** ISO 3166-1 alpha-2, officially assigned. */
export const countries: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
    'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
    'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
    'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
    'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
    'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
export const isCurrency = (code: string): boolean => currencies.has(code);

/** How a code of each scheme is written. */
const schemes: Readonly<Record<string, RegExp>> = {
  ipc: /^[A-H](\d{2}([A-Z](\d{1,4}(\/\d{2,6})?)?)?)?$/,
  cpc: /^[A-HY](\d{2}([A-Z](\d{1,4}(\/\d{2,6})?)?)?)?$/,
  gbt4754: /^[A-T](\d{2,4})?$/,
  isic: /^[A-V](\d{2,4})?$|^\d{2,4}$/,
  ics: /^\d{2}(\.\d{3}(\.\d{2})?)?$/,
  sdg: /^([1-9]|1[0-7])(\.[0-9a-z]{1,2}){0,2}$/,
};
export const schemeNames: readonly string[] = Object.keys(schemes);

/** `scheme:code` with a known scheme and a code written as that scheme writes them. */
export function isCode(text: string): boolean {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, colon);
  return colon > 0 && Object.hasOwn(schemes, scheme) && schemes[scheme]!.test(text.slice(colon + 1));
}

/** ISO 17442: 20 characters, the last two check digits by ISO 7064 MOD 97-10. */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}\d{2}$/.test(text)) return false;
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

/** ORCID iD, with or without its address; the last character checks by ISO 7064 MOD 11-2. */
export function isOrcid(text: string): boolean {
  const bare = text.replace(/^https:\/\/orcid\.org\//, '');
  if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(bare)) return false;
  const digits = bare.replaceAll('-', '');
  let total = 0;
  for (const digit of digits.slice(0, 15)) total = (total + Number(digit)) * 2;
  const expected = (12 - (total % 11)) % 11;
  return digits[15] === (expected === 10 ? 'X' : String(expected));
}

/** ROR id, with or without its address: Crockford base 32 and two digits that check by ISO 7064 MOD 97-10. */
export function isRor(text: string): boolean {
  const bare = text.replace(/^https:\/\/ror\.org\//, '');
  if (!/^0[a-hjkmnp-tv-z0-9]{6}\d{2}$/.test(bare)) return false;
  const value = [...bare.slice(0, 7)].reduce(
    (sum, letter) => sum * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter),
    0,
  );
  return 98 - ((value * 100) % 97) === Number(bare.slice(7));
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Written as GB 32100-2015 says; the check digit is asked for apart, since some issued codes fail it. */
export const isUsccShaped = (text: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text);

/** GB 32100-2015, annex A: weights are the powers of 3 modulo 31. */
export function usccChecks(text: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const letter of text.slice(0, 17)) {
    sum += usccAlphabet.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return usccAlphabet[(31 - (sum % 31)) % 31] === text[17];
}
