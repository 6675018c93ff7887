/** Builds the tables from plain sources: pure and deterministic, about a minute. */
import { contrast } from './contrast.ts';
import { buildLexicon } from './lexicon.ts';
import { definitionPairs, glossaryPairs, rowsBy } from './pairs.ts';
import type { Sources } from './sources.ts';
import { encodeVectors, stemVectors } from './vectors.ts';

export type * from './sources.ts';

/** English stems that keep a vector. */
const mostStems = 80_000;

export function buildTables(
  sources: Sources,
  say: (words: string) => void = () => {},
): {
  lexicon: Uint8Array<ArrayBuffer>;
  vectors?: Uint8Array<ArrayBuffer> | undefined;
} {
  say('learning translations');
  const vectors = sources.vectors && stemVectors(sources.vectors, mostStems);
  const lexicon = buildLexicon(sources, vectors?.stems ?? [], sources.vectors?.words ?? []);
  if (!vectors) return { lexicon };
  say('learning what words are about');
  const rows = rowsBy(vectors.stems);
  contrast(vectors, [
    { pairs: definitionPairs(sources.definitions, rows), rounds: 3 },
    { pairs: glossaryPairs(sources.glossary, rows), rounds: 6 },
  ]);
  return { lexicon, vectors: encodeVectors(sources.digest, vectors) };
}
