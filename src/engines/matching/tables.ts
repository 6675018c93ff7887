import type { Jieba } from '@node-rs/jieba';
import { decodeLines, unpack } from './binary.ts';
import { lexiconFormat } from './build/lexicon.ts';
import { vectorsFormat } from './build/vectors.ts';
import { segmenterWith } from './chinese.ts';
import { Nearest } from './cognates.ts';
import { check, fnv } from './hash.ts';
import { bySound, bySpelling, misspelt } from './likeness.ts';
import { fold } from './stems.ts';
import type { Language, Term } from './types.ts';

/** The built artefacts, as read from their files. Every one may be missing. */
export interface TableBuffers {
  lexicon?: ArrayBuffer | undefined;
  vectors?: ArrayBuffer | undefined;
}

/** What a key stands for: English stems and glossary concepts (`#12`), with weights up to 1. */
export interface Meaning {
  stems: readonly Term[];
  concepts: readonly string[];
  /** Words in the longest phrase that begins with this key; 0 where none does. */
  reach: number;
}

export interface Vectors {
  dimensions: number;
  rows: number;
  values: Int8Array;
  /** What a row's values are to be multiplied by. */
  scales: Float32Array;
}

/** What the engine knows of languages beyond rules: translations into English stems, glossary phrases, vectors. */
export interface Tables {
  /** Digest of what the tables were built from; an index made with other tables is of no use. */
  readonly digest: string;
  readonly vectors: Vectors | undefined;
  /** `de:elektrolyt` for a word, `it|batteri stat solid` for a phrase. */
  meaning(key: string): Meaning | undefined;
  /** English stems, the most frequent first; those with a vector come before all others. */
  vocabulary(): readonly string[];
  /** Place of a stem in the vocabulary, its row among the vectors; -1 for an unknown one. */
  row(stem: string): number;
  /** English words that sound like a word in Hangul or are spelled almost like one of Europe, as stems. */
  soundsLike(word: string): readonly Term[];
  spelledLike(word: string, language: Exclude<Language, 'zh' | 'ko'>): readonly Term[];
  /** Words of a language's own dictionary that a word may be a misspelling of, the nearest first. */
  misspelt(word: string, language: Exclude<Language, 'zh' | 'ko' | 'en'>): readonly string[];
  /** Chinese words as the glossary knows them, beside the segmenter's own. */
  segmenter(): Jieba | undefined;
}

/** No translations: words are matched in their own language, names, numbers and formulae across all. */
export const noTables: Tables = {
  digest: '',
  vectors: undefined,
  meaning: () => undefined,
  vocabulary: () => [],
  row: () => -1,
  soundsLike: () => [],
  spelledLike: () => [],
  misspelt: () => [],
  segmenter: () => undefined,
};

/** Reads tables where they lie; `noTables` where the lexicon is missing or of another format. */
export function loadTables(buffers: TableBuffers): Tables {
  const file = buffers.lexicon && unpack(lexiconFormat, buffers.lexicon);
  if (!file) return noTables;
  const slots = file.get('slots', Uint32Array);
  const checks = file.get('checks', Uint32Array);
  const starts = file.get('starts', Uint32Array);
  const targets = file.get('targets', Uint32Array);
  const weights = file.get('weights', Uint8Array);
  const reaches = file.get('reaches', Uint8Array);
  const stems = Number(file.about['stems']);
  const lines = new Map<string, readonly string[]>();
  const list = (name: string): readonly string[] => {
    const known = lines.get(name);
    if (known) return known;
    const decoded = decodeLines(file.get(name, Uint8Array));
    lines.set(name, decoded);
    return decoded;
  };
  const sounds = {
    hashes: file.get('sound-hashes', Uint32Array),
    words: file.get('sound-words', Uint32Array),
  };
  let rowOf: Map<string, number> | undefined;
  let nearest: Nearest | undefined;
  const written = new Map<string, Nearest>();
  let segmenter: Jieba | undefined;
  const vectors = buffers.vectors && unpack(vectorsFormat, buffers.vectors);
  return {
    digest: String(file.about['digest']),
    vectors:
      vectors && vectors.about['digest'] === file.about['digest']
        ? {
            dimensions: Number(vectors.about['dimensions']),
            rows: Number(vectors.about['rows']),
            values: vectors.get('values', Int8Array),
            scales: vectors.get('scales', Float32Array),
          }
        : undefined,
    meaning(key) {
      let slot = fnv(key) & (slots.length - 1);
      // Most keys that are asked for are not there: their slot is empty.
      if (slots[slot] === 0) return undefined;
      const sign = check(key);
      for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
        const entry = slots[slot]! - 1;
        if (checks[entry] !== sign) continue;
        const vocabulary = list('vocabulary');
        const found: Term[] = [];
        const concepts: string[] = [];
        for (let at = starts[entry]!; at < starts[entry + 1]!; at++) {
          const target = targets[at]!;
          if (target >= stems) concepts.push(`#${target - stems}`);
          else found.push({ key: vocabulary[target]!, weight: weights[at]! / 255 });
        }
        return { stems: found, concepts, reach: reaches[entry]! };
      }
      return undefined;
    },
    vocabulary: () => list('vocabulary'),
    row(stem) {
      rowOf ??= new Map(list('vocabulary').map((one, row) => [one, row]));
      return rowOf.get(stem) ?? -1;
    },
    soundsLike: (word) => bySound(word, sounds, list('words')),
    spelledLike(word, language) {
      nearest ??= new Nearest(list('cognates'));
      return bySpelling(word, language, nearest, list('words'));
    },
    misspelt(word, language) {
      const known = list(`written-${language}`);
      let near = written.get(language);
      if (!near) {
        near = new Nearest(known.map(fold));
        written.set(language, near);
      }
      return misspelt(word, near, known);
    },
    segmenter() {
      segmenter ??= segmenterWith(list('chinese'));
      return segmenter;
    },
  };
}
