/** Writes a ZIP archive as its parts arrive (PKWARE APPNOTE 6.3.10; sizes follow each part in a data descriptor). */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface PartContent {
  name: string;
  content: Iterable<string> | AsyncIterable<string>;
}

const VERSION = 20;
/** Sizes follow the data (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the earliest day ZIP knows: the same rows give the same file. */
const DATE = 0x0021;
const BATCH = 64 * 1024;

export async function* writeZip(parts: AsyncIterable<PartContent>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, content } of parts) {
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(VERSION, 4);
    local.writeUInt16LE(FLAGS, 6);
    local.writeUInt16LE(DEFLATED, 8);
    local.writeUInt16LE(DATE, 12);
    local.writeUInt16LE(path.length, 26);
    yield Buffer.concat([local, path]);
    const tally = { crc: 0, size: 0 };
    let packed = 0;
    const deflate = pipeline(Readable.from(batches(content, tally)), createDeflateRaw(), () => {});
    for await (const piece of deflate as AsyncIterable<Uint8Array>) {
      packed += piece.length;
      yield piece;
    }
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x08074b50, 0);
    sizes.writeUInt32LE(tally.crc, 4);
    sizes.writeUInt32LE(packed, 8);
    sizes.writeUInt32LE(tally.size, 12);
    yield sizes;
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(VERSION, 4);
    local.copy(entry, 6, 4, 14);
    sizes.copy(entry, 16, 4, 16);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, path);
    offset += 30 + path.length + packed + 16;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([table, end]);
}

/** The content as bytes in pieces worth compressing, counted as they pass. */
async function* batches(
  content: PartContent['content'],
  tally: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  const count = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    tally.crc = crc32(bytes, tally.crc);
    tally.size += bytes.length;
    return bytes;
  };
  let kept = '';
  for await (const text of content) {
    kept += text;
    if (kept.length < BATCH) continue;
    yield count(kept);
    kept = '';
  }
  if (kept !== '') yield count(kept);
}
