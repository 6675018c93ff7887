import type { Model } from './model.ts';

/** Why a set of wishes cannot hold: the resource, meeting or slots where it showed. */
export interface Contradiction {
  kind: 'person' | 'meeting' | 'order';
  at: number;
  meetings: number[];
}

/**
 * Narrows the domains of required meetings until nothing more follows: each person's meetings must take
 * different slots (complete filtering by matchings: Régin, AAAI 1994), and precedences bound earliest and
 * latest slots. Changes `model.allowed` and `model.domain`.
 */
export function propagate(model: Model): Contradiction | undefined {
  const { allowed, slots, usedBy, required, resources, meetings } = model;
  const queue = new Uint8Array(resources).fill(1);
  const narrowed = (m: number) => {
    const list = model.domain[m]!.filter((s) => allowed[m * slots + s]);
    if (list.length === model.domain[m]!.length) return;
    model.domain[m] = list;
    if (required[m]) for (const r of model.uses[m]!) queue[r] = 1;
  };
  for (let m = 0; m < meetings; m++)
    if (required[m] && model.domain[m]!.length === 0) return { kind: 'meeting', at: m, meetings: [m] };
  for (let again = true; again; ) {
    again = false;
    for (let m = 0; m < meetings; m++) {
      if (!required[m]) continue;
      const fault = order(model, m, narrowed);
      if (fault) return fault;
    }
    for (let r = 0; r < resources; r++) {
      if (!queue[r]) continue;
      queue[r] = 0;
      const list = usedBy[r]!.filter((m) => required[m]);
      const rivals = different(model, list);
      if (rivals) return { kind: 'person', at: r, meetings: rivals };
      for (const m of list) narrowed(m);
      again = true;
    }
  }
  return undefined;
}

/** Bounds a meeting by those before and after it; k of them with a person in common take k slots. */
function order(model: Model, m: number, narrowed: (m: number) => void): Contradiction | undefined {
  const { allowed, slots, required } = model;
  const sides = [
    { list: model.before[m]!, sign: 1 },
    { list: model.after[m]!, sign: -1 },
  ];
  for (const { list, sign } of sides) {
    const others = list.filter((q) => required[q]);
    if (others.length === 0) continue;
    const edge = (q: number) => (sign > 0 ? model.domain[q]![0]! : slots - 1 - model.domain[q]!.at(-1)!);
    let least = 0;
    for (const q of others) least = Math.max(least, edge(q) + 1);
    const shared = new Map<number, number[]>();
    for (const q of others)
      for (const r of model.uses[q]!) shared.set(r, [...(shared.get(r) ?? []), edge(q)]);
    for (const edges of shared.values()) {
      edges.sort((a, b) => a - b);
      let free = 0;
      for (const e of edges) free = Math.max(free, e) + 1;
      least = Math.max(least, free);
    }
    for (let s = 0; s < Math.min(least, slots); s++) allowed[m * slots + (sign > 0 ? s : slots - 1 - s)] = 0;
    if (least === 0) continue;
    narrowed(m);
    if (model.domain[m]!.length === 0) return { kind: 'order', at: m, meetings: [m, ...others] };
  }
  return undefined;
}

/** All-different: clears slots that no complete matching uses; answers with rivals where there is none. */
function different(model: Model, list: ArrayLike<number>): number[] | undefined {
  const { allowed, slots } = model;
  const n = list.length;
  let tight = false;
  for (let i = 0; i < n; i++) if (model.domain[list[i]!]!.length < n) tight = true;
  if (!tight) return undefined;
  const owner = new Int32Array(slots).fill(-1);
  const mine = new Int32Array(n).fill(-1);
  const seen = new Int32Array(slots);
  let mark = 0;
  const augment = (i: number, own: Int32Array): boolean => {
    for (const s of model.domain[list[i]!]!) {
      if (seen[s] === mark) continue;
      seen[s] = mark;
      if (own[s]! >= 0 && !augment(own[s]!, own)) continue;
      own[s] = i;
      return true;
    }
    return false;
  };
  for (let i = 0; i < n; i++) {
    mark++;
    if (augment(i, owner)) continue;
    const rivals = [list[i]!];
    for (let s = 0; s < slots; s++) if (seen[s] === mark && owner[s]! >= 0) rivals.push(list[owner[s]!]!);
    return rivals;
  }
  for (let s = 0; s < slots; s++) if (owner[s]! >= 0) mine[owner[s]!] = s;
  for (let i = 0; i < n; i++) {
    for (const s of model.domain[list[i]!]!) {
      if (mine[i] === s || owner[s]! < 0) continue;
      const own = owner.slice();
      own[mine[i]!] = -1;
      own[s] = i;
      seen[s] = ++mark;
      if (!augment(owner[s]!, own)) allowed[list[i]! * slots + s] = 0;
    }
  }
  return undefined;
}

/** The total of places: whether required meetings find a place at a table, as a flow of meetings into slots. */
export function placesShort(model: Model): { meetings: number[]; slots: number[] } | undefined {
  const { slots, tables, meetings } = model;
  const inSlot: number[][] = Array.from({ length: slots }, () => []);
  const seen = new Uint8Array(slots);
  const augment = (m: number): boolean => {
    for (const s of model.domain[m]!) {
      if (seen[s]) continue;
      seen[s] = 1;
      if (inSlot[s]!.length < tables) {
        inSlot[s]!.push(m);
        return true;
      }
      for (let i = 0; i < inSlot[s]!.length; i++) {
        if (!augment(inSlot[s]![i]!)) continue;
        inSlot[s]![i] = m;
        return true;
      }
    }
    return false;
  };
  for (let m = 0; m < meetings; m++) {
    if (!model.required[m] || !model.seated[m]) continue;
    seen.fill(0);
    if (augment(m)) continue;
    const crowd = [m];
    const where: number[] = [];
    for (let s = 0; s < slots; s++) {
      if (!seen[s]) continue;
      where.push(s);
      crowd.push(...inSlot[s]!);
    }
    return { meetings: crowd, slots: where };
  }
  return undefined;
}
