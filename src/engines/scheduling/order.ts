import type { Model } from './model.ts';

/**
 * A circle of precedences among the meetings (first one repeated at the end), or a chain of more meetings than
 * there are slots; earliest first.
 */
export function endless(model: Model, inside: ReadonlySet<number>): number[] | undefined {
  const depth = new Map<number, number>();
  const last = new Map<number, number>();
  for (const root of inside) {
    if (depth.has(root)) continue;
    const path = [root];
    const at = [0];
    depth.set(root, 0);
    while (path.length > 0) {
      const m = path.at(-1)!;
      const q = model.before[m]![at[at.length - 1]!++];
      if (q === undefined) {
        let deepest = 0;
        for (const b of model.before[m]!) {
          if (!inside.has(b) || depth.get(b)! <= deepest) continue;
          deepest = depth.get(b)!;
          last.set(m, b);
        }
        depth.set(m, deepest + 1);
        if (deepest + 1 > model.slots) {
          const chain = [m];
          while (last.has(chain[0]!)) chain.unshift(last.get(chain[0]!)!);
          return chain;
        }
        path.pop();
        at.pop();
      } else if (inside.has(q) && depth.get(q) === 0) {
        return [...path.slice(path.indexOf(q)), q].reverse();
      } else if (inside.has(q) && !depth.has(q)) {
        path.push(q);
        at.push(0);
        depth.set(q, 0);
      }
    }
  }
  return undefined;
}
