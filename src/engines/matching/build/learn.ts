import { type Pair, symmetric } from './model1.ts';

/** English stems that one word may stand for. */
export const mostTargets = 6;

/** Model 1 on one language's pairs: for each source word its likely English stems, 0 to 1. */
export function learn(
  pairs: readonly { source: string[]; target: string[]; weight: number }[],
): Map<string, [string, number][]> {
  const from = new Map<string, number>();
  const to = new Map<string, number>();
  const number = (names: Map<string, number>, name: string): number => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const numbered: Pair[] = pairs
    .filter(({ source, target }) => source.length > 0 && target.length > 0)
    .map(({ source, target, weight }) => ({
      source: Uint32Array.from(source, (name) => number(from, name)),
      target: Uint32Array.from(target, (name) => number(to, name)),
      weight,
    }));
  const { starts, targets, values, counts } = symmetric(numbered, from.size, to.size);
  const names = [...to.keys()];
  const found = new Map<string, [string, number][]>();
  for (const [name, f] of from) {
    const sure = counts[f]! / (counts[f]! + 1);
    const row: [string, number][] = [];
    for (let at = starts[f]!; at < starts[f + 1]!; at++) {
      const value = values[at]! * sure;
      if (value >= 0.04) row.push([names[targets[at]!]!, value]);
    }
    row.sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
    if (row.length > 0) found.set(name, row.slice(0, mostTargets));
  }
  return found;
}
