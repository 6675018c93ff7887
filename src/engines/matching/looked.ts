import type { Meaning, Tables } from './tables.ts';
import type { Term } from './types.ts';

/** What was found out about a word. */
export interface Looked {
  /** What the word is looked up by as the first of a phrase, and inside one. */
  form: string;
  terms: readonly Term[];
  reach: number;
}

/** A meaning that has translations. */
export function translated(tables: Tables, key: string): Meaning | undefined {
  const meaning = tables.meaning(key);
  return meaning && meaning.stems.length > 0 ? meaning : undefined;
}
