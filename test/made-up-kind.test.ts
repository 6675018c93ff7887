import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createRecord,
  deleteRecord,
  exportRecords,
  importNow,
  listRecords,
  recordHistory,
  showRecord,
  updateRecord,
} from '../src/actions/index.ts';
import { api } from '../src/api/index.ts';
import { always } from '../src/filter/index.ts';
import {
  choice,
  integer,
  kinds,
  money,
  record,
  ref,
  text,
  visitor,
  words as wordsField,
} from '../src/records/index.ts';
import { verifyHistory } from '../src/store/index.ts';
import { tablesOf } from '../src/store/tables.ts';
import { web } from '../src/web/index.tsx';
import { asBroker, broker, words, world } from './world.ts';

/** A kind that the platform has never heard of: declared once, here, it must be found at every door. */
const lighthouse = record({
  name: 'lighthouse',
  plural: 'lighthouses',
  label: { one: { en: 'Lighthouse', zh: '灯塔' }, many: { en: 'Lighthouses', zh: '灯塔' } },
  about: { en: 'Shows the way.', zh: '指路。' },
  title: 'name',
  fields: {
    name: wordsField({ label: { en: 'Name', zh: '名称' }, level: 'public', required: true }),
    height: integer({ label: { en: 'Height', zh: '高度' }, level: 'public', min: 1, max: 200 }),
    light: choice(
      { red: { en: 'Red', zh: '红' }, white: { en: 'White', zh: '白' } },
      { label: { en: 'Light', zh: '灯' }, level: 'public' },
    ),
    keeper: ref('organisation', { label: { en: 'Keeper', zh: '管理者' }, level: 'public' }),
    upkeep: money({ label: { en: 'Upkeep', zh: '维护费' }, level: 'member' }),
    secret: text({ label: { en: 'Secret', zh: '秘密' } }),
  },
  list: ['name', 'height', 'light'],
  filters: ['light', 'height'],
  sorts: ['name', 'height'],
  access: { read: () => always },
});

const known = { ...kinds, lighthouse };
const { context, database, put } = await world({ kinds: known });
const app = api(context, async (request) => (request.headers.get('x-broker') ? broker : visitor));
const ask = async (path: string, init?: RequestInit) => {
  const answer = await app.request(path, init);
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown> & { items: Record<string, unknown>[] },
  };
};

beforeAll(async () => {
  // The migration that drizzle-kit would write for it.
  const [before, after] = [generateDrizzleJson(tablesOf(kinds)), generateDrizzleJson(tablesOf(known))];
  for (const statement of await generateMigration(before, after)) await database.query(statement);
});

describe('a kind declared once', () => {
  it('has its table, validation, access, disclosure, filters, sorts, history and API', async () => {
    const [keeper] = await put('organisation', {
      name: words('Harbour office'),
      country: 'DE',
      status: 'published',
    });
    const input = {
      name: words('Roter Sand', 'de'),
      height: 28,
      light: 'red',
      keeper,
      upkeep: { amount: '1000.50', currency: 'EUR' },
      secret: 'key under the mat',
    };
    const made = await createRecord(context, asBroker, 'lighthouse', input);
    await createRecord(context, asBroker, 'lighthouse', {
      name: words('Pharos'),
      height: 100,
      light: 'white',
    });

    const shown = JSON.parse(await showRecord(context, visitor, 'lighthouse', made.id)) as Record<
      string,
      unknown
    >;
    expect([shown['height'], shown['keeper'], 'upkeep' in shown, 'secret' in shown]).toEqual([
      28,
      keeper,
      false,
      false,
    ]);
    const whole = JSON.parse(await showRecord(context, broker, 'lighthouse', made.id)) as Record<
      string,
      unknown
    >;
    expect([whole['upkeep'], whole['secret']]).toEqual([
      { amount: '1000.50', currency: 'EUR' },
      'key under the mat',
    ]);

    const heights = async (viewer: typeof visitor, search: string) =>
      (await listRecords(context, viewer, 'lighthouse', search)).rows.map(
        (row) => (JSON.parse(row) as { height: number }).height,
      );
    expect(await heights(visitor, 'height[min]=50')).toEqual([100]);
    expect(await heights(visitor, 'keeper.country=DE')).toEqual([28]);
    expect(await heights(visitor, 'sort=-height')).toEqual([100, 28]);
    expect(await heights(broker, 'upkeep.EUR[min]=1000')).toEqual([28]);
    await expect(heights(visitor, 'upkeep.EUR[min]=1000')).rejects.toThrow('cannot be answered');

    const listed = await ask('/v1/lighthouses?light=white');
    expect(listed.body.items.map((item) => item['height'])).toEqual([100]);
    const created = await ask('/v1/lighthouses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-broker': '1' },
      body: JSON.stringify({ name: words('Lindau'), height: 33, light: 'green' }),
    });
    expect([created.status, created.body['errors']]).toEqual([
      400,
      [
        {
          pointer: '/light',
          code: 'unknown-value',
          words: 'Allowed: red, white.',
          params: { allowed: 'red, white' },
        },
      ],
    ]);
    const description = await ask('/openapi.json');
    expect(
      Object.keys(description.body['paths'] as object).filter((path) => path.includes('lighthouse')),
    ).toEqual(['/lighthouses', '/lighthouses/export', '/lighthouses/{id}', '/lighthouses/{id}/history']);

    const [change] = await recordHistory(context, broker, 'lighthouse', made.id);
    expect([change!.action, change!.row?.['height']]).toEqual(['create', 28]);
    expect((await verifyHistory(database, known)).findings).toEqual([]);
  });

  it('keeps every digit of money through a change', async () => {
    const { id } = await createRecord(context, asBroker, 'lighthouse', {
      name: words('Dear'),
      upkeep: { amount: '123456789012345678.123456', currency: 'CNY' },
    });
    await updateRecord(context, asBroker, 'lighthouse', id, { height: 5 }, 1);
    const row = JSON.parse(await showRecord(context, broker, 'lighthouse', id)) as Record<string, unknown>;
    expect([row['height'], row['upkeep']]).toEqual([
      5,
      { amount: '123456789012345678.123456', currency: 'CNY' },
    ]);
    await deleteRecord(context, asBroker, 'lighthouse', id, 2);
  });

  it('has its pages: list, record and form, in both languages, without what is not for the viewer', async () => {
    const pages = web(context, async (request) => (request.headers.get('x-broker') ? broker : visitor));
    const page = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await pages.request(path, { headers });
      return `${answer.status} ${(await answer.text()).replaceAll(/<[^>]+>/g, ' ')}`;
    };
    const { id } = JSON.parse((await listRecords(context, visitor, 'lighthouse', 'light=red')).rows[0]!) as {
      id: string;
    };
    const list = await page('/en/lighthouses?light=red');
    expect([/^200/, /Lighthouses/, /Roter Sand/, /Light/].map((words) => words.test(list))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(list).not.toContain('Pharos');
    expect(await page('/zh/lighthouses')).toContain('灯塔');
    const shown = await page(`/en/lighthouses/${id}`);
    expect([
      shown.includes('Harbour office'),
      shown.includes('key under the mat'),
      shown.includes('1,000.50'),
    ]).toEqual([true, false, false]);
    expect(await page(`/en/lighthouses/${id}`, { 'x-broker': '1' })).toContain('key under the mat');
    const form = await (
      await pages.request(`/en/lighthouses/${id}/edit`, { headers: { 'x-broker': '1' } })
    ).text();
    expect(['height', 'light', 'secret'].map((name) => form.includes(`name="${name}"`))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('goes out in a file and comes in unchanged', async () => {
    for (const format of ['csv', 'xlsx', 'json']) {
      const { bytes, fileName } = await exportRecords(context, broker, 'lighthouse', '', format);
      const path = join(context.files, fileName);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      writeFileSync(path, Buffer.concat(chunks));
      const end = await importNow(context, asBroker, {
        kind: 'lighthouse',
        files: [{ path, name: fileName }],
      });
      expect([format, end.result?.account]).toEqual([
        format,
        { rows: 2, added: 0, updated: 0, unchanged: 2, rejected: 0, made: {} },
      ]);
    }
  });
});
