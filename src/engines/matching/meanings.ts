import { salience } from './salience.ts';
import type { Tables } from './tables.ts';

/** Documents below which what they have in common is not yet known well. */
const fewDocuments = 20;

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
  /** Sums over all documents: of their vectors, of the lengths of these, and how many they are. */
  readonly #total: Float64Array;
  #norms = 0;
  #documents = 0;

  constructor(tables: Tables) {
    this.#tables = tables;
    this.dimensions = tables.vectors?.dimensions ?? 0;
    this.#sum = new Float64Array(this.dimensions);
    this.#total = new Float64Array(this.dimensions);
  }

  /** Sum of the weighted vectors of these stems; the zero vector where none has one. */
  of(terms: Iterable<readonly [key: string, weight: number]>): Float64Array {
    const { vectors } = this.#tables;
    const sum = this.#sum.fill(0);
    if (!vectors) return sum;
    const { values, scales, dimensions } = vectors;
    for (const [key, weight] of terms) {
      const row = this.#tables.row(key);
      if (row < 0 || row >= vectors.rows) continue;
      const share = weight * salience(row) * scales[row]!;
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
    this.#count(number, 1);
  }

  /** Forgets a document's vector. */
  unset(number: number): void {
    this.#count(number, -1);
    this.#data.fill(0, number * this.dimensions, (number + 1) * this.dimensions);
  }

  /** Adds a document's vector to the sums (1) or takes it out again (-1): whole numbers, so that nothing drifts. */
  #count(number: number, sign: 1 | -1): void {
    const from = number * this.dimensions;
    let norm = 0;
    for (let d = 0; d < this.dimensions; d++) norm += (this.#data[from + d] ?? 0) ** 2;
    if (norm === 0) return;
    for (let d = 0; d < this.dimensions; d++) this.#total[d]! += sign * this.#data[from + d]!;
    this.#norms += sign * Math.round(Math.sqrt(norm));
    this.#documents += sign;
  }

  /**
   * How near documents are to a vector: the cosine of both after what all documents have in common is taken off. Texts of
   * one kind share a direction that says nothing about their subjects.
   */
  nearness(other: Float64Array): (number: number) => number {
    const { dimensions } = this;
    const length = Math.hypot(...other);
    if (length === 0 || this.#norms === 0) return () => 0;
    const share = this.#documents / (this.#documents + fewDocuments) / this.#norms;
    const centre = this.#total.map((sum) => sum * share);
    const query = other.map((value, d) => value / length - centre[d]!);
    const queryLength = Math.hypot(...query);
    let queryCentre = 0;
    let centreCentre = 0;
    for (let d = 0; d < dimensions; d++) {
      queryCentre += query[d]! * centre[d]!;
      centreCentre += centre[d]! ** 2;
    }
    const data = this.#data;
    return (number) => {
      const from = number * dimensions;
      let norm = 0;
      let toQuery = 0;
      let toCentre = 0;
      for (let d = 0; d < dimensions; d++) {
        const value = data[from + d] ?? 0;
        norm += value * value;
        toQuery += value * query[d]!;
        toCentre += value * centre[d]!;
      }
      if (norm === 0) return 0;
      const root = Math.sqrt(norm);
      const square = 1 - (2 * toCentre) / root + centreCentre;
      return square > 0 && queryLength > 0
        ? (toQuery / root - queryCentre) / (Math.sqrt(square) * queryLength)
        : 0;
    };
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
    this.#total.fill(0);
    this.#norms = 0;
    this.#documents = 0;
    for (let number = 0; (number + 1) * this.dimensions <= data.length && this.dimensions > 0; number++)
      this.#count(number, 1);
  }
}
