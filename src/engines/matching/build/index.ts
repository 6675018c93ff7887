/** Builds the tables from plain sources: pure and deterministic, some tens of seconds. */
import { buildLexicon } from './lexicon.ts';
import type { Sources } from './sources.ts';
import { encodeVectors, stemVectors } from './vectors.ts';

export type * from './sources.ts';

/** English stems that keep a vector. */
const mostStems = 80_000;

export function buildTables(sources: Sources): {
  lexicon: Uint8Array<ArrayBuffer>;
  vectors?: Uint8Array<ArrayBuffer> | undefined;
} {
  const vectors = sources.vectors && stemVectors(sources.vectors, mostStems);
  return {
    lexicon: buildLexicon(sources, vectors?.stems ?? [], sources.vectors?.words ?? []),
    vectors: vectors && encodeVectors(sources.digest, vectors),
  };
}
