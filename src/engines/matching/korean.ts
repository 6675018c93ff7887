// Josa (particles) and the endings of 하다/되다 verbs and 이다, longest first. Only what can follow a noun: technical
// texts carry their subject in nouns, so cutting down to the noun is what matching needs.
const endings = `
으로부터의 에서부터 으로부터 으로서의 으로써의 에서의 에게서 으로서 으로써 이라는 이라고 에서는 에서도 으로는 으로도 까지의 부터의
로부터 로서의 로써의 에게는 에는 에도 에의 로서 로써 로는 로도 라는 라고 까지 부터 보다 처럼 만큼 마다 조차 밖에 에게 에서 으로 이나 이며 이고
이다 입니다 이란 과의 와의 들의 들을 들이 들은 들에 들과 들로 들도 만을 만이 하기 하는 하여 하고 하며 하면 하게 하지 하다 한다 합니다 했다 했습니다
하였다 하였습니다 할 한 해서 해 하려고 하려면 하려 하고자 하도록 하므로 하면서 하지만 하는데 해야 하던 되도록 되므로 되면서 되지 되던 시키려 시키고자 되는 되어 되고 되며 된다 됩니다 되었다 되었습니다 될 된 됨 함 시키는 시켜 시킨 시킬 시키고 시킵니다 적인 적으로
적이고 적 화된 화하는 화 은 는 이 가 을 를 의 에 로 와 과 도 만 나 란 들 인`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length);

/** Particles alone: what may follow a noun of a single syllable without making it another word. */
const particles = [
  '을',
  '를',
  '은',
  '는',
  '이',
  '가',
  '에',
  '의',
  '로',
  '와',
  '과',
  '도',
  '에서',
  '으로',
  '까지',
  '부터',
];

/** A noun of one syllable under a particle (섬을, 막의); undefined for any other word. */
export function short(word: string): string | undefined {
  const rest = word.slice(1);
  return particles.includes(rest) ? word[0] : undefined;
}

/** Verb forms that end a sentence: no noun, and no loanword. */
export const isSentenceEnd = (word: string): boolean =>
  /(니다|세요|어요|아요|네요|었다|았다|했다|겠다)$/u.test(word);

/**
 * The forms that a Korean word (eojeol) may stand for, itself first, then without its endings one after the other.
 * Every form keeps at least two syllables. Which one is a word only a lexicon knows.
 */
export function forms(word: string): string[] {
  const found = [word];
  let rest = word;
  for (let depth = 0; depth < 3; depth++) {
    const ending = endings.find((one) => rest.length - one.length >= 2 && rest.endsWith(one));
    if (!ending) break;
    rest = rest.slice(0, -ending.length);
    found.push(rest);
  }
  return found;
}

// Endings that are also last syllables of many nouns (회의, 평가, 효과, 온도): cut only where something vouches for it.
const doubtful = new Set([
  '이',
  '가',
  '의',
  '과',
  '도',
  '로',
  '나',
  '만',
  '들',
  '인',
  '한',
  '할',
  '해',
  '화',
  '적',
  '함',
  '된',
  '될',
]);

/** The noun in a word that no lexicon knows: certain endings go; a doubtful one only from a word of four or more. */
export function strip(word: string): string {
  for (const form of forms(word).slice(1)) {
    const ending = word.slice(form.length);
    if (!doubtful.has(ending) || word.length >= 4) return form;
  }
  return word;
}
