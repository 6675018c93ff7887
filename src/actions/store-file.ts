import { hash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Invalid, NotFound } from '../errors.ts';
import type { StoredFile, Viewer } from '../records/index.ts';
import { findFile } from '../store/index.ts';
import type { Context } from './context.ts';

/** Largest file that is taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;

const zipped: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** What a file is, by its first bytes and never by what its sender says; undefined for all that is not taken. */
export function typeOf(bytes: Uint8Array, name: string): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (head.startsWith('%PDF-')) return 'application/pdf';
  if (head.startsWith('PK\x03\x04')) return zipped[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  return undefined;
}

const refused = (code: string, words: string): Invalid =>
  new Invalid('This file cannot be taken.', [{ pointer: '', code, words }]);

/** Keeps a file under its digest. Throws {@link Invalid} where it is too large or of a type that is not taken. */
export async function storeFile(
  context: Context,
  sent: { name: string; bytes: Uint8Array },
  want: 'picture' | 'any' = 'any',
): Promise<StoredFile> {
  if (sent.bytes.length > largestFile) throw refused('file-too-large', 'A file may have 10 MB at most.');
  const type = typeOf(sent.bytes, sent.name);
  if (want === 'picture' && !type?.startsWith('image/'))
    throw refused('not-a-picture', 'Choose a picture: PNG, JPEG, GIF or WebP.');
  if (!type)
    throw refused(
      'file-type',
      'Choose a PDF, a picture (PNG, JPEG, GIF, WebP) or a document (DOCX, XLSX, PPTX, ODT, ODS, ODP).',
    );
  const sha256 = hash('sha256', sent.bytes);
  const path = join(context.files, sha256);
  const there = await stat(path).catch(() => undefined);
  if (there?.size !== sent.bytes.length) {
    // Written beside and moved: nobody meets half a file.
    await mkdir(context.files, { recursive: true });
    const beside = `${path}.${randomUUID()}`;
    await writeFile(beside, sent.bytes);
    await rename(beside, path);
  }
  return { sha256, name: cleanName(sent.name), type, size: sent.bytes.length };
}

function cleanName(name: string): string {
  const plain = name
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{Cc}/gu, '')
    .trim();
  return plain.length > 150
    ? `${plain.slice(0, 140)}${/\.\w{1,8}$/.exec(plain)?.[0] ?? ''}`
    : plain || 'file';
}

/** A stored file that a record within the viewer's reach refers to. Throws {@link NotFound}. */
export async function fetchFile(
  context: Context,
  viewer: Viewer,
  sha256: string,
): Promise<{ file: StoredFile; bytes: Buffer }> {
  const missing = () => new NotFound('There is no such file.');
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw missing();
  const file = await findFile(context.database, context.park, viewer, sha256);
  if (!file) throw missing();
  const bytes = await readFile(join(context.files, sha256)).catch(() => {
    throw missing();
  });
  return { file, bytes };
}
