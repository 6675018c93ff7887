import { parentPort, workerData } from 'node:worker_threads';
import { loadTables } from '../engines/matching/index.ts';
import { kinds } from '../records/index.ts';
import { openStore } from '../store/index.ts';
import { buildContent } from './build-index.ts';
import { saveContent } from './index-file.ts';
import { builtTables } from './tables.ts';

/** What the worker is told: the database and the file to write. */
export interface IndexOrder {
  url: string;
  timezone: string;
  path: string;
}

// A whole index takes a while to make: in a thread of its own, so that pages stay quick.
if (parentPort) {
  const { url, timezone, path } = workerData as IndexOrder;
  const { database, park } = await openStore(url, kinds, { timezone, max: 1 });
  try {
    const content = await buildContent(database, park, loadTables(builtTables() ?? {}), (done) =>
      parentPort!.postMessage({ done }),
    );
    saveContent(path, content);
  } finally {
    await database.close();
  }
}
