import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './actions/index.ts';
import { dataDir } from './env.ts';
import { type Kinds, kinds } from './records/index.ts';
import { LiveIndex, presentTables } from './search/index.ts';
import { startEmbedded } from './store/embedded.ts';
import { openStore } from './store/index.ts';

export interface Opened {
  context: Context;
  /** Finds nothing until it is started. */
  index: LiveIndex;
  /** Whether the database is our own, in the data folder. */
  embedded: boolean;
  /** Closes what was opened; the embedded server too where this process started it (or `server` is asked for). */
  close(options?: { server?: boolean }): Promise<void>;
}

export interface OpenOptions {
  kinds?: Kinds;
  say?: (words: string) => void;
  url?: string;
}

/**
 * Opens the park: its database (embedded, or `DATABASE_URL`), tables brought up to date. The index is empty until
 * it is started.
 */
export async function openPark(options: OpenOptions = {}): Promise<Opened> {
  const data = dataDir();
  const url = options.url || process.env['DATABASE_URL'] || undefined;
  const embedded = url ? undefined : await startEmbedded(data, options.say ? { say: options.say } : {});
  const files = join(data, 'files');
  mkdirSync(files, { recursive: true });
  try {
    const { database, park } = await openStore(url ?? embedded!.url, options.kinds ?? kinds);
    const index = new LiveIndex({
      database,
      park,
      tables: presentTables(),
      path: join(data, 'search-index.bin'),
      ...(options.say ? { say: options.say } : {}),
    });
    const address = process.env['PUBLIC_URL']?.replace(/\/$/, '');
    return {
      context: { database, park, search: index, files, ...(address ? { address } : {}) },
      index,
      embedded: embedded !== undefined,
      async close({ server } = {}) {
        await index.close();
        await database.close();
        if (embedded && (server || !embedded.joined)) await embedded.stop();
      },
    };
  } catch (error) {
    if (embedded && !embedded.joined) await embedded.stop();
    throw error;
  }
}
