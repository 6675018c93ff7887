/**
 * The engine’s numbers, chosen on the `development` set and the `dev` part of our own: docs/decisions/matching.md has the tables.
 */
export const weights = {
  /** A word in its own language beside its translation. */
  own: 0.2,
  /** A pair of characters inside a longer Chinese or Korean word, against the whole word. */
  pair: 0.4,
  /** A glossary concept behind a single word, and behind a phrase. */
  concept: 0.4,
  phraseConcept: 0.5,
  /** A word of a European language that no table knows, taken as a name or as English. */
  unknown: 0.8,
  /** The same where it is neither in English nor written like a name. */
  stranger: 0.2,
  /** A translated word with a capital, taken as a name as well. */
  name: 0.3,
  /** A word that sounds like an English one, is spelled almost like a cognate, or like a misspelt English word. */
  sound: 0.8,
  cognate: 0.8,
  misspelt: 0.5,
  /** The words of a phrase, or the parts of a German compound, that is known as a whole, beside what the whole means. */
  inner: 0.2,
  /** How far a word that is frequent in English at large counts less, and the rank at which it counts half. */
  common: 0.5,
  commonRank: 300,
  /** A word known only by a relative of its: a verb without its prefix, another word of its family, a part of it. */
  relative: 0.6,
  /** Weight below which a learnt translation gives way to a compound's parts. */
  sureness: 0.6,
  /** Parts of a compound, against the whole. */
  part: 1,
  /** 0: a translation counts by how rare it is itself; 1: by how rare the word's translations are together. */
  structured: 0.4,
  /** Exponent on translation weights. */
  sharpness: 1.2,
  /** How far the translations of one word share its weight, 0 to 1, in documents and in queries. */
  diluteDocument: 1,
  diluteQuery: 0.2,
  /** Saturation of term frequency and weight of length (BM25). */
  k1: 1,
  b: 0.75,
  /**
   * Nearness of whole texts by word vectors, against the geometric mean of what the query's words could bring and what the
   * best document brings of it.
   */
  nearness: 0.45,
  /** How far a word of the query that is rare here counts more in nearness, 0 to 1: what all stems say is in the vectors. */
  focus: 0.4,
  /** Best documents by words that nearness may rearrange. */
  candidates: 100,
};
