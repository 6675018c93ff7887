import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import type { Caller, Context } from '../src/actions/index.ts';
import { type Kinds, kinds, type Viewer, type Words } from '../src/records/index.ts';
import { type Hand, insertRows, newId, openStore, type Values } from '../src/store/index.ts';
import { administer, withDatabase } from './database.ts';

/** A text in one language. */
export const words = (text: string, language = 'en'): Words => ({
  source: language,
  values: { [language]: { text, state: 'source' } },
});

export const broker: Viewer = { role: 'broker', user: 'u-broker', name: 'Bo Broker' };
export const memberOf = (organisation: string): Viewer => ({
  role: 'member',
  user: `u-${organisation}`,
  name: 'Mo Member',
  organisation,
});
export const asBroker: Caller = { viewer: broker, door: 'page' };
export const hand: Hand = { actor: 'test', door: 'command' };

/** A database of its own for a test file, and what actions stand on; gone when the file ends. */
export async function world(options: { kinds?: Kinds; timezone?: string } = {}) {
  const server = inject('server');
  const name = `causeway_test_${newId().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${inject('template')}`);
  const url = withDatabase(server, name);
  const { database, park } = await openStore(url, options.kinds ?? kinds, {
    timezone: options.timezone ?? 'Asia/Shanghai',
    max: 5,
  });
  const files = mkdtempSync(join(tmpdir(), 'causeway-files-'));
  const context: Context = { database, park, search: nothingFound, files, address: 'http://park.test' };
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
    await database.close();
    await administer(server, `drop database if exists ${name} with (force)`);
    rmSync(files, { recursive: true, force: true });
  });
  return {
    url,
    context,
    database,
    park,
    /** Runs before the database goes. */
    onClose: (close: () => Promise<void>) => closing.push(close),
    /** Writes rows as they are, with their history; returns their ids. */
    async put(kind: keyof typeof kinds, ...rows: Values[]): Promise<string[]> {
      const withIds = rows.map((row) => ({ id: newId(), ...row }));
      await database.transaction((tx) => insertRows(tx, park.kinds[kind]!, withIds, hand));
      return withIds.map((row) => String(row.id));
    },
  };
}

const nothingFound: Context['search'] = {
  find: () => [],
  matches: () => [],
  quote: () => {},
  highlight: () => [],
  latestChange: () => -1,
};
