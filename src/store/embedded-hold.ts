import { readFileSync } from 'node:fs';
import pg from 'pg';

/** Held, shared, by every process that uses the embedded server; alone by the one that stops it. */
const useLock = 7_210_003;
/** Held by the one web server of an embedded database. */
const serveLock = 7_210_002;

export interface Hold {
  serve(): Promise<boolean>;
  lost: Promise<void>;
  release(stop: () => Promise<void>): Promise<void>;
}

/**
 * Keeps a connection whose locks say that this process uses the server, so that whoever leaves last stops it and
 * nobody stops it under others. The database frees them when the process dies in whatever way.
 */
export async function holdServer(url: string, pid: number): Promise<Hold> {
  let client: pg.Client;
  let ending = false;
  let serving = false;
  const lost = Promise.withResolvers<void>();

  const take = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
    fresh.on('error', () => {});
    await fresh.connect();
    await fresh.query('select pg_advisory_lock_shared($1)', [useLock]);
    client = fresh;
    fresh.once('end', () => {
      if (!ending) void again();
    });
  };
  const serve = async (): Promise<boolean> => {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [serveLock]);
    serving = rows[0].mine;
    return serving;
  };
  /** The server restarts by itself when one of its processes dies; when it is gone as a whole it stays away. */
  const again = async (): Promise<void> => {
    for (let attempt = 0; attempt < 60 && alive(pid) && !ending; attempt++) {
      await new Promise((done) => setTimeout(done, 500));
      try {
        await take();
      } catch {
        continue;
      }
      if (!serving || (await serve().catch(() => false))) return;
      break;
    }
    lost.resolve();
  };

  await take();
  return {
    serve,
    lost: lost.promise,
    async release(stop) {
      ending = true;
      try {
        await client.query('select pg_advisory_unlock_shared($1)', [useLock]);
        const { rows } = await client.query('select pg_try_advisory_lock($1) as last', [useLock]);
        if (rows[0].last) await stop();
      } catch {
        // The server is gone already.
      }
      await client.end().catch(() => {});
    },
  };
}

/** Whether a process of that number runs; one that is dead and only waits to be counted does not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  try {
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
