/**
 * Which encoding a text file is in, and its text. A byte-order mark decides; without one, valid UTF-8 is UTF-8;
 * what is left is told apart by how its high bytes are paired: GB 2312 and EUC-KR use pairs of high bytes,
 * Windows-1252 has single ones among ASCII letters.
 */

import { type ReadOptions, Unreadable } from './shapes.ts';
import { type Bytes, pieces } from './sources.ts';

const SAMPLE = 1_000_000;

/** @throws Unreadable `binary`, `broken-encoding`, `unknown-encoding` */
export async function detectEncoding(bytes: Bytes, file: string, options: ReadOptions): Promise<string> {
  if (options.encoding !== undefined) {
    try {
      return new TextDecoder(options.encoding).encoding;
    } catch {
      throw new Unreadable('unknown-encoding', `“${options.encoding}” is not a known encoding.`, { file });
    }
  }
  const head = await bytes.read(0, 64 * 1024);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = unmarkedUtf16(head);
  if (wide !== undefined) return wide;
  if (head.includes(0)) {
    throw new Unreadable('binary', 'This is not a text file: it contains zero bytes.', { file });
  }
  const { valid, multibyte, broken, sample } = await scanUtf8(bytes);
  if (valid) return 'utf-8';
  // A UTF-8 file with some damage would come in as mojibake from end to end if it were read as anything else.
  if (multibyte > 0 && multibyte >= 10 * broken) {
    const words = `The file is UTF-8, but ${broken} of its bytes are damaged. Please save it again as UTF-8.`;
    throw new Unreadable('broken-encoding', words, { file });
  }
  return legacyEncoding(sample);
}

/** What every table has: tab, line breaks, space, quotation mark, comma, semicolon. Turned around, they are rare signs. */
const STRUCTURE = new Set([0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3b]);

/** UTF-16 without a mark: whole characters, none of them zero, and the structure of a table in one order of the bytes. */
function unmarkedUtf16(head: Uint8Array): string | undefined {
  let little = 0;
  let big = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    const [first, second] = [head[i] as number, head[i + 1] as number];
    if (first === 0 && second === 0) return undefined;
    if (second === 0 && STRUCTURE.has(first)) little++;
    if (first === 0 && STRUCTURE.has(second)) big++;
  }
  if (little > 10 * big) return 'utf-16le';
  return big > 10 * little ? 'utf-16be' : undefined;
}

interface Utf8Scan {
  valid: boolean;
  multibyte: number;
  broken: number;
  sample: Uint8Array;
}

/** Looks at the whole file, and keeps the first pieces that have high bytes for a closer look. */
async function scanUtf8(bytes: Bytes): Promise<Utf8Scan> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const kept: Uint8Array[] = [];
  let size = 0;
  let valid = true;
  for await (const piece of pieces(bytes)) {
    if (size < SAMPLE && piece.some((byte) => byte >= 0x80)) {
      kept.push(Buffer.from(piece));
      size += piece.length;
    }
    if (valid) {
      try {
        strict.decode(piece, { stream: true });
      } catch {
        valid = false;
      }
    }
    if (!valid && size >= SAMPLE) break;
  }
  if (valid) {
    try {
      strict.decode();
    } catch {
      valid = false;
    }
  }
  const sample = Buffer.concat(kept);
  return { valid, ...(valid ? { multibyte: 0, broken: 0 } : countUtf8(sample)), sample };
}

function countUtf8(sample: Uint8Array): { multibyte: number; broken: number } {
  let multibyte = 0;
  let broken = 0;
  for (let i = 0; i < sample.length; ) {
    const byte = sample[i] as number;
    const length =
      byte < 0x80
        ? 1
        : byte >= 0xc2 && byte < 0xe0
          ? 2
          : byte >= 0xe0 && byte < 0xf0
            ? 3
            : byte >= 0xf0 && byte < 0xf5
              ? 4
              : 0;
    let follows = 1;
    while (follows < length && ((sample[i + follows] ?? 0) & 0xc0) === 0x80) follows++;
    if (length === 0 || follows < length) {
      broken++;
      i += Math.max(1, follows === length ? 1 : follows);
    } else {
      if (length > 1) multibyte++;
      i += length;
    }
  }
  return { multibyte, broken };
}

/** GB18030 (with GBK and GB 2312), EUC-KR or Windows-1252, by the pairs of high bytes. */
function legacyEncoding(sample: Uint8Array): string {
  let pairs = 0;
  let single = 0;
  let hangulRows = 0;
  for (let i = 0; i < sample.length; i++) {
    const lead = sample[i] as number;
    if (lead < 0x80) continue;
    const trail = sample[i + 1] ?? 0;
    if (lead >= 0xa1 && lead <= 0xfe && trail >= 0xa1 && trail <= 0xfe) {
      pairs++;
      if (lead >= 0xb0 && lead <= 0xc8) hangulRows++;
      i++;
    } else {
      single++;
      // GBK beyond GB 2312 and the four-byte forms: step over the second byte so that pairing stays in step.
      if (lead >= 0x81 && lead <= 0xfe && (trail >= 0x80 || (trail >= 0x40 && pairs > single))) i++;
    }
  }
  if (pairs <= single) return 'windows-1252';
  // Rows B0 to C8 hold all of Hangul; of running Chinese text a good quarter lies beyond them (的 不 were within, 是 有 在 are not).
  return hangulRows / pairs > 0.93 && pairs >= 20 ? 'euc-kr' : 'gb18030';
}

/** The file's text in pieces, without its byte-order mark; no piece ends within a character. */
export async function* decode(bytes: Bytes, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces(bytes)) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
