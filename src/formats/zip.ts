/**
 * A reader of ZIP archives that does not trust them. Only the central directory counts; a part is refused before
 * inflating when its stated size or growth is out of bounds, and while inflating when it outgrows what it stated.
 * (PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16.)
 */

import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Limits, Unreadable } from './shapes.ts';
import { type Bytes, pieces } from './sources.ts';

export interface ZipPart {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const PARTS = 10_000;
/** Small parts may be as repetitive as they like. */
const HARMLESS = 10_000_000;

/** @throws Unreadable `broken-zip`, `zip-bomb`, `encrypted` */
export async function openZip(bytes: Bytes, file: string, limits: Limits): Promise<Map<string, ZipPart>> {
  const broken = (words: string) => new Unreadable('broken-zip', words, { file });
  const bomb = (words: string) => new Unreadable('zip-bomb', words, { file });
  const tailStart = Math.max(0, bytes.size - 65_557);
  const tail = view(await bytes.read(tailStart, bytes.size - tailStart));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw broken('The file is cut off: its table of contents is missing.');
  const count = tail.getUint16(end + 10, true);
  const length = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) throw bomb('The file is larger than a workbook can be.');
  if (count > PARTS) throw bomb(`The file has ${count} parts; a workbook has at most ${PARTS}.`);
  if (start + length > tailStart + end) throw broken('The table of contents does not fit the file.');
  const table = view(await bytes.read(start, length));
  const parts = new Map<string, ZipPart>();
  let total = 0;
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > table.byteLength || table.getUint32(at, true) !== ENTRY) {
      throw broken('The table of contents is damaged.');
    }
    if (table.getUint16(at + 8, true) & 1)
      throw new Unreadable('encrypted', 'The file has a password.', { file });
    const nameLength = table.getUint16(at + 28, true);
    const next = at + 46 + nameLength + table.getUint16(at + 30, true) + table.getUint16(at + 32, true);
    if (next > table.byteLength) throw broken('The table of contents is damaged.');
    const name = new TextDecoder().decode(
      new Uint8Array(table.buffer, table.byteOffset + at + 46, nameLength),
    );
    const part = {
      name,
      method: table.getUint16(at + 10, true),
      packed: table.getUint32(at + 20, true),
      size: table.getUint32(at + 24, true),
      offset: table.getUint32(at + 42, true),
    };
    total += part.size;
    if (total > limits.inflatedBytes) {
      throw bomb(`Unpacked, the file would have more than ${limits.inflatedBytes} bytes.`);
    }
    if (part.size > HARMLESS && part.size > part.packed * limits.ratio) {
      throw bomb(`A part of the file would grow ${Math.round(part.size / part.packed)}-fold when unpacked.`);
    }
    if (parts.has(name)) throw broken('Two parts of the file have the same name.');
    parts.set(name, part);
    at = next;
  }
  return parts;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The content of one part in pieces. @throws Unreadable `broken-zip`, `zip-bomb` */
export async function* inflate(bytes: Bytes, part: ZipPart, file: string): AsyncGenerator<Uint8Array> {
  const head = view(await bytes.read(part.offset, 30));
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) {
    throw new Unreadable('broken-zip', 'A part of the file is not where it should be.', { file });
  }
  const from = part.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = pieces(bytes, from, from + part.packed);
  if (part.method !== 0 && part.method !== 8) {
    throw new Unreadable('broken-zip', 'The file is packed in a way that workbooks do not use.', { file });
  }
  const unpacked = part.method === 0 ? packed : pipeline(Readable.from(packed), createInflateRaw(), () => {});
  let size = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > part.size) {
        throw new Unreadable('zip-bomb', 'A part of the file is larger than it says.', { file });
      }
      yield piece;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('broken-zip', 'The file is damaged.', { file });
  }
  if (size < part.size) throw new Unreadable('broken-zip', 'The file is cut off.', { file });
}
