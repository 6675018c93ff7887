// Loanwords and names written in Hangul: 페로브스카이트 is perovskite. Both sides are reduced to classes of consonants,
// which transliteration keeps (rules of the National Institute of Korean Language for loanwords, read backwards), and
// candidates are then compared sound by sound.

const fineInitials = [
  'g',
  'k',
  'n',
  'd',
  't',
  'r',
  'm',
  'b',
  'p',
  's',
  's',
  '',
  'j',
  'j',
  'c',
  'k',
  't',
  'p',
  'h',
];
// a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i
const vowels = [
  'a',
  'e',
  'a',
  'e',
  'o',
  'e',
  'o',
  'e',
  'o',
  'wa',
  'we',
  'we',
  'o',
  'u',
  'wo',
  'we',
  'wi',
  'u',
  '',
  'i',
  'i',
];
// '' ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ
const finals = 'k k k n n n t l l l l l l l l m p p t t n t t k t p t'.split(' ');

/** A Hangul word by its consonant classes, and spelled out for comparison. */
export function hangulSound(word: string): { skeleton: string; spelled: string } {
  let spelled = '';
  for (const character of word) {
    const code = character.charCodeAt(0) - 0xac00;
    if (code < 0 || code > 11_171) continue;
    const final = code % 28;
    // ㅡ sounds nothing, but keeps two consonants apart.
    spelled += fineInitials[Math.floor(code / 588)]! + (vowels[Math.floor((code % 588) / 28)] || '-');
    if (final > 0) spelled += finals[final - 1];
  }
  spelled = squeeze(spelled).replaceAll('lr', 'l');
  return { skeleton: skeletonOf(spelled), spelled: spelled.replaceAll('-', '') };
}

const skeletonOf = (spelled: string): string =>
  Array.from(spelled, (letter, i) => (letter === 'h' && i > 0 ? '' : (classes[letter] ?? ''))).join('');

const squeeze = (text: string): string => text.replace(/(.)\1+/g, '$1');

// English spelling to sounds, in order. Upper case is done with.
const rules: [RegExp, string][] = [
  [/^(kn|gn|pn)/, 'N'],
  [/^wr/, 'R'],
  [/^ps/, 'S'],
  [/^x/, 'S'],
  [/^wh/, 'w'],
  [/(augh|ough|igh)/g, 'o'],
  [/tch|sch|sh|ch(?=[eiy])/g, 'S'],
  [/ch/g, 'C'],
  [/dg(?=[eiy])/g, 'J'],
  [/(t|s|c)i(?=on|al|an|ous)/g, 'S'],
  [/ph/g, 'F'],
  [/ck|cq/g, 'K'],
  [/qu/g, 'Kw'],
  [/q/g, 'K'],
  [/cc(?=[eiy])|x/g, 'KS'],
  [/c(?=[eiy])/g, 'S'],
  [/c/g, 'K'],
  [/gh/g, ''],
  [/g(?=[eiy])/g, 'J'],
  [/mb$/, 'M'],
  [/ng/g, 'N'],
  [/e$/, ''],
  [/y/g, 'i'],
];
const classes: Record<string, string> = {
  b: 'p',
  p: 'p',
  v: 'p',
  f: 'p',
  d: 't',
  t: 't',
  g: 'k',
  k: 'k',
  c: 's',
  s: 's',
  z: 's',
  j: 's',
  l: 'l',
  r: 'l',
  m: 'm',
  n: 'n',
  h: 'h',
  w: 'w',
};

/** An English word (letters, lower case) spelled by sound, and the consonant skeletons that Korean may give it. */
export function englishSound(word: string): { skeletons: string[]; spelled: string } {
  let spelled = word;
  for (const [pattern, sound] of rules) spelled = spelled.replace(pattern, sound);
  let variants = [spelled];
  const either = (pattern: RegExp, ...sounds: string[]): void => {
    if (variants.some((one) => pattern.test(one)))
      variants = variants.flatMap((one) => sounds.map((sound) => one.replace(pattern, sound)));
  };
  either(/th/g, 's', 't');
  // ch before a dark vowel, as in chromium or in chart; g before a light one, as in gel or in gear.
  either(/C/g, 'k', 's');
  either(/J/g, 's', 'k');
  // r is mute before a consonant and at the end, mostly.
  either(/r(?![aeiour])/g, '', 'r');
  const skeletons = new Set(variants.map((one) => skeletonOf(squeeze(one.toLowerCase()))));
  return {
    skeletons: [...skeletons].filter((skeleton) => skeleton.length > 1),
    spelled: squeeze(spelled.replaceAll('th', 's').toLowerCase()),
  };
}

const isVowel = (letter: string): boolean => 'aeiouw'.includes(letter);

/** 0 to 1: how alike two spelled sounds are. Vowels and voicing count less than the consonant itself. */
export function alike(one: string, other: string): number {
  const price = (letter: string): number =>
    isVowel(letter) ? 0.35 : letter === 'r' || letter === 'h' ? 0.5 : 1;
  let before = [0];
  for (let j = 1; j <= other.length; j++) before[j] = before[j - 1]! + price(other[j - 1]!);
  for (let i = 1; i <= one.length; i++) {
    const a = one[i - 1]!;
    const row = [before[0]! + price(a)];
    for (let j = 1; j <= other.length; j++) {
      const b = other[j - 1]!;
      let swap = 1;
      if (a === b) swap = 0;
      else if (isVowel(a) && isVowel(b)) swap = 0.2;
      else if (classes[a] !== undefined && classes[a] === classes[b]) swap = 0.15;
      row[j] = Math.min(before[j - 1]! + swap, before[j]! + price(a), row[j - 1]! + price(b));
    }
    before = row;
  }
  const total = Math.max(1, Math.min(one.length, other.length));
  return Math.max(0, 1 - before[other.length]! / total);
}
