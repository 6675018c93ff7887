// BM25 (Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009) over weighted terms: a word that stands for
// several terms counts each by its probability, with the rarity of the word as a whole (probabilistic structured
// queries, Darwish & Oard, SIGIR 2003). Documents that cannot reach the best are not scored (MaxScore, Turtle & Flood,
// Information Processing & Management 1995).

import type { Wanted } from './plan.ts';
import type { Postings } from './postings.ts';
import { frequencyUnit, longestLength } from './segment.ts';
import { weights } from './weights.ts';

/** tf·(k1+1) / (tf + k1·(1 − b + b·length/mean)), for frequencies in `frequencyUnit`ths. */
export function saturation(meanLength: number): (frequency: number, length: number) => number {
  const { k1, b } = weights;
  const norms = new Float64Array(longestLength + 1);
  for (let length = 0; length <= longestLength; length++)
    norms[length] = k1 * (1 - b + (b * length) / meanLength) * frequencyUnit;
  return (frequency, length) => ((k1 + 1) * frequency) / (frequency + norms[length]!);
}

export interface Scored {
  document: number;
  score: number;
}

export interface Choice {
  top: number;
  passes: (document: number) => boolean;
  /** 1 or more. */
  boost: (document: number) => number;
  mostBoost: number;
  pruning: boolean;
}

/** Scratch of one index, so that a search does not allocate for every document. */
export class Scorer {
  #scores = new Float64Array(0);
  #touched = new Uint32Array(0);
  #count = 0;
  #mean = 0;
  #saturation = saturation(1);

  saturation(meanLength: number): (frequency: number, length: number) => number {
    if (meanLength !== this.#mean) {
      this.#mean = meanLength;
      this.#saturation = saturation(meanLength);
    }
    return this.#saturation;
  }

  /** The best documents, best first; equal ones in the order of their numbers. Scores are boosted. */
  best(postings: Postings, wanted: readonly Wanted[], choice: Choice): Scored[] {
    if (this.#scores.length < postings.limit) {
      this.#scores = new Float64Array(Math.ceil(postings.limit * 1.25));
      this.#touched = new Uint32Array(this.#scores.length);
    }
    const scores = this.#scores;
    const saturate = this.saturation(postings.meanLength);
    const lists = wanted
      .map(({ term, weight }) => ({ term, weight, bound: weight * postings.bound(term, saturate) }))
      .sort((x, y) => y.bound - x.bound);
    // What the lists from each on can still add.
    const rest = new Float64Array(lists.length + 1);
    for (let i = lists.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + lists[i]!.bound;
    let threshold = 0;
    let checked = Number.POSITIVE_INFINITY;
    let next = 0;
    for (; next < lists.length; next++) {
      const left = rest[next]!;
      // Asking for the threshold costs a pass over the touched: only when it may be high enough, and not each time.
      if (choice.pruning && left < rest[0]! / 2 && left < 0.8 * checked) {
        checked = left;
        threshold = this.#top(postings, choice).at(choice.top - 1)?.score ?? 0;
      }
      // A hair's breadth for rounding, so that equal scores are never lost.
      if (threshold > 0 && left * choice.mostBoost < threshold * (1 - 1e-9)) break;
      const { term, weight } = lists[next]!;
      postings.scan(term, (document, frequency, length) => {
        if (scores[document] === 0) this.#touched[this.#count++] = document;
        scores[document]! += weight * saturate(frequency, length);
      });
    }
    if (next < lists.length) this.#finish(postings, lists, next, rest, threshold, choice.mostBoost);
    const best = this.#top(postings, choice);
    for (let i = 0; i < this.#count; i++) scores[this.#touched[i]!] = 0;
    this.#count = 0;
    return best;
  }

  /** Looks the remaining terms up for those documents only that can still be among the best. */
  #finish(
    postings: Postings,
    lists: readonly { term: number; weight: number }[],
    from: number,
    rest: Float64Array,
    threshold: number,
    mostBoost: number,
  ): void {
    const scores = this.#scores;
    const saturate = this.#saturation;
    let candidates = this.#touched.slice(0, this.#count);
    for (let i = from; i < lists.length; i++) {
      const left = rest[i]!;
      if ((i - from) % 8 === 0) {
        // In place: what is kept moves forward.
        const least = (threshold * (1 - 1e-9)) / mostBoost - left;
        let kept = 0;
        for (const one of candidates) if (scores[one]! >= least) candidates[kept++] = one;
        candidates = candidates.subarray(0, kept);
        if (i === from) candidates.sort();
      }
      const { term, weight } = lists[i]!;
      postings.pick(term, candidates, (index, frequency, length) => {
        scores[candidates[index]!]! += weight * saturate(frequency, length);
      });
    }
  }

  #top(postings: Postings, { top, passes, boost, mostBoost }: Choice): Scored[] {
    const heap: Scored[] = [];
    const worse = (x: Scored, y: Scored): boolean =>
      x.score < y.score || (x.score === y.score && x.document > y.document);
    const sink = (from: number): void => {
      for (let i = from; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2])
          if (child < heap.length && worse(heap[child]!, heap[least]!)) least = child;
        if (least === i) return;
        [heap[i], heap[least]] = [heap[least]!, heap[i]!];
        i = least;
      }
    };
    for (let i = 0; i < this.#count; i++) {
      const document = this.#touched[i]!;
      const full = heap.length === top;
      const plain = this.#scores[document]!;
      if (full && plain * mostBoost < heap[0]!.score) continue;
      if (postings.id(document) === undefined || !passes(document)) continue;
      const one = { document, score: plain * boost(document) };
      if (!full) {
        heap.push(one);
        if (heap.length === top) for (let at = (top >>> 1) - 1; at >= 0; at--) sink(at);
      } else if (worse(heap[0]!, one)) {
        heap[0] = one;
        sink(0);
      }
    }
    return heap.sort((x, y) => (worse(x, y) ? 1 : -1));
  }
}

/** Factor above which no boost goes. */
export const largestBoost = 1.5;
export const noBoost = (): number => 1;
