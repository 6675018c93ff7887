import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import {
  applyMapping,
  inspectFile,
  readRows,
  recogniseMapping,
  redactContacts,
  safeText,
  shippedMappings,
} from './index.ts';

const folder = '../shared/data/exchange';
const missing = !existsSync(folder);
if (missing) console.warn(`Skipped: ${folder} is not here.`);

interface Tally {
  rows: number;
  mappings: Set<string>;
  organisations: Map<string, number>;
  titles: number;
  published: Record<string, number>;
  expires: number;
  unknownDays: number;
  rejected: number;
  notes: Set<string>;
  protection: Record<string, number>;
}

async function tally(files: string[], look: (text: string) => void = () => {}): Promise<Tally> {
  const found: Tally = {
    rows: 0,
    mappings: new Set(),
    organisations: new Map(),
    titles: 0,
    published: {},
    expires: 0,
    unknownDays: 0,
    rejected: 0,
    notes: new Set(),
    protection: {},
  };
  for (const path of files) {
    const source = { name: basename(path), path };
    const mapping = recogniseMapping((await inspectFile(source)).columns, shippedMappings);
    if (!mapping) throw new Error(`${path} is not recognised`);
    found.mappings.add(mapping.name);
    for await (const row of readRows(source)) {
      found.rows++;
      if (row.problems.length > 0) found.rejected++;
      const { values, notes, problems } = applyMapping(row.values, mapping, source.name);
      const organisation = String(values['organisation']);
      found.organisations.set(organisation, (found.organisations.get(organisation) ?? 0) + 1);
      if (values['title'] !== undefined) found.titles++;
      const precision = String(values['published'] ?? '').length;
      found.published[precision] = (found.published[precision] ?? 0) + 1;
      if (values['expires'] !== undefined) found.expires++;
      found.unknownDays += problems.length;
      const protection = String(values['protection']);
      found.protection[protection] = (found.protection[protection] ?? 0) + 1;
      for (const note of Object.keys(notes)) found.notes.add(note);
      look(String(values['description'] ?? ''));
    }
  }
  return found;
}

it.skipIf(missing)('reads all technology offers of 17 universities', async () => {
  const offers = readdirSync(`${folder}/university-offers`).map(
    (name) => `${folder}/university-offers/${name}`,
  );
  const found = await tally(offers);
  expect({ ...found, organisations: found.organisations.size }).toEqual({
    rows: 7083,
    mappings: new Set(['university-offers']),
    organisations: 17,
    titles: 6908,
    published: { 0: 4058, 4: 291, 7: 2, 10: 2732 },
    expires: 0,
    unknownDays: 0,
    rejected: 0,
    notes: new Set(),
    protection: { pending: 1967, granted: 1114, undefined: 4002 },
  });
  expect(found.organisations.get('Carnegie Mellon University')).toBe(72);
});

it.skipIf(missing)(
  'reads all technology requests of public agencies, and makes their texts safe',
  async () => {
    const contacts: string[] = [];
    const found = await tally([`${folder}/agency-requests.json`], (text) => {
      const safe = safeText(text);
      expect(safe).not.toMatch(/&(?:[a-z]+|#\d+);|<\/?(?:li|ul|p|br)\b/i);
      const redacted = redactContacts(safe);
      expect(redacted.text).not.toMatch(/\w@\w+\.(?:gov|mil|edu|com)|(?<!\d)\d{3}\)?[- .]\d{3}-\d{4}(?!\d)/);
      contacts.push(...redacted.contacts);
    });
    expect({ ...found, organisations: found.organisations.size }).toEqual({
      rows: 3924,
      mappings: new Set(['agency-requests']),
      organisations: 32,
      titles: 3919,
      published: { 10: 3924 },
      expires: 3924,
      unknownDays: 0,
      rejected: 0,
      notes: new Set(['phase', 'program', 'open_date']),
      protection: { undefined: 3924 },
    });
    // Every number taken out has the form of a telephone number of North America.
    const numbers = contacts.filter((contact) => !contact.includes('@'));
    expect(numbers.length).toBeGreaterThan(800);
    expect(numbers.filter((number) => !/^\(?[2-9]\d\d\)?[-. ]*[2-9]\d\d ?[-.] ?\d{4}/.test(number))).toEqual(
      [],
    );
  },
  60_000,
);

it.skipIf(!existsSync('../shared/data/capital'))(
  'reads large real tables; rows of empty cells do not count',
  async () => {
    const counts: Record<string, number> = {};
    for (const name of ['companies', 'rounds', 'acquisitions']) {
      counts[name] = 0;
      const path = `../shared/data/capital/crunchbase-2013-${name}.csv`;
      for await (const row of readRows({ name, path })) if (row.problems.length === 0) counts[name]++;
    }
    // 1,534 of the 6,185 lines of acquisitions hold commas alone.
    expect(counts).toEqual({ companies: 17_727, rounds: 31_679, acquisitions: 4_651 });
  },
);
