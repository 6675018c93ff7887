import type { Model } from './model.ts';

/** Whether the meetings can all take different slots among `open`; Kuhn's augmenting paths. */
export class Matching {
  private readonly model: Model;
  private readonly owner: Int32Array;
  private readonly seen: Int32Array;
  private mark = 0;

  constructor(model: Model) {
    this.model = model;
    this.owner = new Int32Array(model.slots);
    this.seen = new Int32Array(model.slots);
  }

  /** How many of the meetings find a slot of their own. */
  size(list: ArrayLike<number>, open: Uint8Array): number {
    this.owner.fill(-1);
    let found = 0;
    for (let i = 0; i < list.length; i++) {
      this.mark++;
      if (this.augment(list[i]!, open)) found++;
    }
    return found;
  }

  private augment(m: number, open: Uint8Array): boolean {
    for (const s of this.model.domain[m]!) {
      if (!open[s] || this.seen[s] === this.mark) continue;
      this.seen[s] = this.mark;
      const rival = this.owner[s]!;
      if (rival >= 0 && !this.augment(rival, open)) continue;
      this.owner[s] = m;
      return true;
    }
    return false;
  }
}

/**
 * Fewest breaks of each person, were they alone: the least number of groups of slots, as long together as
 * their meetings, in which all their meetings find a slot of their own (a perfect matching). −1 where there
 * is none at all. Enumerates groups up to `effort` matchings a person and then settles for the bound reached.
 */
export function fewestBreaks(model: Model, effort = 4000): Int32Array {
  const matching = new Matching(model);
  const open = new Uint8Array(model.slots);
  const bounds = new Int32Array(model.people);
  for (let p = 0; p < model.people; p++) {
    const list = model.usedBy[p]!.filter((m) => model.required[m]);
    if (list.length === 0) continue;
    const reach = new Uint8Array(model.slots);
    for (const m of list) for (const s of model.domain[m]!) reach[s] = 1;
    if (matching.size(list, reach) < list.length) {
      bounds[p] = -1;
      continue;
    }
    let left = effort;
    // Fills `open` with `groups` more groups from slot `from` on, `need` slots in all.
    const choose = (from: number, groups: number, need: number): boolean => {
      if (need === 0) return groups === 0 && --left >= 0 && matching.size(list, open) === list.length;
      if (groups === 0 || need < groups) return false;
      for (let start = from; start + need <= model.slots; start++) {
        let end = start;
        const longest = need - groups + 1;
        while (end < model.slots && reach[end] && end - start < longest) {
          open[end++] = 1;
          if (groups > 1 || end - start === need)
            if (choose(end + 1, groups - 1, need - (end - start))) return true;
          if (left < 0) break;
        }
        open.fill(0, start, end);
        if (left < 0) return true;
      }
      return false;
    };
    let groups = 1;
    for (; groups < list.length; groups++) {
      open.fill(0);
      if (choose(0, groups, list.length)) break;
    }
    bounds[p] = groups - 1;
  }
  return bounds;
}
