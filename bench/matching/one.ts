// One engine on one set in a process of its own, so that its memory can be told: prints a line of JSON.
import { engines } from './engines.ts';
import { readSet, score } from './sets.ts';

const [name = '', set = ''] = process.argv.slice(2);
const { documents, queries } = readSet(set);
const engine = await engines[name]!();
// Dictionaries and code are loaded before the clock starts.
await engine.find({ text: 'warm 热身 준비', language: 'zh' });
const memory = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const before = memory();
const begun = performance.now();
await engine.add(documents);
const added = performance.now();
const bytes = memory() - before;
const found: string[][] = [];
const times: number[] = [];
for (const query of queries) {
  const from = performance.now();
  found.push(await engine.find(query));
  times.push(performance.now() - from);
}
times.sort((a, b) => a - b);
await engine.close?.();
process.stdout.write(
  `${JSON.stringify({
    scores: score(queries, found),
    perDocument: (added - begun) / documents.length,
    median: times[Math.floor(times.length / 2)],
    slow: times[Math.floor(times.length * 0.99)],
    bytes: bytes / documents.length,
  })}\n`,
);
process.exit();
