import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Forbidden } from '../../errors.ts';
import { isStaff, type Viewer } from '../../records/index.ts';
import { newId } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { ImportFile } from './plan-files.ts';

/** What is uploaded lies here until it has been imported, or a day at most. */
const keptFor = 24 * 3600 * 1000;

/** Files on their way in, written to disk as they arrive. */
export interface Upload {
  files: ImportFile[];
  /** Takes one file; its name is the sender's. */
  receive(name: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  discard(): Promise<void>;
}

export async function newUpload(context: Context, viewer: Viewer): Promise<Upload> {
  if (!isStaff(viewer)) throw new Forbidden('Only park staff import files.');
  const folder = join(context.files, 'uploads');
  await mkdir(folder, { recursive: true });
  await sweep(folder);
  const mine = join(folder, newId());
  await mkdir(mine);
  const files: ImportFile[] = [];
  return {
    files,
    async receive(name, pieces) {
      const path = join(mine, String(files.length));
      files.push({ name: plainFileName(name), path });
      await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(path));
    },
    discard: () => rm(mine, { recursive: true, force: true }),
  };
}

/** What has come in is no longer needed as a file. */
export async function forgetUpload(context: Context, files: readonly ImportFile[]): Promise<void> {
  const folder = join(context.files, 'uploads');
  for (const { path } of files) if (path.startsWith(`${folder}${sep}`)) await rm(path, { force: true });
}

const plainFileName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-200) || 'file';

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > keptFor) await rm(path, { recursive: true, force: true });
  }
}
