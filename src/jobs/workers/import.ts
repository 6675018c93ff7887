import { parentPort, workerData } from 'node:worker_threads';
import { type Context, type ImportInput, runImportTask } from '../../actions/index.ts';
import { kinds } from '../../records/index.ts';
import { Database } from '../../store/index.ts';

/** What the thread is started with: how to reach the park, and the import to run. */
export interface ImportJob {
  url: string;
  timezone: string;
  secret: string;
  files: string;
  task: { id: string; input: ImportInput };
}

/** Nobody searches from here. */
const noSearch: Context['search'] = {
  find: () => [],
  matches: () => [],
  highlight: () => [],
  latestChange: () => 0,
};

const { url, timezone, secret, files, task } = workerData as ImportJob;
// One connection writes, one tells how far it has come.
const database = new Database(url, { max: 2 });
const control = new AbortController();
parentPort?.once('message', () => control.abort());
try {
  const context: Context = { database, park: { kinds, timezone, secret }, search: noSearch, files };
  await runImportTask(context, task, { signal: control.signal });
} finally {
  await database.close();
  parentPort?.close();
}
