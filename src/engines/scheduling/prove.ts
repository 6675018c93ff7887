import { restart, run } from 'clingo-wasm';
import type { Encoding } from './encode.ts';

/** Text beyond this does not fit the solver's stack (1 MiB). */
export const LARGEST_TEXT = 900_000;

export type Verdict = { answer: 'yes'; slots: Int32Array } | { answer: 'no' } | { answer: 'unknown' };

let turn: Promise<unknown> = Promise.resolve();

/**
 * Asks clasp (conflict-driven search: Gebser, Kaufmann, Schaub, AIJ 2012), which runs in a thread of its own.
 * `conflicts` bounds the search repeatably; `signal` ends it at once, with the answer `unknown`.
 */
export function decide(
  encoding: Encoding,
  { conflicts, signal }: { conflicts?: number; signal?: AbortSignal },
): Promise<Verdict> {
  const answer = turn.then(() => ask(encoding, conflicts, signal));
  turn = answer.catch(() => {});
  return answer;
}

async function ask(encoding: Encoding, conflicts?: number, signal?: AbortSignal): Promise<Verdict> {
  if (signal?.aborted || encoding.text.length > LARGEST_TEXT) return { answer: 'unknown' };
  const stop = () => void restart();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const options = ['--mode=clasp', '--configuration=trendy'];
    if (conflicts !== undefined) options.push(`--solve-limit=${conflicts}`);
    const result = await run(encoding.text, 1, options);
    if (result.Result === 'UNSATISFIABLE') return { answer: 'no' };
    if (result.Result !== 'SATISFIABLE') return { answer: 'unknown' };
    const model = result.Call[0]!.Witnesses[0]!.Value as unknown as number[];
    return { answer: 'yes', slots: encoding.decode(model) };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
