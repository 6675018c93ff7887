import { parentPort, workerData } from 'node:worker_threads';
import { type Context, type ImportInput, runImportTask } from '../../actions/index.ts';
import { kinds } from '../../records/index.ts';
import { Database } from '../../store/index.ts';

/** What the thread is started with: how to reach the park. */
export interface ImportPark {
  url: string;
  timezone: string;
  secret: string;
  files: string;
}

/** One import to run; `stop` ends the one that runs, and nothing of it is kept. */
export type ImportOrder = { id: string; input: ImportInput } | 'stop';

/** The answer to each order: it has ended, well or not; `words` where nobody foresaw why. */
export interface ImportNews {
  ended: string;
  words?: string;
}

/** Nobody searches from here. */
const noSearch: Context['search'] = {
  find: () => [],
  matches: () => [],
  quote: () => {},
  highlight: () => [],
  latestChange: () => 0,
};

const { url, timezone, secret, files } = workerData as ImportPark;
// One connection writes, one tells how far it has come.
const database = new Database(url, { max: 2 });
const context: Context = { database, park: { kinds, timezone, secret }, search: noSearch, files };
let control = new AbortController();

async function run(task: Exclude<ImportOrder, 'stop'>): Promise<void> {
  control = new AbortController();
  const news: ImportNews = { ended: task.id };
  try {
    await runImportTask(context, task, { signal: control.signal });
  } catch (error) {
    news.words = (error as Error).stack ?? String(error);
  }
  parentPort!.postMessage(news);
}

parentPort!.on('message', (order: ImportOrder) => {
  if (order === 'stop') control.abort();
  else void run(order);
});
