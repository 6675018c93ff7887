import { salience } from '../salience.ts';
import type { StemVectors } from './vectors.ts';

/** Two sets of stems (rows of the vectors) that are about the same thing. */
export interface Pair {
  one: readonly number[];
  other: readonly number[];
}

export interface Course {
  pairs: readonly Pair[];
  /** Times that every pair is gone through. */
  rounds: number;
}

const batch = 128;
const temperature = 0.15;
const rate = 0.06;

/**
 * Moves word vectors so that what is about the same thing comes near: a term and what it means, a need and what meets it.
 * Each text is the weighted mean of its stems; of a batch, its own counterpart must be nearer than all the others (InfoNCE,
 * van den Oord et al. 2018; definitions as in Hill et al., Learning to Understand Phrases by Embedding the Dictionary,
 * TACL 2016). Adagrad, one rate a stem, falling to nothing over a course. Time grows with pairs × rounds × batch.
 */
export function contrast({ values, dimensions, stems }: StemVectors, courses: readonly Course[]): void {
  const shares = Float32Array.from(stems, (_, row) => salience(row));
  // Sums of squared slopes, from a hair above nothing, since they divide.
  const gone = new Float32Array(stems.length);
  const random = generator(7);
  const ones = new Side(dimensions);
  const others = new Side(dimensions);
  const likeness = new Float32Array(batch * batch);
  const pull = new Float32Array(batch * batch);

  const forward = (side: Side, at: number, rows: readonly number[]): void => {
    const { texts, lengths } = side;
    const from = at * dimensions;
    texts.fill(0, from, from + dimensions);
    for (const row of rows)
      for (let d = 0; d < dimensions; d++) texts[from + d]! += shares[row]! * values[row * dimensions + d]!;
    let square = 0;
    for (let d = 0; d < dimensions; d++) square += texts[from + d]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let d = 0; d < dimensions; d++) texts[from + d]! /= length;
    lengths[at] = length;
  };

  const step = new Float32Array(dimensions);
  const backward = (side: Side, at: number, rows: readonly number[], pace: number): void => {
    const { texts, slopes, lengths } = side;
    const from = at * dimensions;
    let along = 0;
    for (let d = 0; d < dimensions; d++) along += slopes[from + d]! * texts[from + d]!;
    let square = 0;
    for (let d = 0; d < dimensions; d++) {
      step[d] = (slopes[from + d]! - along * texts[from + d]!) / lengths[at]!;
      square += step[d]! ** 2;
    }
    for (const row of rows) {
      const share = shares[row]!;
      gone[row]! += (share * share * square) / dimensions;
      const size = (pace * share) / Math.sqrt(gone[row]!);
      for (let d = 0; d < dimensions; d++) values[row * dimensions + d]! -= size * step[d]!;
    }
  };

  for (const { pairs, rounds } of courses) {
    gone.fill(1e-6);
    const order = Uint32Array.from(pairs, (_, at) => at);
    const steps = Math.floor(pairs.length / batch) * rounds;
    let done = 0;
    for (let round = 0; round < rounds; round++) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      for (let from = 0; from + batch <= order.length; from += batch) {
        for (let i = 0; i < batch; i++) {
          const { one, other } = pairs[order[from + i]!]!;
          forward(ones, i, one);
          forward(others, i, other);
        }
        compare(ones, others, likeness, pull, dimensions);
        const pace = rate * (1 - done++ / steps);
        for (let i = 0; i < batch; i++) {
          const { one, other } = pairs[order[from + i]!]!;
          backward(ones, i, one, pace);
          backward(others, i, other, pace);
        }
      }
    }
  }
}

/** One side of a batch: its texts' unit vectors, what they were divided by, and where the loss would have them go. */
class Side {
  readonly texts: Float32Array;
  readonly slopes: Float32Array;
  readonly lengths = new Float32Array(batch);
  constructor(dimensions: number) {
    this.texts = new Float32Array(batch * dimensions);
    this.slopes = new Float32Array(batch * dimensions);
  }
}

/** The loss's slopes for both sides: softmax over the batch in both directions, less the right answer. */
function compare(
  ones: Side,
  others: Side,
  likeness: Float32Array,
  pull: Float32Array,
  dimensions: number,
): void {
  for (let i = 0; i < batch; i++)
    for (let j = 0; j < batch; j++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++)
        sum += ones.texts[i * dimensions + d]! * others.texts[j * dimensions + d]!;
      likeness[i * batch + j] = Math.exp((sum - 1) / temperature);
    }
  pull.fill(0);
  for (let i = 0; i < batch; i++) {
    let row = 0;
    let column = 0;
    for (let j = 0; j < batch; j++) {
      row += likeness[i * batch + j]!;
      column += likeness[j * batch + i]!;
    }
    for (let j = 0; j < batch; j++) {
      pull[i * batch + j]! += likeness[i * batch + j]! / row;
      pull[j * batch + i]! += likeness[j * batch + i]! / column;
    }
    pull[i * batch + i]! -= 2;
  }
  ones.slopes.fill(0);
  others.slopes.fill(0);
  for (let i = 0; i < batch; i++)
    for (let j = 0; j < batch; j++) {
      const by = pull[i * batch + j]! / (2 * temperature);
      if (Math.abs(by) < 1e-5) continue;
      const one = i * dimensions;
      const other = j * dimensions;
      for (let d = 0; d < dimensions; d++) {
        ones.slopes[one + d]! += by * others.texts[other + d]!;
        others.slopes[other + d]! += by * ones.texts[one + d]!;
      }
    }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32), so that a build can be repeated. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
