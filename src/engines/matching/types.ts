/** The languages that texts are matched across; every other text is matched by its words as they stand. */
export const languages = ['zh', 'en', 'de', 'it', 'ko', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];

/**
 * One thing that a document can be found by. Three spaces share one dictionary:
 * a bare key is an English stem or a verbatim name, number or formula; `zh:电池` is a word in its own language;
 * `#12` is a concept of the glossary. Weights are in (0, 1].
 */
export interface Term {
  key: string;
  weight: number;
}

/** A word, compound or glossary phrase of a text: where it stands (UTF-16 offsets) and what it is found by. */
export interface Unit {
  start: number;
  end: number;
  text: string;
  language: Language;
  terms: readonly Term[];
}

/** A text taken apart. `languages` are those met, the text's own first. */
export interface Analysis {
  language: Language;
  units: Unit[];
}

/** A part of a document. `weight` says how much a word here counts against one in a body text (1). */
export interface Field {
  text: string;
  language?: string | undefined;
  weight?: number | undefined;
}

/**
 * Why a document was found. `kind`: `word` the same word or its translation, `concept` the same glossary term,
 * `meaning` nearness of the whole texts, `boost` the caller's own preference. Weights of a result add up to its score.
 */
export interface Reason {
  kind: 'word' | 'concept' | 'meaning' | 'boost';
  /** The query's words as written there; empty for `meaning` and `boost`. */
  query: string;
  /** The document's words as written there; empty unless `SearchOptions.fields` gives them. */
  document: string;
  /** The terms in between, as English stems or as `language:word`. */
  through: string[];
  weight: number;
}

export interface Result {
  id: string;
  /** 0 to about 1: the share of the query's words that this document answers, and a little for nearness of the whole. */
  score: number;
  reasons: Reason[];
}

export interface SearchOptions {
  /** How many results, 10 by default. */
  top?: number | undefined;
  /** Hard filter, asked only about documents that would otherwise be in the answer. */
  filter?: ((id: string) => boolean) | undefined;
  /** Soft preference: a factor, held within 1 and 1.5. */
  boost?: ((id: string) => number) | undefined;
  /** The document's fields as they were added, so that reasons quote its own words. */
  fields?: ((id: string) => readonly Field[] | undefined) | undefined;
  /** false scores every document: slower, the same answer. For tests and measurements. */
  pruning?: boolean | undefined;
}

/** Half-open UTF-16 range of a text. */
export interface Span {
  start: number;
  end: number;
}
