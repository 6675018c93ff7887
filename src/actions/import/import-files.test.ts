import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { afterAll, describe, expect, it } from 'vitest';
import { world } from '../../../test/world.ts';
import {
  choice,
  day,
  integer,
  kinds,
  list,
  money,
  record,
  ref,
  system,
  text,
  words as wordsField,
} from '../../records/index.ts';
import { tablesOf } from '../../store/tables.ts';
import type { Caller, Context } from '../index.ts';
import {
  type ImportEnd,
  type ImportRequest,
  importNow,
  listRecords,
  undoImport,
  updateRecord,
} from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'causeway-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command: Caller = { viewer: system, door: 'command' };
const { context } = await world();

/** Writes a file and imports it. */
async function bring(
  name: string,
  content: unknown,
  more: Partial<ImportRequest> = {},
  at: Context = context,
): Promise<ImportEnd> {
  const path = join(folder, name);
  writeFileSync(
    path,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return importNow(at, command, { kind: 'opportunity', files: [{ name, path }], ...more });
}

/** Records in the order of their references: those of one import are made within the same millisecond. */
const rows = async (
  kind: string,
  search = '',
  at: Context = context,
): Promise<Record<string, ReturnType<typeof JSON.parse>>[]> =>
  (await listRecords(at, system, kind, search)).rows
    .map((row) => JSON.parse(row))
    .sort((a, b) => (String(a.reference) < String(b.reference) ? -1 : 1));

const counts = ({ result }: ImportEnd) => {
  const { rows: all, added, updated, unchanged, rejected } = result!.account;
  return [all, added, updated, unchanged, rejected];
};

const offer = (id: string | null, title: string, more: object = {}) => ({
  id,
  kind: 'technology-offer',
  title,
  description: `What ${title} is good for, told at some length.`,
  language: 'en',
  ...more,
});

describe('identity', () => {
  it('is the sender and its id: sent again unchanged, changed updated, of another sender another record', async () => {
    expect(counts(await bring('a.json', [offer('1', 'Pump'), offer('2', 'Valve')]))).toEqual([2, 2, 0, 0, 0]);
    expect(counts(await bring('a.json', [offer('1', 'Pump'), offer('2', 'Better valve')]))).toEqual([
      2, 0, 1, 1, 0,
    ]);
    expect(counts(await bring('b.json', [offer('1', 'Pump')]))).toEqual([1, 1, 0, 0, 0]);
    expect(counts(await bring('c.json', [offer('1', 'Pump')], { source: 'a.json' }))).toEqual([
      1, 0, 0, 1, 0,
    ]);
    const mine = await rows('opportunity', 'sender=a.json&sort=createdAt');
    expect(mine.map((row) => [row['reference'], row['title'].values.en.text, row['version']])).toEqual([
      ['1', 'Pump', 1],
      ['2', 'Better valve', 2],
    ]);
  });

  it('is what the row says where there is no id, and where the file uses an id for other content', async () => {
    const first = [
      offer(null, 'Lathe'),
      offer(null, 'Lathe', { expires: '2027-01-31' }),
      offer(null, 'Lathe'),
      offer('7', 'Mill'),
      offer('7', 'Drill'),
      offer('8', 'Press'),
      offer('8', 'Press'),
    ];
    expect(counts(await bring('no-ids.json', first))).toEqual([7, 5, 0, 2, 0]);
    expect(counts(await bring('no-ids.json', [...first].reverse()))).toEqual([7, 0, 0, 7, 0]);
    const kept = await rows('opportunity', 'sender=no-ids.json');
    expect(kept.map((row) => row['title'].values.en.text).sort()).toEqual([
      'Drill',
      'Lathe',
      'Lathe',
      'Mill',
      'Press',
    ]);
    expect(kept.map((row) => row['reference'][0]).sort()).toEqual(['7', '7', '8', '~', '~']);
  });

  it('takes the later row where two of one identity differ, and does not do it again the next time', async () => {
    const twice = [offer('5', 'Saw', { stage: 3 }), offer('5', 'Saw', { stage: 4 })];
    expect(counts(await bring('twice.json', twice))).toEqual([2, 1, 1, 0, 0]);
    expect(counts(await bring('twice.json', twice))).toEqual([2, 0, 0, 2, 0]);
    expect((await rows('opportunity', 'sender=twice.json')).map((row) => row['stage'])).toEqual([4]);
  });

  it('keeps what people here have changed, unless the sender has changed it, too', async () => {
    await bring('three.json', [offer('1', 'Crane', { stage: 3, url: 'https://example.org/crane' })]);
    const [before] = await rows('opportunity', 'sender=three.json');
    await updateRecord(
      context,
      command,
      'opportunity',
      before!['id'],
      { stage: 5, url: 'https://example.org/mended' },
      before!['version'],
    );
    expect(
      counts(
        await bring('three.json', [offer('1', 'Crane', { stage: 3, url: 'https://example.org/crane' })]),
      ),
    ).toEqual([1, 0, 0, 1, 0]);
    expect(
      counts(
        await bring('three.json', [offer('1', 'Crane', { stage: 6, url: 'https://example.org/crane' })]),
      ),
    ).toEqual([1, 0, 1, 0, 0]);
    const [after] = await rows('opportunity', 'sender=three.json');
    expect([after!['stage'], after!['url']]).toEqual([6, 'https://example.org/mended']);
  });
});

describe('rows', () => {
  it('come in safe, without contacts, flagged; the original stays confidential', async () => {
    const sent = '<p>Write to <b>me</b>: jo@example.org or +49 711 685 1234.</p><script>alert(1)</script>';
    await bring('contacts.json', [
      offer('1', 'Contacts', { description: sent }),
      offer('2', '', { description: 'x'.repeat(5000) }),
    ]);
    const [one, two] = await rows('opportunity', 'sender=contacts.json&sort=createdAt');
    expect(one!['description'].values.en.text).toBe('Write to me: [contact] or [contact].');
    expect(one!['original']).toEqual({ description: sent });
    expect([one!['flags'], one!['status'], one!['sourcePlace']]).toEqual([
      ['contact'],
      'submitted',
      'contacts.json#1',
    ]);
    expect([two!['flags'], two!['status'], two!['title']]).toEqual([
      ['too-long:description', 'no-title'],
      'draft',
      null,
    ]);
    expect(two!['description'].values.en.text).toHaveLength(5000);
  });

  it('leave out what is not understood, with its place, and keep it as a note; wrong types stay out', async () => {
    const end = await bring(
      'dirty.csv',
      [
        'id;kind;title;language;country;url;codes;stage;published;colour',
        '1;Technology offer;Ok;en;Germany;http//wrong;ipc:H01M10/0562, ipc:NOPE;7;Jan 16th, 2020;red',
        '2;technology-offer;Bad stage;en;DE;;;seven;;',
        '3;technology-offer;Bad stage;en;DE;;;12;;',
        '4;;No kind;en;DE;;;;;',
        '5;technology-offer;Ambiguous;en;XX;;;;3/4/2020;',
        '6;technology-offer;Too long;en;;;;;;;surplus',
      ].join('\r\n'),
    );
    expect(counts(end)).toEqual([6, 2, 0, 0, 4]);
    expect(
      end.result!.problems.map(({ row, field, code, rejected }) => [row ?? '', field ?? '', code, rejected]),
    ).toEqual([
      ['', '', 'unknown-columns', false],
      [7, '', 'too-many-cells', true],
      [3, 'stage', 'wrong-type', true],
      [4, 'stage', 'too-big', true],
      [5, 'kind', 'required', true],
      [2, 'codes', 'bad-code', false],
      [2, 'url', 'bad-url', false],
      [6, 'published', 'day-ambiguous', false],
      [6, 'country', 'bad-country', false],
    ]);
    const [one] = await rows('opportunity', 'sender=dirty.csv&reference=1');
    expect([one!['country'], one!['url'], one!['published'], one!['notes']]).toEqual([
      'DE',
      null,
      '2020-01-16',
      { colour: 'red', codes: 'ipc:H01M10/0562, ipc:NOPE', url: 'http//wrong' },
    ]);
  });

  it('bring 200,000 characters and not one more', async () => {
    const end = await bring('long.json', [
      offer('1', 'Fits', { description: 'y'.repeat(200_000) }),
      offer('2', 'Does not', { description: 'y'.repeat(200_001) }),
    ]);
    expect(counts(end)).toEqual([2, 1, 0, 0, 1]);
    expect(end.result!.problems).toMatchObject([
      { row: 2, field: 'description', code: 'too-long', rejected: true },
    ]);
  });

  it('know their language, or have it detected', async () => {
    await bring('languages.json', [
      { id: '1', kind: 'technology-offer', title: '固态电池', description: '一种新的固态电解质材料。' },
      {
        id: '2',
        kind: 'technology-offer',
        title: 'Pumpe',
        'title@en': 'Pump',
        'title@zh:machine': '泵',
        language: 'de',
      },
    ]);
    const [one, two] = await rows('opportunity', 'sender=languages.json&sort=createdAt');
    expect([one!['title'].source, one!['languageDetected']]).toEqual(['zh', true]);
    expect(two!['title']).toMatchObject({
      source: 'de',
      values: {
        de: { text: 'Pumpe', state: 'source' },
        en: { text: 'Pump', state: 'reviewed' },
        zh: { text: '泵', state: 'machine' },
      },
    });
    expect(two!['languageDetected']).toBe(null);
  });

  it('make the organisations that they name, once, and find them again', async () => {
    const named = [
      offer('1', 'One', { organisation: 'Acme 研究所', country: 'CN' }),
      offer('2', 'Two', { organisation: 'Acme 研究所' }),
    ];
    const end = await bring('named.json', named);
    expect(end.result!.account.made).toEqual({ organisation: 1 });
    const again = await bring('named-2.json', named);
    expect(again.result!.account.made).toEqual({});
    const [acme] = await rows('organisation', 'name=Acme%20%E7%A0%94%E7%A9%B6%E6%89%80');
    const both = await rows('opportunity', 'sender=named.json&sender=named-2.json');
    expect(both.map((row) => row['organisation'])).toEqual(Array(4).fill(acme!['id']));
  });
});

describe('whole imports', () => {
  it('leave nothing when one row is rejected and all or nothing was asked for, and nothing in a dry run', async () => {
    const mixed = [offer('1', 'Good'), { id: '2', title: 'No kind', language: 'en' }];
    const end = await bring('mixed.json', mixed, { allOrNothing: true });
    expect([counts(end), end.result!.outcome]).toEqual([[2, 1, 0, 0, 1], 'undone']);
    const dry = await bring('mixed.json', mixed, { dryRun: true });
    expect([counts(dry), dry.result!.outcome]).toEqual([[2, 1, 0, 0, 1], 'dry-run']);
    expect(await rows('opportunity', 'sender=mixed.json')).toEqual([]);
    expect(await rows('source', 'publisher=mixed.json')).toEqual([]);
  });

  it('are taken back whole: created deleted, changed restored, changed since left; then they come in again', async () => {
    await bring('undo.json', [offer('1', 'Old one'), offer('2', 'Old two')]);
    const second = [
      offer('1', 'New one'),
      offer('2', 'New two'),
      offer('3', 'Three', { organisation: 'Undone Inc' }),
    ];
    const end = await bring('undo.json', second);
    expect(counts(end)).toEqual([3, 1, 2, 0, 0]);
    const two = (await rows('opportunity', 'sender=undo.json&reference=2'))[0]!;
    await updateRecord(context, command, 'opportunity', two['id'], { stage: 9 }, two['version']);
    const undone = await undoImport(context, command, end.id);
    expect(undone).toEqual({
      deleted: 2,
      restored: 1,
      left: [{ kind: 'opportunity', record: two['id'], reason: 'changed' }],
      leftCount: 1,
    });
    const titles = async () =>
      (await rows('opportunity', 'sender=undo.json&sort=createdAt')).map(
        (row) => row['title'].values.en.text,
      );
    expect((await titles()).sort()).toEqual(['New two', 'Old one']);
    expect(await rows('organisation', 'name=Undone%20Inc')).toEqual([]);
    await expect(undoImport(context, command, end.id)).rejects.toThrow('undone already');
    expect(counts(await bring('undo.json', second))).toEqual([3, 1, 1, 1, 0]);
    expect((await titles()).sort()).toEqual(['New one', 'New two', 'Three']);
  });

  it('keep an organisation that others have come to point to', async () => {
    const end = await bring('held.json', [offer('1', 'Held', { organisation: 'Held Ltd' })]);
    await bring('holder.json', [offer('1', 'Holder', { organisation: 'Held Ltd' })]);
    const [held] = await rows('organisation', 'name=Held%20Ltd');
    expect(await undoImport(context, command, end.id)).toMatchObject({
      deleted: 1,
      // With the organisation stays the record of the file that it came from.
      left: [
        { kind: 'organisation', record: held!['id'], reason: 'pointed-to' },
        { kind: 'source', record: held!['source'], reason: 'pointed-to' },
      ],
    });
  });

  it('end when somebody asks for it, and leave nothing', async () => {
    const path = join(folder, 'cancelled.json');
    writeFileSync(
      path,
      JSON.stringify(Array.from({ length: 3000 }, (_, index) => offer(`${index}`, `Row ${index}`))),
    );
    const stop = new AbortController();
    const end = await importNow(
      context,
      command,
      { kind: 'opportunity', files: [{ name: 'cancelled.json', path }] },
      {
        signal: stop.signal,
        progress: () => stop.abort(),
      },
    );
    expect([end.state, end.result]).toEqual(['cancelled', undefined]);
    expect(await rows('opportunity', 'sender=cancelled.json')).toEqual([]);
  });
});

describe('any kind', () => {
  const machine = record({
    name: 'machine',
    plural: 'machines',
    label: { one: { en: 'Machine', zh: '机器' }, many: { en: 'Machines', zh: '机器' } },
    about: { en: 'Made up for the test.', zh: '测试用。' },
    title: 'name',
    fields: {
      name: wordsField({
        label: { en: 'Name', zh: '名称' },
        level: 'public',
        required: true,
        aka: ['Bezeichnung'],
      }),
      power: integer({ label: { en: 'Power', zh: '功率' }, level: 'public' }),
      price: money({ label: { en: 'Price', zh: '价格' }, level: 'public' }),
      state: choice(
        { new: { en: 'New', zh: '新' }, used: { en: 'Used', zh: '旧' } },
        { label: { en: 'State', zh: '状态' }, level: 'public' },
      ),
      built: day({ label: { en: 'Built', zh: '制造' }, level: 'public' }),
      tags: list({ label: { en: 'Tags', zh: '标签' }, level: 'public' }),
      part: ref('machine', { label: { en: 'Part of', zh: '属于' }, level: 'public' }),
      serial: text({ label: { en: 'Serial', zh: '序列号' }, level: 'public' }),
    },
    list: ['name'],
  });

  it('made up for a test comes in by its declaration, rows that point to later rows too', async () => {
    const made = await world({ kinds: { ...kinds, machine } });
    const before = generateDrizzleJson(tablesOf(kinds));
    const after = generateDrizzleJson(tablesOf({ ...kinds, machine }));
    for (const statement of await generateMigration(before, after)) await made.database.query(statement);
    const end = await bring(
      'machines.csv',
      [
        'id,Bezeichnung,功率,price,price currency,State,built,tags,part,serial,language',
        'wheel,Rad,5,12.50,eur,Used,2019-03,a; b,car,007,de',
        'car,Auto,,,,,,,,,de',
        'bad,,1,,,,,,,,de',
        'cash,Kasse,1,5,,,,,,,de',
      ].join('\n'),
      { kind: 'machine' },
      made.context,
    );
    expect(counts(end)).toEqual([4, 2, 0, 0, 2]);
    const [car, wheel] = (await rows('machine', '', made.context)).sort((a, b) =>
      a['reference'] < b['reference'] ? -1 : 1,
    );
    expect(wheel).toMatchObject({
      name: { source: 'de', values: { de: { text: 'Rad', state: 'source' } } },
      power: 5,
      price: { amount: '12.50', currency: 'EUR' },
      state: 'used',
      built: '2019-03',
      tags: ['a', 'b'],
      part: car!['id'],
      serial: '007',
    });
    expect(end.result!.problems.map(({ row, field, code }) => [row, field, code])).toEqual([
      [4, 'name', 'required'],
      [5, 'price', 'no-currency'],
    ]);
  });
});
