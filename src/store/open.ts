import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { root } from '../env.ts';
import type { Kinds } from '../records/index.ts';
import { Database, type Db } from './database.ts';
import type { Park } from './read.ts';

export interface Store {
  database: Database;
  park: Park;
}

/** Only one process migrates at a time; others wait. */
const migrateLock = 7_210_000;

/** Opens the database, brings its tables up to date, and reads what the park has settled. */
export async function openStore(
  url: string,
  kinds: Kinds,
  options: { timezone?: string; max?: number } = {},
): Promise<Store> {
  const database = new Database(url, options);
  try {
    await migrateTables(database);
    const secret = await setting(database, 'secret', () => randomBytes(32).toString('base64url'));
    const timezone = options.timezone ?? process.env['TIMEZONE'] ?? 'UTC';
    return { database, park: { kinds, timezone, secret } };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Applies what migrations are missing. */
export async function migrateTables(database: Database): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${migrateLock})`);
    await migrate(drizzle(client), {
      migrationsFolder: join(root, 'drizzle'),
      migrationsTable: 'migrations',
      migrationsSchema: 'drizzle',
    });
  } finally {
    await client.query(`select pg_advisory_unlock(${migrateLock})`).catch(() => {});
    client.release();
  }
}

/** A value that is settled once for the park and read ever after. */
export async function setting<T>(db: Db, key: string, first: () => T): Promise<T> {
  await db.query('insert into settings (key, value) values ($1, $2) on conflict do nothing', [
    key,
    JSON.stringify(first()),
  ]);
  const [row] = await db.query<{ value: T }>('select value from settings where key = $1', [key]);
  return row!.value;
}

export async function changeSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db.query(
    'insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [key, JSON.stringify(value)],
  );
}

export async function readSetting<T>(db: Db, key: string): Promise<T | undefined> {
  const [row] = await db.query<{ value: T }>('select value from settings where key = $1', [key]);
  return row?.value;
}
