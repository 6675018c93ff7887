/** Matching across languages, with reasons: see README.md beside this file. */
export { Analyser, analyse, longestText } from './analyse.ts';
export { highlight } from './highlight.ts';
export { identify } from './language.ts';
export { createIndex, MatchIndex, type Query } from './match-index.ts';
export { quote } from './reasons.ts';
export { largestBoost } from './search.ts';
export { loadTables, noTables, type TableBuffers, type Tables } from './tables.ts';
export {
  type Analysis,
  type Field,
  type Language,
  languages,
  type Reason,
  type Result,
  type SearchOptions,
  type Span,
  type Term,
  type Unit,
} from './types.ts';
