import type { Model } from './model.ts';

/** Matchings of meetings with slots of their own: Kuhn's augmenting paths. */
export class Matching {
  /** The meeting in each slot after `size`, −1 for none. */
  readonly owner: Int32Array;
  private readonly domain: readonly Int32Array[];
  private readonly seen: Int32Array;
  private mark = 0;

  constructor(domain: readonly Int32Array[], slots: number) {
    this.domain = domain;
    this.owner = new Int32Array(slots);
    this.seen = new Int32Array(slots);
  }

  /** How many of the meetings find a slot of their own among the open ones. */
  size(list: ArrayLike<number>, open: Uint8Array): number {
    this.owner.fill(-1);
    let found = 0;
    for (let i = 0; i < list.length; i++) {
      this.mark++;
      if (this.augment(list[i]!, open)) found++;
    }
    return found;
  }

  /** After a complete `size`: whether another complete matching has the owner of slot `from` in slot `to`. */
  movable(from: number, to: number, open: Uint8Array): boolean {
    const { owner } = this;
    const meeting = owner[from]!;
    const rival = owner[to]!;
    if (rival < 0) return true;
    const kept = owner.slice();
    owner[from] = -1;
    owner[to] = meeting;
    this.seen[to] = ++this.mark;
    const found = this.augment(rival, open);
    owner.set(kept);
    return found;
  }

  private augment(m: number, open: Uint8Array): boolean {
    for (const s of this.domain[m]!) {
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
 * Visits every choice of `need` slots in so many groups, within `reach`, until `visit` answers true.
 * @returns whether it did, or undefined where `effort` choices were not enough to tell
 */
function groupings(
  reach: Uint8Array,
  groups: number,
  need: number,
  effort: number,
  visit: (open: Uint8Array) => boolean,
): boolean | undefined {
  const slots = reach.length;
  const open = new Uint8Array(slots);
  let left = effort;
  const choose = (from: number, groups: number, need: number): boolean => {
    if (need === 0) return groups === 0 && --left >= 0 && visit(open);
    if (groups === 0 || need < groups) return false;
    for (let start = from; start + need <= slots && left >= 0; start++) {
      let end = start;
      const longest = need - groups + 1;
      while (end < slots && reach[end] && end - start < longest && left >= 0) {
        open[end++] = 1;
        if (groups > 1 || end - start === need)
          if (choose(end + 1, groups - 1, need - (end - start))) return true;
      }
      open.fill(0, start, end);
    }
    return false;
  };
  const found = choose(0, groups, need);
  return left < 0 ? undefined : found;
}

const EFFORT = 4000;

function reachOf(list: ArrayLike<number>, domain: readonly Int32Array[], slots: number): Uint8Array {
  const reach = new Uint8Array(slots);
  for (let i = 0; i < list.length; i++) for (const s of domain[list[i]!]!) reach[s] = 1;
  return reach;
}

/** Fewest breaks in which the meetings of `list` find slots of their own; from `least` up. */
function fewest(matching: Matching, list: Int32Array, reach: Uint8Array, least: number): number {
  for (let groups = least + 1; groups < list.length; groups++) {
    const found = groupings(
      reach,
      groups,
      list.length,
      EFFORT,
      (open) => matching.size(list, open) === list.length,
    );
    // Undecided: nothing better than this is proved.
    if (found !== false) return groups - 1;
  }
  return Math.max(least, list.length - 1);
}

/**
 * Fewest breaks of each person, were they alone: the least number of groups of slots, as long together as
 * their meetings, in which all their meetings find a slot of their own (a perfect matching). −1 where there
 * is none at all. Only required meetings count.
 */
export function fewestBreaks(model: Model): Int32Array {
  const matching = new Matching(model.domain, model.slots);
  const bounds = new Int32Array(model.people);
  for (let p = 0; p < model.people; p++) {
    const list = model.usedBy[p]!.filter((m) => model.required[m]);
    if (list.length === 0) continue;
    const reach = reachOf(list, model.domain, model.slots);
    bounds[p] = matching.size(list, reach) < list.length ? -1 : fewest(matching, list, reach, 0);
  }
  return bounds;
}

/**
 * Breaks that people must have beyond their own bounds because of each other. Where everyone in a group
 * keeps to their bound, each leaves a common meeting only some slots; if then one of them cannot, the group has a
 * break more. Groups without a person in common add up (disjoint cores, as in core-guided MaxSAT: Fu and Malik,
 * SAT 2006, section 4).
 */
export function sharedBreaks(model: Model, lower: Int32Array): number {
  const { people, slots, usedBy, uses } = model;
  const whole = new Matching(model.domain, slots);
  // Slots of each meeting when person p keeps to their bound; undefined where it takes too long to tell.
  const options = Array.from({ length: people }, (_, p): Map<number, Uint8Array> | undefined => {
    const list = usedBy[p]!.filter((m) => model.required[m]);
    if (list.length === 0 || lower[p]! < 0) return undefined;
    const rows = new Map([...list].map((m) => [m, new Uint8Array(slots)]));
    const told = groupings(reachOf(list, model.domain, slots), lower[p]! + 1, list.length, EFFORT, (open) => {
      if (whole.size(list, open) < list.length) return false;
      const owner = whole.owner.slice();
      for (let from = 0; from < slots; from++) {
        const m = owner[from]!;
        if (m < 0) continue;
        const row = rows.get(m)!;
        row[from] = 1;
        for (const to of model.domain[m]!)
          if (open[to] && !row[to] && whole.movable(from, to, open)) row[to] = 1;
      }
      return false;
    });
    return told === undefined ? undefined : rows;
  });
  const cut = model.domain.slice();
  const cutMatching = new Matching(cut, slots);
  const fails = (p: number, list: Int32Array, group: ReadonlySet<number>): boolean => {
    for (const m of list) {
      cut[m] = model.domain[m]!.filter((s) =>
        uses[m]!.every((q) => q === p || !group.has(q) || options[q]!.get(m)![s]),
      );
    }
    const found = groupings(
      reachOf(list, cut, slots),
      lower[p]! + 1,
      list.length,
      EFFORT,
      (open) => cutMatching.size(list, open) === list.length,
    );
    for (const m of list) cut[m] = model.domain[m]!;
    return found === false;
  };
  const cores: number[][] = [];
  for (let p = 0; p < people; p++) {
    const list = usedBy[p]!.filter((m) => model.required[m]);
    if (!options[p]) continue;
    const group = new Set<number>();
    for (const m of list) for (const q of uses[m]!) if (q !== p && q < people && options[q]) group.add(q);
    if (!fails(p, list, group)) continue;
    for (const q of [...group]) {
      group.delete(q);
      if (!fails(p, list, group)) group.add(q);
    }
    cores.push([p, ...group]);
  }
  cores.sort((a, b) => a.length - b.length);
  const used = new Set<number>();
  let extra = 0;
  for (const core of cores) {
    if (core.some((p) => used.has(p))) continue;
    for (const p of core) used.add(p);
    extra++;
  }
  return extra;
}
