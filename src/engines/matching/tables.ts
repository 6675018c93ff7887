import type { Language, Term } from './types.ts';

/** The built artefacts, as read from their files. Every one may be missing. */
export interface TableBuffers {
  lexicon?: ArrayBuffer | undefined;
  vectors?: ArrayBuffer | undefined;
}

/** What the engine knows of languages beyond rules: translations into English stems, glossary phrases, vectors. */
export interface Tables {
  /** Digest of what the tables were built from; an index made with other tables is of no use. */
  readonly digest: string;
  /** Weighted English stems of a word, in the form that `analyse` looks words up by. */
  translate(word: string, language: Language): readonly Term[] | undefined;
}

/** No translations: words are matched in their own language, names, numbers and formulae across all. */
export const noTables: Tables = { digest: '', translate: () => undefined };

export function loadTables(buffers: TableBuffers): Tables {
  if (!buffers.lexicon) return noTables;
  return noTables;
}
