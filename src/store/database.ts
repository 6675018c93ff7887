import { createHash } from 'node:crypto';
import pg from 'pg';

/** Anything that answers a statement: the pool, or one connection inside a transaction. */
export interface Db {
  query<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>;
}

const parsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    // Days, instants and exact numbers stay as written; counts fit a number.
    if (oid === 20) return Number;
    if ([1082, 1114, 1184, 1700].includes(oid)) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

const names = new Map<string, string>();

/** Statements are prepared once a connection, under a name made from their text. */
function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name) {
    if (names.size >= 500) return undefined;
    name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
    names.set(text, name);
  }
  return name;
}

const run = async <R>(client: pg.Pool | pg.PoolClient, text: string, values: unknown[]): Promise<R[]> => {
  const name = values.length > 0 ? nameOf(text) : undefined;
  const result = await client.query({ text, values, ...(name ? { name } : {}) });
  return result.rows as R[];
};

/** A connection to the database. */
export class Database implements Db {
  readonly pool: pg.Pool;
  readonly url: string;

  constructor(url: string, options: { max?: number } = {}) {
    this.url = url;
    this.pool = new pg.Pool({
      connectionString: url,
      max: options.max ?? 10,
      types: parsers,
      options: '-c TimeZone=UTC -c DateStyle=ISO -c statement_timeout=60000 -c jit=off',
    });
    // A server that goes away must not take the process with it: the next query says so.
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  query<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return run<R>(this.pool, text, values);
  }

  /** Runs work in one transaction: all of it is kept, or none. */
  async transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work({ query: (text, values = []) => run(client, text, values) });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((reason: Error) => {
        broken = reason;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Calls back when something is said on a channel; reconnects by itself. Returns how to stop. */
export async function listen(
  database: Database,
  channel: string,
  heard: () => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    client = new pg.Client({ connectionString: database.url });
    client.on('notification', heard);
    client.on('error', () => {
      client = undefined;
      if (!stopped) retry = setTimeout(() => connect().catch(() => {}), 1000);
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch {
      client = undefined;
      if (!stopped) retry = setTimeout(() => connect().catch(() => {}), 1000);
    }
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => {});
  };
}
