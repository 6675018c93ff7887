import { Worker } from 'node:worker_threads';
import { loadTables, type Tables } from '../engines/matching/index.ts';
import { workerEntry } from '../env.ts';
import { builtTables, tablesCurrent } from './tables.ts';

/** The translation tables as last built; without any, words are matched as they stand. */
export const presentTables = (): Tables => loadTables(builtTables() ?? {});

/**
 * Builds the translation tables in the background where they are missing or their sources changed. Returns how to
 * stop waiting.
 */
export function refreshTables(
  built: (tables: Tables) => void,
  say: (words: string) => void,
): () => Promise<void> {
  if (tablesCurrent()) return async () => {};
  say('Learning translations in the background; matches across languages come when that is done.');
  const worker = new Worker(workerEntry('search/tables-builder'));
  let stopped = false;
  worker.once('error', (error) => {
    if (!stopped) say(`The translation tables could not be built: ${String(error)}`);
  });
  worker.once('exit', (code) => {
    if (code === 0 && !stopped) built(presentTables());
  });
  return async () => {
    stopped = true;
    await worker.terminate();
  };
}
