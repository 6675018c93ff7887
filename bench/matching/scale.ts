// A growing corpus of made-up documents: time of a query, bytes of a document, and that pruning changes nothing.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createIndex } from '../../src/engines/matching/index.ts';

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator, Numerical Recipes). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const syllables = 'ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo qu'.split(' ');
const word = (rank: number): string => {
  let name = '';
  for (let rest = rank + 20; rest > 0; rest = Math.floor(rest / 20)) name += syllables[rest % 20];
  return name;
};

interface ScaleRow {
  documents: number;
  addMilliseconds: number;
  /** Of the whole process, all that the index keeps alive. */
  bytes: number;
  median: number;
  slow: number;
  unprunedMedian: number;
  same: boolean;
}

/**
 * Documents of 30 to 90 words, half frequent ones (Zipf over 3,000), half of the tail (200,000); queries of 4 to 12 words
 * of the same kind.
 */
function* scale(sizes: readonly number[]): Generator<ScaleRow> {
  const next = random(11);
  const some = (): string =>
    word(next() < 0.5 ? Math.floor(3_000 ** next()) : 3_000 + Math.floor(next() ** 2 * 200_000));
  const text = (least: number, most: number): string =>
    Array.from({ length: least + Math.floor(next() * (most - least)) }, some).join(' ');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const memory = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const empty = memory();
  const index = createIndex();
  let documents = 0;
  for (const size of sizes) {
    const begun = performance.now();
    const added = size - documents;
    for (; documents < size; documents++)
      index.add(`d${documents}`, [{ text: text(30, 90), language: 'en' }]);
    const addMilliseconds = (performance.now() - begun) / added;
    const queries = Array.from({ length: 200 }, () => ({ text: text(4, 12), language: 'en' }));
    const run = (pruning: boolean): { times: number[]; found: string } => {
      const times: number[] = [];
      const found = queries.map((query) => {
        const from = performance.now();
        const results = index.search(query, { pruning });
        times.push(performance.now() - from);
        return results;
      });
      return { times: times.sort((a, b) => a - b), found: JSON.stringify(found) };
    };
    const pruned = run(true);
    const full = run(false);
    yield {
      documents,
      addMilliseconds,
      bytes: (memory() - empty) / documents,
      median: pruned.times[100]!,
      slow: pruned.times[198]!,
      unprunedMedian: full.times[100]!,
      same: pruned.found === full.found,
    };
  }
}

const most = Number(process.argv[2] ?? 100_000);
process.stdout.write(
  `| documents | ms to add one | bytes a document | ms a query, p50 | p99 | p50 without pruning | the same answer |
|---|---|---|---|---|---|---|
`,
);
for (const row of scale([1_000, 10_000, 100_000, 300_000, 1_000_000].filter((size) => size <= most)))
  process.stdout.write(
    `| ${row.documents.toLocaleString('en')} | ${row.addMilliseconds.toFixed(3)} | ${Math.round(row.bytes)} | ${row.median.toFixed(2)} | ${row.slow.toFixed(2)} | ${row.unprunedMedian.toFixed(2)} | ${row.same ? 'yes' : 'NO'} |\n`,
  );
