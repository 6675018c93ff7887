import { isPivot } from './dilution.ts';
import type { Wanted } from './plan.ts';
import type { Postings } from './postings.ts';

/** What one unit of the query brings to a document's score, and through which terms. */
export interface Contribution {
  unit: number;
  weight: number;
  through: string[];
}

interface Sum extends Contribution {
  /** The translations' part: what those that belong together bring, what all bring one by one, their frequency together,
   * and the heaviest of them. */
  main: number;
  apart: number;
  frequency: number;
  heaviest: number;
  length: number;
}

/**
 * For each of the documents (ascending) what the query's units bring to it. Several translations of one word in one
 * document count as that word, once: their frequencies are added before they saturate, as in probabilistic structured
 * queries, where adding up their separate scores would favour a document that shares rare side meanings.
 */
export function contributions(
  documents: Uint32Array,
  wanted: readonly Wanted[],
  postings: Postings,
  saturate: (frequency: number, length: number) => number,
): Contribution[][] {
  const found = Array.from(documents, () => new Map<number, Sum>());
  for (const { term, key, sources } of wanted) {
    const pivot = isPivot(key);
    postings.pick(term, documents, (index, frequency, length) => {
      const saturated = saturate(frequency, length);
      for (const { unit, weight, side } of sources) {
        let sum = found[index]!.get(unit);
        if (!sum) {
          sum = { unit, weight: 0, through: [], main: 0, apart: 0, frequency: 0, heaviest: 0, length };
          found[index]!.set(unit, sum);
        }
        sum.through.push(key);
        if (pivot) {
          sum.apart += weight * saturated;
          if (!side) sum.main += weight * saturated;
          sum.frequency += frequency;
          sum.heaviest = Math.max(sum.heaviest, weight);
        } else sum.weight += weight * saturated;
      }
    });
  }
  return found.map((units) =>
    Array.from(units.values(), ({ unit, weight, through, main, apart, frequency, heaviest, length }) => {
      const joint = apart === 0 ? 0 : Math.min(apart, Math.max(main, heaviest * saturate(frequency, length)));
      return { unit, weight: weight + joint, through };
    }),
  );
}
