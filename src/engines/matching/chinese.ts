import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { Converter, type ConverterFunction } from 'opencc-js/t2cn';

let jieba: Jieba | undefined;
let converter: ConverterFunction | undefined;

/** Traditional to simplified characters, keeping every offset: a conversion that changes the length is not taken. */
export function simplify(text: string): string {
  if (!converter) converter = Converter({ from: 'tw', to: 'cn' });
  const convert: ConverterFunction = converter;
  // 著 is 着 in traditional texts, and itself in simplified ones (显著); 噁 is 恶, and itself in 二噁英.
  const plain = text.replace(/[著噁]/g, '');
  if (plain !== text && convert(plain) === plain) return text;
  const converted = convert(text);
  if (converted.length === text.length) return converted;
  return Array.from(text, (character) => {
    const one = convert(character);
    return one.length === character.length ? one : character;
  }).join('');
}

/** A segmenter that takes these words for words; loading takes about 150 ms. */
export function segmenterWith(words: readonly string[]): Jieba {
  const made = Jieba.withDict(dict);
  if (words.length > 0)
    made.loadDict(new TextEncoder().encode(words.map((word) => `${word} 2000 n`).join('\n')));
  return made;
}

/** Words of a run of simplified Chinese characters, in order, together the whole run. */
export function cut(run: string, segmenter?: Jieba): string[] {
  if (!segmenter) jieba ??= Jieba.withDict(dict);
  return (segmenter ?? jieba!).cut(run, true);
}

/** Overlapping pairs of characters: they find 电池 inside 固态电池 whatever the segmenter made of it. */
export function pairs(word: string): string[] {
  const characters = Array.from(word);
  return characters.slice(1).map((character, i) => characters[i]! + character);
}
