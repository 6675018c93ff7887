import { type FileHandle, open } from 'node:fs/promises';
import { LIMITS, type Limits, type ReadOptions, type Source, Unreadable } from './shapes.ts';

/** Random access to a source's bytes, whether they lie in memory or in a file. */
export interface Bytes {
  size: number;
  read: (offset: number, length: number) => Promise<Uint8Array>;
  close: () => Promise<void>;
}

const CHUNK = 64 * 1024;

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

export const limitsOf = (options: ReadOptions): Limits => ({ ...LIMITS, ...options.limits });

/** @throws Unreadable `file-too-large`, `empty-file` */
export async function openBytes(source: Source, limits: Limits): Promise<Bytes> {
  const bytes = 'bytes' in source ? inMemory(source.bytes) : await inFile(source.path);
  if (bytes.size > limits.bytes) {
    await bytes.close();
    const words = `The file has ${bytes.size} bytes; at most ${limits.bytes} are read. Please split it.`;
    throw new Unreadable('file-too-large', words, { file: source.name });
  }
  if (bytes.size === 0) {
    await bytes.close();
    throw new Unreadable('empty-file', 'The file is empty.', { file: source.name });
  }
  return bytes;
}

function inMemory(all: Uint8Array): Bytes {
  return {
    size: all.byteLength,
    read: async (offset, length) => all.subarray(offset, offset + length),
    close: async () => {},
  };
}

async function inFile(path: string): Promise<Bytes> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    read: (offset, length) => readFully(handle, offset, length),
    close: () => handle.close(),
  };
}

/** The bytes from `from` to `to` in pieces. */
export async function* pieces(bytes: Bytes, from = 0, to = bytes.size): AsyncGenerator<Uint8Array> {
  for (let offset = from; offset < to; ) {
    const piece = await bytes.read(offset, Math.min(CHUNK, to - offset));
    if (piece.byteLength === 0) return;
    yield piece;
    offset += piece.byteLength;
  }
}
