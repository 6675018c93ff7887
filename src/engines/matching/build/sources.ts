import type { Language } from '../types.ts';

export type Foreign = Exclude<Language, 'en'>;

/** A row of the glossary: variants by language, the preferred one first. */
export interface GlossaryRow {
  /** True for the core vocabulary of general words: translated, but no concept of its own. */
  core: boolean;
  variants: Partial<Record<Language, string[]>>;
  /** In English: what the concept is, what somebody says who needs it, and who offers it. */
  definition?: string | undefined;
  need?: string | undefined;
  offer?: string | undefined;
}

/** A word of a bilingual dictionary with its senses in English, the most usual first. */
export interface Entry {
  language: Foreign;
  word: string;
  senses: string[];
  /** 1 for a dictionary of care, less for one of chance. */
  weight: number;
}

/** Two texts that say the same, or two bags of words about the same thing. */
export interface Parallel {
  language: Foreign;
  source: string;
  english: string;
  weight: number;
}

/** What English words, which mean the same, mean. */
export interface Definition {
  words: string[];
  text: string;
}

/** English word vectors, most frequent word first. */
export interface WordVectors {
  dimensions: number;
  words: string[];
  values: Float32Array;
}

/** Everything that tables are built from. */
export interface Sources {
  /** Names this state of the sources; kept in the tables. */
  digest: string;
  glossary: GlossaryRow[];
  entries: Entry[];
  parallels: Parallel[];
  definitions: Definition[];
  vectors?: WordVectors | undefined;
}
