import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MatchIndex } from '../engines/matching/index.ts';
import type { Facts } from './documents.ts';

/** The index of one process: what can be found, by kind, and up to where of the history it knows. */
export interface Content {
  /** Tells this database from others; a file of another one is of no use. */
  database: string;
  watermark: string;
  indexes: Record<string, MatchIndex>;
  facts: Map<string, Facts>;
}

interface Header {
  database: string;
  watermark: string;
  facts: [string, Facts][];
  parts: [kind: string, bytes: number][];
}

/** Writes the whole index beside the old file, then puts it in its place: a reader finds one or the other, whole. */
export function saveContent(path: string, content: Content): void {
  const parts = Object.entries(content.indexes).map(([kind, index]) => [kind, index.save()] as const);
  const header: Header = {
    database: content.database,
    watermark: content.watermark,
    facts: [...content.facts],
    parts: parts.map(([kind, bytes]) => [kind, bytes.byteLength]),
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, Buffer.concat([length, text, ...parts.map(([, bytes]) => bytes)]));
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Reads an index into fresh ones; undefined where the file is missing, broken, of other tables or another database. */
export function loadContent(
  path: string,
  database: string,
  fresh: () => Record<string, MatchIndex>,
): Content | undefined {
  try {
    const bytes = readFileSync(path);
    const headerLength = Number(bytes.readBigUInt64LE(0));
    const header = JSON.parse(bytes.subarray(8, 8 + headerLength).toString()) as Header;
    if (header.database !== database) return undefined;
    const indexes = fresh();
    let place = 8 + headerLength;
    for (const [kind, length] of header.parts) {
      const part = new Uint8Array(length);
      part.set(bytes.subarray(place, place + length));
      if (!indexes[kind]?.load(part.buffer)) return undefined;
      place += length;
    }
    return { database, watermark: header.watermark, indexes, facts: new Map(header.facts) };
  } catch {
    return undefined;
  }
}
