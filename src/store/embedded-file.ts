import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** How to reach the server: in the data folder's `server.json` (mode 0600). */
export interface ServerFile {
  pid: number;
  port: number;
  secret: string;
}

function readServerFile(file: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ServerFile;
  } catch {
    return undefined;
  }
}

function draftServerFile(file: string, content: ServerFile): string {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  // Root writes it for whom the folder belongs to.
  const { uid, gid } = statSync(dirname(file));
  if (process.getuid?.() === 0) chownSync(draft, uid, gid);
  return draft;
}

/** In one step: a hard kill in the middle must not cost the password. */
export function writeServerFile(file: string, content: ServerFile): void {
  renameSync(draftServerFile(file, content), file);
}

/**
 * The database's password. It is on disk before the database is made, and of two processes that begin at once the
 * first one's counts.
 */
export function settledSecret(file: string): string {
  const known = readServerFile(file)?.secret;
  if (known) return known;
  const draft = draftServerFile(file, {
    pid: 0,
    port: 0,
    secret: randomBytes(24).toString('base64url'),
  });
  try {
    if (existsSync(file)) renameSync(draft, file);
    else linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readServerFile(file)!.secret;
}
