import { describe, expect, it } from 'vitest';
import { contrast, type Pair } from './contrast.ts';
import { definitionPairs, glossaryPairs, rowsBy } from './pairs.ts';
import type { StemVectors } from './vectors.ts';

// Two hundred things, each with a word of its own and a word that means it; rows from 400 on are in no pair.
const things = 200;
const dimensions = 32;
const start = (): StemVectors => ({
  stems: Array.from({ length: 2 * things + 50 }, (_, row) => `stem${row}`),
  dimensions,
  values: Float32Array.from({ length: (2 * things + 50) * dimensions }, (_, i) => Math.sin(7 * i + (i % 13))),
});
const pairs: Pair[] = Array.from({ length: things }, (_, row) => ({ one: [row], other: [things + row] }));
const learnt = (): StemVectors => {
  const vectors = start();
  contrast(vectors, [{ pairs, rounds: 200 }]);
  return vectors;
};

/** Share of the things whose counterpart is the nearest of all. */
function found({ values }: StemVectors): number {
  const vector = (row: number): Float32Array => values.subarray(row * dimensions, (row + 1) * dimensions);
  const cosine = (one: Float32Array, other: Float32Array): number =>
    one.reduce((sum, value, d) => sum + value * other[d]!, 0) / (Math.hypot(...one) * Math.hypot(...other));
  const right = pairs.filter((_, row) => {
    const likeness = pairs.map((_, other) => cosine(vector(row), vector(things + other)));
    return likeness.indexOf(Math.max(...likeness)) === row;
  });
  return right.length / things;
}

describe('contrast', () => {
  it('brings together what is about the same and keeps apart what is not', () => {
    expect(found(start())).toBeLessThan(0.1);
    expect(found(learnt())).toBeGreaterThan(0.8);
  });
  it('leaves words alone that are in no pair', () => {
    const from = 2 * things * dimensions;
    expect(learnt().values.subarray(from)).toEqual(start().values.subarray(from));
  });
  it('gives the same vectors each time', () => {
    expect(learnt().values).toEqual(learnt().values);
  });
  it('changes nothing where there are fewer pairs than a batch', () => {
    const vectors = start();
    contrast(vectors, [{ pairs: pairs.slice(0, 5), rounds: 3 }]);
    expect(vectors.values).toEqual(start().values);
  });
});

describe('what is learnt from', () => {
  const rows = rowsBy(['salt', 'sea', 'water', 'drink', 'desalin', 'fish']);
  it('is each word with its meaning, as far as it is known', () => {
    expect(
      definitionPairs(
        [
          { words: ['salt', 'unheard'], text: 'what sea water has' },
          { words: ['fish'], text: 'a swimmer' },
        ],
        rows,
      ),
    ).toEqual([{ one: [0], other: [1, 2] }]);
  });
  it('is each concept with its definition, need and offer, without its own words, and the need with what meets it', () => {
    const row = {
      core: false,
      variants: { en: ['desalination', 'salt removal'] },
      definition: 'Making sea water fit to drink by taking out salt.',
      need: 'Our island has fish and sea, and nothing to drink.',
      offer: 'Fresh water from fish ponds.',
    };
    expect(glossaryPairs([row, { core: true, variants: { en: ['sea'] } }], rows)).toEqual([
      { one: [4], other: [1, 2, 3, 0] },
      { one: [4], other: [5, 1, 3] },
      { one: [4], other: [2, 5] },
      { one: [0], other: [1, 2, 3] },
      { one: [0], other: [5, 1, 3] },
      { one: [0], other: [2, 5] },
      { one: [5, 1, 3], other: [1, 2, 3, 0, 4] },
      { one: [5, 1, 3], other: [2, 5, 4, 0] },
    ]);
  });
});
