import type { Pair } from './contrast.ts';
import { englishStems } from './lexicon.ts';
import type { Definition, GlossaryRow } from './sources.ts';

/** Stems of a text that have a vector, as rows. */
type Rows = (text: string) => number[];

const without = (rows: readonly number[], left: readonly number[]): number[] =>
  rows.filter((row) => !left.includes(row));

/** The rows of texts by the places of their stems. */
export function rowsBy(stems: readonly string[]): Rows {
  const places = new Map(stems.map((stem, row) => [stem, row]));
  return (text) => englishStems(text).flatMap((stem) => places.get(stem) ?? []);
}

/** Words with what they mean, as far as both have vectors. */
export function definitionPairs(definitions: readonly Definition[], rows: Rows): Pair[] {
  return definitions.flatMap(({ words, text }) => {
    const other = rows(text);
    if (other.length < 2) return [];
    return words.flatMap((word) => {
      const one = rows(word);
      return one.length > 0 ? [{ one, other }] : [];
    });
  });
}

/** Concepts with their definitions, needs and offers, and needs with what meets them. */
export function glossaryPairs(glossary: readonly GlossaryRow[], rows: Rows): Pair[] {
  return glossary.flatMap(({ variants: { en = [] }, definition, need, offer }) => {
    if (!definition || !need || !offer) return [];
    const means = rows(definition);
    const asks = rows(need);
    const brings = rows(offer);
    const terms = en.map(rows).filter((one) => one.length > 0);
    const named = rows(en.slice(0, 2).join(' '));
    const joined = (text: readonly number[]): number[] => [...new Set([...text, ...named])];
    return [
      ...terms.flatMap((one) => [
        { one, other: without(means, one) },
        { one, other: without(asks, one) },
        { one, other: without(brings, one) },
      ]),
      { one: asks, other: joined(means) },
      { one: asks, other: joined(brings) },
    ].filter(({ one, other }) => one.length > 0 && other.length > 1);
  });
}
