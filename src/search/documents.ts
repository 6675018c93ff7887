import type { Field } from '../engines/matching/index.ts';
import type { Words } from '../records/index.ts';

/** A record as the store gives it. */
export type Plain = Record<string, unknown>;

/** The public texts by which a record of a kind is found, and how much a word in each counts. */
const searched: Record<string, readonly (readonly [field: string, weight: number])[]> = {
  opportunity: [
    ['title', 2],
    ['summary', 1.3],
    ['description', 1],
    ['advantages', 0.8],
    ['expertise', 0.8],
    ['partner', 0.6],
  ],
  organisation: [
    ['name', 3],
    ['summary', 1.3],
    ['description', 1],
    ['city', 1],
  ],
};

export const searchedKinds: readonly string[] = Object.keys(searched);

/** The texts of a record in all its languages, as the engine takes them. */
export function fieldsOf(kind: string, record: Plain): Field[] {
  const fields: Field[] = [];
  for (const [name, weight] of searched[kind] ?? []) {
    const value = record[name];
    if (typeof value === 'string') fields.push({ text: value, weight });
    else if (value && typeof value === 'object') {
      for (const [language, { text }] of Object.entries((value as Words).values))
        fields.push({ text, language, weight });
    }
  }
  return fields;
}

/** What hard filters and soft boosts of a match ask about an opportunity. */
export interface Facts {
  kind: string;
  organisation: string | null;
  country: string | null;
  countries: string[] | null;
  codes: string[] | null;
}

export const factsOf = (record: Plain): Facts => ({
  kind: String(record['kind'] ?? ''),
  organisation: (record['organisation'] as string | null) ?? null,
  country: (record['country'] as string | null) ?? null,
  countries: (record['countries'] as string[] | null) ?? null,
  codes: (record['codes'] as string[] | null) ?? null,
});

const counterparts: Record<string, readonly string[]> = {
  'technology-offer': ['technology-request', 'research-request'],
  'technology-request': ['technology-offer'],
  'research-request': ['technology-offer'],
  'business-offer': ['business-request'],
  'business-request': ['business-offer'],
};

const welcome = (wanted: string[] | null, country: string | null) =>
  !wanted || wanted.length === 0 || !country || wanted.includes(country);

/** Hard: the other side of the same trade, of another organisation, in a country that both sides want. */
export const compatible = (own: Facts, other: Facts): boolean =>
  (counterparts[own.kind] ?? []).includes(other.kind) &&
  !(own.organisation !== null && own.organisation === other.organisation) &&
  welcome(own.countries, other.country) &&
  welcome(other.countries, own.country);

/** Soft: shared classification codes, by the longest common beginning of one (class, subclass, group). */
export function affinity(own: Facts, other: Facts): number {
  let best = 1;
  for (const mine of own.codes ?? []) {
    for (const theirs of other.codes ?? []) {
      let shared = 0;
      while (shared < mine.length && mine[shared] === theirs[shared]) shared++;
      const inScheme = shared - mine.indexOf(':') - 1;
      if (inScheme >= 6) best = Math.max(best, 1.3);
      else if (inScheme >= 4) best = Math.max(best, 1.2);
      else if (inScheme >= 3) best = Math.max(best, 1.1);
    }
  }
  return best;
}
