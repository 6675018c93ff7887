import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder, from the sources as from the bundle. */
export const root: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

/** Where the database, files and derived data of this park lie. */
export const dataDir = (): string => resolve(process.env['DATA_DIR'] ?? join(root, 'data-local'));

/**
 * The file that a worker thread starts from: the source itself when run from sources (tests),
 * its bundle `dist/workers/{name}.js` otherwise.
 */
export function workerEntry(path: string): URL {
  const name = path.split('/').at(-1);
  return import.meta.url.endsWith('/src/env.ts')
    ? new URL(`./${path}.ts`, import.meta.url)
    : new URL(`file://${join(root, 'dist/workers', `${name}.js`)}`);
}
