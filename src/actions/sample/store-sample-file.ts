import { hash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { StoredFile } from '../../records/index.ts';
import { sampleFolder } from './read-sample.ts';

const types: Readonly<Record<string, string>> = { '.png': 'image/png', '.pdf': 'application/pdf' };

/** Keeps one of the sample's files in the folder of the stored files, under the SHA-256 of its bytes. */
export async function storeSampleFile(folder: string, path: string): Promise<StoredFile> {
  const bytes = await readFile(join(sampleFolder, path));
  const type = types[extname(path)];
  if (!type) throw new Error(`The sample has a file of an unknown type: ${path}.`);
  const sha256 = hash('sha256', bytes);
  await mkdir(folder, { recursive: true });
  // A reader meets the whole file or none.
  const part = join(folder, `${sha256}.${process.pid}.part`);
  await writeFile(part, bytes);
  await rename(part, join(folder, sha256));
  return { sha256, name: basename(path), type, size: bytes.length };
}
