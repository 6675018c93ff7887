import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { memberOf, words, world } from '../../test/world.ts';
import { type Kind, kinds, system, visitor } from '../records/index.ts';
import type { Values } from '../store/index.ts';
import { type Caller, type Context, exportRecords, importNow, listRecords } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'causeway-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const command: Caller = { viewer: system, door: 'command' };

const here = await world();
const text = (source: string, values: Record<string, [string, string]>) => ({
  source,
  values: Object.fromEntries(
    Object.entries(values).map(([language, [of, state]]) => [language, { text: of, state }]),
  ),
});

/** One of everything that a file could lose: formulas, lists, two languages, long texts, marks written by hand. */
async function fill() {
  const [source] = await here.put('source', {
    title: words('=1+1 Register'),
    form: 'register',
    published: '2019',
  });
  const [country] = await here.put('place', {
    name: words('Deutschland', 'de'),
    form: 'country',
    country: 'DE',
  });
  const [city] = await here.put('place', {
    name: words('Stuttgart', 'de'),
    form: 'city',
    parent: country,
    latitude: 48.77,
    longitude: -9.5e-7,
  });
  const [acme, other] = await here.put(
    'organisation',
    {
      name: text('zh', {
        zh: ['固态电池公司', 'source'],
        en: ['Solid Cells', 'reviewed'],
        de: ['Festzellen', 'machine'],
      }),
      summary: words('In English only'),
      form: 'company',
      status: 'draft',
      country: 'CN',
      place: city,
      founded: '2015-04',
      employees: 12,
      codes: ['ipc:H01M10/0562', 'sdg:7'],
      contact: '+86 512 1234 5678',
      source,
      reference: '007',
    },
    {
      name: words("'quoted; name|\nwith a break"),
      description: words(`- **bold** ${'long '.repeat(9000)}end`),
    },
  );
  const [person] = await here.put('person', {
    name: '@Jo',
    organisation: acme,
    languages: ['en', 'zh'],
    consent: false,
    email: 'jo@example.org',
  });
  await here.put('presence', {
    organisation: acme,
    place: city,
    form: 'branch',
    from: '2019',
    to: '2020-06-30',
  });
  await here.put(
    'relation',
    { organisation: acme, form: 'founder', person, from: '2015' },
    { organisation: acme, form: 'connected', other },
  );
  const [opportunity] = await here.put('opportunity', {
    kind: 'technology-offer',
    title: words('+Pump <b>here</b>'),
    description: words('Write to jo@example.org by hand'),
    status: 'published',
    organisation: acme,
    stage: 7,
    protectionReferences: ['[a]', 'b; c'],
    partners: ['company'],
    published: '2020-01-01',
    contact: 'Jo',
    flags: ['contact'],
    notes: { colour: 'red' },
  });
  await here.put('review', { opportunity, verdict: 'returned', reasons: ['title', 'scope'], note: 'No.' });
  await here.put('interest', {
    opportunity,
    name: 'Mo',
    email: 'mo@example.org',
    language: 'de',
    message: 'Tell me\nmore',
    status: 'new',
  });
}
await fill();

async function save(context: Context, kind: Kind, format: string): Promise<string> {
  const path = join(folder, `${kind.plural}.${format}`);
  const pieces: Uint8Array[] = [];
  for await (const piece of (await exportRecords(context, system, kind.name, '', format)).bytes)
    pieces.push(piece);
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}

async function rows(context: Context, kind: Kind): Promise<Values[]> {
  const { rows: all } = await listRecords(context, system, kind.name, 'limit=200');
  return all
    .map((row) => JSON.parse(row) as Values)
    .sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
}

/** What people write; `of` tells from which text a translation was made, which the file's own text answers. */
const written = (kind: Kind, row: Values) =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries([
        ['id', row['id']],
        ...Object.entries(kind.fields).flatMap(([name, field]) => (field.system ? [] : [[name, row[name]]])),
      ]),
    ),
    (key, value) => (key === 'of' ? undefined : value),
  );

describe.each(['csv', 'xlsx', 'json'])('what is exported as %s', (format) => {
  it('imports unchanged, for every kind', async () => {
    for (const kind of Object.values(kinds) as Kind[]) {
      const before = await rows(here.context, kind);
      const path = await save(here.context, kind, format);
      const end = await importNow(here.context, command, {
        kind: kind.name,
        files: [{ name: `export.${format}`, path }],
      });
      expect([kind.name, end.result?.account, end.result?.problems]).toEqual([
        kind.name,
        { rows: before.length, added: 0, updated: 0, unchanged: before.length, rejected: 0, made: {} },
        [],
      ]);
      expect(await rows(here.context, kind)).toEqual(before);
    }
  });

  it('makes equal records in an empty park', async () => {
    const there = await world();
    for (const kind of Object.values(kinds) as Kind[]) {
      const path = await save(here.context, kind, format);
      const end = await importNow(there.context, command, {
        kind: kind.name,
        files: [{ name: `${kind.plural}.${format}`, path }],
      });
      const before = await rows(here.context, kind);
      expect([kind.name, end.result?.account.added, end.result?.account.rejected]).toEqual([
        kind.name,
        before.length,
        0,
      ]);
      const imported = await rows(there.context, kind);
      const mine = imported.filter((row) => before.some(({ id }) => id === row['id']));
      const expected = before.map((row) => written(kind, row));
      if (kind.name === 'opportunity') {
        // Texts of another park are made safe and hold no contacts, whoever wrote them there.
        expected[0].title.values.en.text = '+Pump here';
        expected[0].description.values.en.text = 'Write to [contact] by hand';
      }
      if (kind.name === 'organisation') {
        const long = expected.find((row) => row.description)!;
        long.description.values.en.text = `- bold ${'long '.repeat(9000)}end`;
        long.name.values.en.text = "'quoted; name|\nwith a break";
      }
      for (const row of mine.keys()) if (!before[row]!['source']) expected[row].source = mine[row]!['source'];
      expect(mine.map((row) => written(kind, row))).toEqual(expected);
    }
  });
});

it('cuts what is exported to the viewer', async () => {
  const header = async (viewer: Parameters<typeof exportRecords>[1]) => {
    const { bytes } = await exportRecords(here.context, viewer, 'organisation', '', 'csv');
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  };
  const public_ = await header(visitor);
  expect(public_).not.toMatch(/contact|employees|notes|固态电池公司|5678/);
  expect(await header(memberOf('01900000-0000-7000-8000-000000000000'))).toMatch(/employees/);
  expect(await header(system)).toMatch(/contact.*固态电池公司/s);
  await expect(exportRecords(here.context, visitor, 'organisation', 'contact=x', 'csv')).rejects.toThrow();
  await expect(exportRecords(here.context, system, 'organisation', '', 'pdf')).rejects.toMatchObject({
    problems: [{ pointer: 'format' }],
  });
});
