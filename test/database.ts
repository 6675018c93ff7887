import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { kinds } from '../src/records/index.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { openStore } from '../src/store/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that tests make their databases on, and the migrated one that they copy. */
    server: string;
    template: string;
  }
}

/**
 * One PostgreSQL for all tests: the server at TEST_DATABASE_URL (a superuser's), else an embedded one that does
 * not wait for the disk. Each test file copies a migrated database.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const folder = mkdtempSync(join(tmpdir(), 'causeway-test-'));
  // As root, the database's own user must get in.
  chmodSync(folder, 0o755);
  const embedded = given ? undefined : await startEmbedded(folder, { careless: true });
  const server = given ?? embedded!.url.replace(/\/causeway$/, '/postgres');
  const template = `causeway_template_${process.pid}`;
  await administer(server, `create database ${template}`);
  const { database } = await openStore(withDatabase(server, template), kinds);
  await database.close();
  project.provide('server', server);
  project.provide('template', template);
  return async () => {
    if (embedded) await embedded.stop();
    else await administer(server, `drop database ${template} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  };
}

export const withDatabase = (server: string, name: string): string =>
  server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);

export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
