// What may follow the stem of a verb or adjective, longest first.
const endings =
  '으면서 면서도 습니다 려는데 려는지 었는지 았는지 려는 는지 었고 았고 었으며 았으며 으니 는다 겠다 으려고 으므로 려고 려면 면서 지만 므로 도록 으면 으며 는데 어야 아야 어서 아서 었던 았던 었다 았다 던 는 은 을 고 며 면 지 기 게 자 려 어 아 음 거나'
    .split(' ')
    .sort((a, b) => b.length - a.length);

const first = 0xac00;
const last = 0xd7a3;

/** The syllable without its final consonant, where that is one of these (places in the Unicode order of finals). */
function open(syllable: string, finals: readonly number[]): string | undefined {
  const code = syllable.charCodeAt(0);
  if (!(code >= first && code <= last) || !finals.includes((code - first) % 28)) return undefined;
  return String.fromCharCode(code - ((code - first) % 28));
}

// ㅕ for ㅣ, ㅘ for ㅗ, ㅝ for ㅜ, ㅐ for ㅏ, in the Unicode order of vowels.
const contracted = new Map([
  [6, 20],
  [9, 8],
  [14, 13],
  [1, 0],
]);

/** The last syllable of a stem that has run together with 아 or 어: 높여 is 높이 + 어. */
function apart(syllable: string): string | undefined {
  const code = syllable.charCodeAt(0);
  if (!(code >= first && code <= last)) return undefined;
  const vowel = contracted.get(Math.floor(((code - first) % 588) / 28));
  if (vowel === undefined) return undefined;
  return String.fromCharCode(first + Math.floor((code - first) / 588) * 588 + vowel * 28);
}

/** Stems of verbs and adjectives that a word may be a form of: 줄이는, 줄일 and 줄여 are of 줄이(다). */
export function verbStems(word: string): string[] {
  const found = new Set<string>();
  const add = (stem: string): void => {
    if (stem === '') return;
    found.add(stem);
    const end = stem.slice(-1);
    const head = stem.slice(0, -1);
    // ㄴ, ㄹ, ㅂ and ㅆ may close the last syllable of a stem that ends in a vowel.
    const opened = open(end, [4, 8, 17, 20]);
    if (opened) found.add(head + opened);
    const parted = apart(opened ?? end);
    if (parted) found.add(head + parted);
  };
  for (const ending of endings)
    if (word.length > ending.length && word.endsWith(ending)) add(word.slice(0, -ending.length));
  if (word.endsWith('니다')) add(word.slice(0, -2));
  add(word);
  found.delete(word);
  return [...found];
}

/** True for what looks like a form of a verb: no loanword is sought behind it. */
export const isVerbal = (word: string): boolean =>
  /(니다|세요|는데|지만|면서|므로|도록|려고|려면|하려|하고자|해야|[고며면지게자려서해져여워]|[은는을던])$/u.test(
    word,
  ) || open(word.slice(-1), [8, 20]) !== undefined;
