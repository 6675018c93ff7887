import { dilution, isPivot } from './dilution.ts';
import type { Postings } from './postings.ts';
import { salience } from './salience.ts';
import type { Analysis, Unit } from './types.ts';
import { weights } from './weights.ts';

/** How much a word that is repeated in the query counts: 1 once, less than `1 + k3` however often. */
const k3 = 3;
/** Terms of a query that are looked up; a longer one keeps those that weigh most. */
const mostTerms = 120;

/** One term of a query: what it adds at full saturation, and the units (by place) that it comes from. */
export interface Wanted {
  term: number;
  key: string;
  weight: number;
  /** `side`: one of the translations of its unit, which count together as one word. */
  sources: { unit: number; weight: number; side: boolean }[];
}

/** What a query asks of this index, heaviest first, and the most that its words could bring, known or not. */
export interface Plan {
  wanted: Wanted[];
  most: number;
}

const rarity = (count: number, documents: number): number =>
  Math.log(1 + (documents - Math.min(count, documents) + 0.5) / (Math.min(count, documents) + 0.5));

/** What a word weighs for being rare in English at large, by its rank: an index of a few hundred texts knows little of that. */
const special = (row: number): number => (row < 0 ? 1 : salience(row) ** weights.common);

const names = new WeakMap<Unit['terms'], string>();
/** Units of the same terms are one word, however written; most share the terms themselves. */
function nameOf({ language, terms }: Unit): string {
  let name = names.get(terms);
  if (name === undefined) {
    name = `${language}:${terms.map(({ key }) => key).join(' ')}`;
    names.set(terms, name);
  }
  return name;
}

/** Weights the query's terms by this index. */
export function plan(query: Analysis, postings: Postings, row: (stem: string) => number): Plan {
  const groups = new Map<string, { unit: number; count: number }>();
  for (const [i, unit] of query.units.entries()) {
    const key = nameOf(unit);
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { unit: i, count: 1 });
  }
  const wanted = new Map<string, Wanted>();
  let most = 0;
  for (const { unit, count } of groups.values()) {
    const repeated = ((k3 + 1) * count) / (k3 + count);
    const weighed = weigh(query.units[unit]!, postings, row);
    most += weighed.most * repeated;
    for (const { key, term, side, weight: plain } of weighed.terms) {
      const weight = plain * repeated;
      let one = wanted.get(key);
      if (!one) {
        one = { term, key, weight: 0, sources: [] };
        wanted.set(key, one);
      }
      one.weight += weight;
      one.sources.push({ unit, weight, side });
    }
  }
  const sorted = [...wanted.values()].sort((x, y) => y.weight - x.weight || (x.key < y.key ? -1 : 1));
  return { wanted: sorted.slice(0, mostTerms), most: most * (weights.k1 + 1) };
}

/** The terms of one unit that the index has, each by its share and its rarity. */
function weigh(
  unit: Unit,
  postings: Postings,
  row: (stem: string) => number,
): { terms: { key: string; term: number; weight: number; side: boolean }[]; most: number } {
  const documents = postings.limit;
  const frequency = (key: string): number => {
    const term = postings.term(key);
    return term === undefined ? 0 : postings.frequency(term);
  };
  const dilute = dilution(unit, weights.diluteQuery);
  const counted = unit.terms.map(({ key, weight }) => {
    const pivot = isPivot(key);
    const count = frequency(key);
    // A word of one language is rare or not among the documents of that language.
    const among = pivot || key.startsWith('#') ? documents : frequency(key.slice(0, 3));
    return {
      key,
      pivot,
      count,
      side: pivot && unit.language !== 'en',
      share: pivot ? weight * dilute : weight,
      rare: rarity(count, among) * (pivot ? special(row(key)) : 1),
    };
  });
  const pivots = counted.filter(({ pivot }) => pivot);
  const sum = pivots.reduce((all, { share }) => all + share, 0);
  // The word's translations as one word: how rare that is.
  const joint = rarity(
    sum > 0 ? pivots.reduce((all, { share, count }) => all + share * count, 0) / sum : 0,
    documents,
  );
  let most = sum > 0 ? joint * Math.min(1, sum) : rarity(0, documents);
  const terms = [];
  for (const { key, pivot, count, side, share, rare } of counted) {
    if (count === 0) continue;
    const by = pivot ? joint ** weights.structured * rare ** (1 - weights.structured) : rare;
    most = Math.max(most, by * share);
    terms.push({ key, term: postings.term(key)!, weight: by * share, side });
  }
  return { terms, most };
}
