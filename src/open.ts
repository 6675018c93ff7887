import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './actions/index.ts';
import { Usage } from './cli/command.ts';
import { dataDir } from './env.ts';
import { type Kinds, kinds } from './records/index.ts';
import { LiveIndex, presentTables } from './search/index.ts';
import { type Embedded, startEmbedded } from './store/embedded.ts';
import { openStore } from './store/index.ts';
import { unusable } from './store/reach.ts';

export interface Opened {
  context: Context;
  /** Finds nothing until it is started. */
  index: LiveIndex;
  /** The database server in the data folder, where that is ours. */
  embedded: Embedded | undefined;
  /** Closes what was opened; the embedded server too where nobody else uses it. */
  close(): Promise<void>;
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
  const files = join(data, 'files');
  makeFolders(data, files);
  const problem = url ? await unusable(url) : undefined;
  if (problem) throw new Usage(problem);
  const embedded = url ? undefined : await startEmbedded(data, options.say ? { say: options.say } : {});
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
      embedded,
      async close() {
        await index.close();
        await database.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function makeFolders(data: string, files: string): void {
  try {
    mkdirSync(files, { recursive: true });
    for (const folder of [data, files]) accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Usage(`The data folder ${data} cannot be written (${code}). Set DATA_DIR to another one.`);
  }
}
