import type { Tables } from './tables.ts';

/**
 * One vector a document: the mean of its stems' word vectors, rare stems counting more (smooth inverse frequency, Arora
 * et al., ICLR 2017), in eight bits a dimension. Frequencies are those of English at large, by rank (Zipf), so that a
 * document's vector does not change with the index.
 */
export class Meanings {
  readonly dimensions: number;
  readonly #tables: Tables;
  #data: Int8Array = new Int8Array(0);
  #sum: Float64Array;

  constructor(tables: Tables) {
    this.#tables = tables;
    this.dimensions = tables.vectors?.dimensions ?? 0;
    this.#sum = new Float64Array(this.dimensions);
  }

  /** Sum of the weighted vectors of these stems; the zero vector where none has one. */
  of(terms: Iterable<readonly [key: string, weight: number]>): Float64Array {
    const { vectors } = this.#tables;
    const sum = this.#sum.fill(0);
    if (!vectors) return sum;
    const { values, dimensions } = vectors;
    for (const [key, weight] of terms) {
      const row = this.#tables.row(key);
      if (row < 0 || row >= vectors.rows) continue;
      const share = (weight * row) / (row + 300) / 127;
      const from = row * dimensions;
      for (let d = 0; d < dimensions; d++) sum[d]! += share * values[from + d]!;
    }
    return sum;
  }

  /** Keeps a document's vector under its number. */
  set(number: number, terms: Iterable<readonly [key: string, weight: number]>): void {
    if (this.dimensions === 0) return;
    const end = (number + 1) * this.dimensions;
    if (end > this.#data.length) {
      const grown = new Int8Array(Math.max(end, this.#data.length * 2, 64 * this.dimensions));
      grown.set(this.#data);
      this.#data = grown;
    }
    const sum = this.of(terms);
    let largest = 0;
    for (const value of sum) largest = Math.max(largest, Math.abs(value));
    if (largest === 0) return;
    const from = number * this.dimensions;
    for (let d = 0; d < this.dimensions; d++) this.#data[from + d] = Math.round((sum[d]! / largest) * 127);
  }

  /** Cosine of a document's vector and another; 0 where either is zero. */
  cosine(number: number, other: Float64Array): number {
    const from = number * this.dimensions;
    let product = 0;
    let own = 0;
    let its = 0;
    for (let d = 0; d < this.dimensions; d++) {
      const a = this.#data[from + d] ?? 0;
      const b = other[d]!;
      product += a * b;
      own += a * a;
      its += b * b;
    }
    return own > 0 && its > 0 ? product / Math.sqrt(own * its) : 0;
  }

  /** Renumbers: `old[new]`. */
  compact(old: Int32Array): void {
    if (this.dimensions === 0) return;
    const data = new Int8Array(old.length * this.dimensions);
    for (const [number, before] of old.entries())
      data.set(
        this.#data.subarray(before * this.dimensions, (before + 1) * this.dimensions),
        number * this.dimensions,
      );
    this.#data = data;
  }

  get data(): Int8Array {
    return this.#data;
  }
  set data(data: Int8Array) {
    this.#data = data;
  }
}
