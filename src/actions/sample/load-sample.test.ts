import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { words, world } from '../../../test/world.ts';
import { Invalid } from '../../errors.ts';
import { today } from '../../filter/index.ts';
import { checkValues, type Kind, kinds, type StoredFile, visitor, type Words } from '../../records/index.ts';
import { type Values, verifyHistory } from '../../store/index.ts';
import { listRecords } from '../list-records.ts';
import { isUntouched, loadSample } from './index.ts';
import { sampleFolder, sampleRows } from './read-sample.ts';
import { sampleValues } from './sample-values.ts';

const { context, database } = await world();

/** Every row as the record it becomes, by kind; references are checked by reading them. */
async function readAll(): Promise<Record<string, Values[]>> {
  const ids = new Map<string, string>();
  for (const kind of Object.values(kinds))
    for (const row of sampleRows(kind))
      ids.set(`${kind.name} ${row['reference']}`, '01936b1c-0000-7000-8000-000000000000');
  const storeFile = async (path: string): Promise<StoredFile> => {
    const bytes = readFileSync(join(sampleFolder, path));
    return { sha256: hash('sha256', bytes), name: path, type: 'image/png', size: bytes.length };
  };
  const reading = { day: '2026-03-02', now: Date.parse('2026-03-02T08:00:00Z'), ids, storeFile };
  const all: Record<string, Values[]> = {};
  for (const kind of Object.values(kinds))
    all[kind.name] = await Promise.all(sampleRows(kind).map((row) => sampleValues(kind, row, reading)));
  return all;
}

const all = await readAll();
const opportunities = all['opportunity']!;
const count = (of: Values[], by: (row: Values) => unknown) =>
  of.reduce<Record<string, number>>((counts, row) => {
    const key = String(by(row));
    counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  }, {});
const textOf = (row: Values, field: string): string => {
  const words = row[field] as Words;
  return words.values[words.source]!.text;
};
const languageOf = (row: Values) => (row['title'] as Words).source;

/** What answers what: a request and its offer, or two that look for each other. */
const pairs = [
  ['zh-01', 'de-01'],
  ['zh-04', 'en-01'],
  ['zh-06', 'en-02'],
  ['zh-10', 'en-03'],
  ['zh-12', 'it-06'],
  ['zh-14', 'de-07'],
  ['zh-16', 'en-05'],
  ['en-04', 'zh-18'],
  ['en-06', 'zh-19'],
  ['en-09', 'it-03'],
  ['en-15', 'de-04'],
  ['de-03', 'zh-05'],
  ['de-05', 'zh-08'],
  ['de-06', 'en-13'],
  ['de-10', 'ko-09'],
  ['it-01', 'ko-01'],
  ['it-02', 'zh-09'],
  ['it-07', 'zh-17'],
  ['ko-02', 'zh-13'],
  ['ko-03', 'zh-03'],
  ['ko-04', 'it-04'],
  ['ko-06', 'zh-11'],
  ['ko-08', 'de-08'],
] as const;

describe('the sample park as it is written', () => {
  it('stands the check of every kind', () => {
    const problems = Object.values<Kind>(kinds).flatMap((kind) =>
      all[kind.name]!.flatMap((row) => {
        const written = Object.fromEntries(
          Object.entries(row).filter(([name]) => name !== 'id' && !kind.fields[name]!.system),
        );
        return checkValues(kind, written).problems.map((problem) => ({
          reference: row['reference'],
          ...problem,
        }));
      }),
    );
    expect(problems).toEqual([]);
  });

  it('names every row once within its kind', () => {
    for (const rows of Object.values(all)) {
      const references = rows.map((row) => row['reference']);
      expect(references.filter((reference, place) => references.indexOf(reference) !== place)).toEqual([]);
    }
  });

  it('has as much as it says, in five languages', () => {
    expect(Object.fromEntries(Object.entries(all).map(([kind, rows]) => [kind, rows.length]))).toEqual({
      source: 1,
      place: 33,
      organisation: 48,
      person: 16,
      presence: 65,
      relation: 24,
      opportunity: 64,
      review: 3,
      interest: 5,
    });
    expect(count(opportunities, languageOf)).toEqual({ zh: 20, en: 16, de: 10, it: 9, ko: 9 });
    expect(count(opportunities, (row) => row['status'])).toEqual({
      published: 52,
      submitted: 5,
      draft: 2,
      returned: 2,
      expired: 2,
      withdrawn: 1,
    });
    expect(Object.keys(count(opportunities, (row) => row['kind'])).sort()).toEqual(
      Object.keys(kinds.opportunity.fields.kind.values).sort(),
    );
  });

  it('describes what is offered and sought in full', () => {
    const short = opportunities.flatMap((row) => {
      const text = textOf(row, 'description');
      const [size, least, most] = ['zh', 'ko'].includes(languageOf(row))
        ? [text.length, 250, 450]
        : [text.split(/\s+/).length, 120, 220];
      return size < least || size > most ? [{ reference: row['reference'], size }] : [];
    });
    expect(short).toEqual([]);
  });

  it('dates every step of a review as its status asks', () => {
    for (const row of opportunities) {
      const { reference, status } = row;
      const dated = { published: row['published'] != null, submitted: row['submittedAt'] != null };
      const expected = {
        draft: { published: false, submitted: false },
        submitted: { published: false, submitted: true },
        returned: { published: false, submitted: true },
        published: { published: true, submitted: false },
        expired: { published: true, submitted: false },
        withdrawn: { published: true, submitted: false },
      }[status as string];
      expect({ reference, ...dated }).toEqual({ reference, ...expected });
      if (status === 'published') expect(String(row['expires']) >= '2026-03-02').toBe(true);
      if (status === 'expired') expect(String(row['expires']) < '2026-03-02').toBe(true);
    }
  });

  it('has pairs that meet only across languages', () => {
    const languages = (reference: string) => {
      const row = opportunities.find((one) => one['reference'] === reference)!;
      return Object.keys((row['title'] as Words).values);
    };
    const sharing = pairs.filter(([request, offer]) =>
      languages(request).some((language) => languages(offer).includes(language)),
    );
    expect(sharing).toEqual([]);
    const translated = opportunities.filter((row) => languages(String(row['reference'])).length > 1);
    expect(count(translated, languageOf)).toEqual({ zh: 10, en: 3, de: 3, it: 1 });
  });

  it('lies wholly under addresses that belong to nobody', () => {
    const texts = JSON.stringify(all);
    const hosts = [...texts.matchAll(/(?:https?:\/\/|[\w.]@)([\w.-]+)/g)].map(([, host]) => host!);
    expect(hosts.length).toBeGreaterThan(50);
    expect(hosts.filter((host) => !/(^|\.)example\.(org|com)$/.test(host))).toEqual([]);
  });

  it('uses every mark and file that it brings', () => {
    const brought = ['logos', 'files'].flatMap((folder) =>
      readdirSync(join(sampleFolder, folder)).map((name) => `${folder}/${name}`),
    );
    const used = Object.values(all)
      .flat()
      .flatMap((row) => [row['logo'], row['picture'], row['attachment']])
      .flatMap((file) => (file ? [(file as StoredFile).name] : []));
    expect(used.sort()).toEqual(brought.sort());
  });
});

describe('loading the sample park', () => {
  it('fills an empty park at once, marked as sample, with its history and files', async () => {
    expect(await isUntouched(context)).toBe(true);
    const counts = await loadSample(context);
    expect(counts).toEqual(
      Object.fromEntries(Object.values(kinds).map((kind) => [kind.name, all[kind.name]!.length])),
    );
    expect(await isUntouched(context)).toBe(false);

    const seen = await listRecords(context, visitor, 'opportunity', 'limit=100&count=exact');
    const rows = seen.rows.map((row) => JSON.parse(row));
    expect(rows.length).toBe(52);
    const sources = await listRecords(context, visitor, 'source', '');
    const [source] = sources.rows.map((row) => JSON.parse(row));
    expect(source).toMatchObject({ form: 'sample', sample: true, published: today('Asia/Shanghai') });
    expect(new Set(rows.map((row) => row.source))).toEqual(new Set([source.id]));

    const offer = rows.find((row) => row.reference === 'zh-02');
    const kept = readFileSync(join(context.files, offer.attachment.sha256));
    expect(hash('sha256', kept)).toBe(offer.attachment.sha256);
    expect(kept.subarray(0, 5).toString()).toBe('%PDF-');

    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    expect(await verifyHistory(database, kinds)).toEqual({
      sealed: 0,
      unsealed: total,
      records: total,
      findings: [],
    });
  });

  it('is refused a second time, and leaves nothing', async () => {
    const before = (await listRecords(context, visitor, 'organisation', 'count=exact&limit=1')).count;
    await expect(loadSample(context)).rejects.toThrow(Invalid);
    expect((await listRecords(context, visitor, 'organisation', 'count=exact&limit=1')).count).toEqual(
      before,
    );
  });
});

describe('a park with records of its own', () => {
  it('is left as it is', async () => {
    const other = await world();
    await other.put('place', { name: words('Bonn'), form: 'city' });
    await expect(loadSample(other.context)).rejects.toThrow(Invalid);
    expect((await listRecords(other.context, visitor, 'place', 'count=exact')).count).toEqual({
      value: 1,
      more: false,
    });
  });
});
