import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTables } from '../engines/matching/build/index.ts';
import type { TableBuffers } from '../engines/matching/index.ts';
import { root } from '../env.ts';
import { type Place, place, readSources, sourcesDigest } from './tables/read.ts';

export { type Place, sourcesDigest } from './tables/read.ts';

/** Where the built tables lie: derived data, beside no sources. */
export const tablesFolder = join(root, '.cache/matching');

const names = { lexicon: 'lexicon.bin', vectors: 'vectors.bin' } as const;

function read(file: string): ArrayBuffer | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  } catch {
    return undefined;
  }
}

/** Replaces a file in one step, so that a reader never meets half of it. */
function write(file: string, bytes: Uint8Array): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, file);
}

/** The tables as last built, whatever their sources are now; undefined where there are none. */
export function builtTables(folder = tablesFolder): TableBuffers | undefined {
  const lexicon = read(join(folder, names.lexicon));
  return lexicon && { lexicon, vectors: read(join(folder, names.vectors)) };
}

/** True where tables of the present sources lie in the folder. */
export function tablesCurrent(folder = tablesFolder, where: Place = place): boolean {
  try {
    return readFileSync(join(folder, 'digest'), 'utf8') === sourcesDigest(where);
  } catch {
    return false;
  }
}

/** Builds the tables and puts them into the folder. Takes about a minute and up to 2 GB. */
export async function makeTables(
  say: (words: string) => void = () => {},
  folder = tablesFolder,
  where: Place = place,
): Promise<void> {
  const sources = await readSources(say, where);
  const { lexicon, vectors } = buildTables(sources, say);
  mkdirSync(folder, { recursive: true });
  // The digest goes last and comes off first: without it nothing here counts as current.
  rmSync(join(folder, 'digest'), { force: true });
  write(join(folder, names.lexicon), lexicon);
  if (vectors) write(join(folder, names.vectors), vectors);
  else rmSync(join(folder, names.vectors), { force: true });
  write(join(folder, 'digest'), new TextEncoder().encode(sources.digest));
}

/** The tables of the present sources, built first where they are missing or older. */
export async function currentTables(
  say: (words: string) => void = () => {},
  folder = tablesFolder,
  where: Place = place,
): Promise<TableBuffers> {
  if (!tablesCurrent(folder, where)) await makeTables(say, folder, where);
  return builtTables(folder) ?? {};
}
