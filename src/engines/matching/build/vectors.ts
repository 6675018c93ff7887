import { pack } from '../binary.ts';
import { stem } from '../stems.ts';
import type { WordVectors } from './sources.ts';

export const vectorsFormat = 'causeway-vectors 2';

export interface StemVectors {
  stems: string[];
  dimensions: number;
  values: Float32Array;
}

/** Vectors of stems, the most frequent first: each the mean of its words', by how frequent they are (Zipf). */
export function stemVectors({ words, values, dimensions }: WordVectors, most: number): StemVectors {
  const rows = new Map<string, number>();
  const sums: Float64Array[] = [];
  for (const [rank, word] of words.entries()) {
    if (!/^[a-z][a-z]+$/.test(word)) continue;
    const root = stem(word, 'en');
    let row = rows.get(root);
    if (row === undefined) {
      if (rows.size >= most) continue;
      row = rows.size;
      rows.set(root, row);
      sums.push(new Float64Array(dimensions));
    }
    const sum = sums[row]!;
    for (let d = 0; d < dimensions; d++) sum[d]! += values[rank * dimensions + d]! / (rank + 10);
  }
  const flat = new Float32Array(sums.length * dimensions);
  // What all words have in common says nothing: the mean goes (Mu & Viswanath, All-but-the-Top, ICLR 2018).
  const mean = new Float64Array(dimensions);
  for (const sum of sums) {
    const length = Math.hypot(...sum) || 1;
    for (let d = 0; d < dimensions; d++) {
      sum[d]! /= length;
      mean[d]! += sum[d]! / sums.length;
    }
  }
  for (const [row, sum] of sums.entries()) {
    for (let d = 0; d < dimensions; d++) sum[d]! -= mean[d]!;
    const length = Math.hypot(...sum) || 1;
    for (let d = 0; d < dimensions; d++) flat[row * dimensions + d] = sum[d]! / length;
  }
  return { stems: [...rows.keys()], dimensions, values: flat };
}

/** Eight bits a dimension, each vector scaled to its largest, and the scales: a vector's length says what its stem counts. */
export function encodeVectors(
  digest: string,
  { values, dimensions, stems }: StemVectors,
): Uint8Array<ArrayBuffer> {
  const bytes = new Int8Array(values.length);
  const scales = new Float32Array(stems.length);
  for (let row = 0; row < stems.length; row++) {
    let largest = 0;
    for (let d = 0; d < dimensions; d++) largest = Math.max(largest, Math.abs(values[row * dimensions + d]!));
    scales[row] = largest / 127;
    for (let d = 0; d < dimensions; d++)
      bytes[row * dimensions + d] = Math.round((values[row * dimensions + d]! / (largest || 1)) * 127);
  }
  return pack(vectorsFormat, { digest, dimensions, rows: stems.length }, { values: bytes, scales });
}
