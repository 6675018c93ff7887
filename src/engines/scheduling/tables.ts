import type { Model } from './model.ts';

/**
 * Gives each placed meeting a table, slots given: fixed tables first, then the held table of a meeting that
 * keeps its slot, then the table where its people sat just before or sit just after, heaviest wishes first;
 * then any. Two sweeps forth and one back. Answers tables from 1, 0 where none is needed.
 */
export function assignTables(model: Model, slot: ArrayLike<number>): Int32Array {
  const { meetings, slots, people, tables, instance } = model;
  const table = new Int32Array(meetings);
  const bySlot: number[][] = Array.from({ length: slots }, () => []);
  const pinned = new Uint8Array(meetings);
  for (let m = 0; m < meetings; m++) {
    if (slot[m]! < 0 || !model.seated[m]) continue;
    const wish = instance.meetings[m]!;
    const fixed = wish.table ?? (wish.locked ? model.heldTable[m]! : 0);
    if (fixed > 0) {
      table[m] = fixed;
      pinned[m] = 1;
    }
    bySlot[slot[m]!]!.push(m);
  }
  for (const list of bySlot) {
    const taken = new Set(list.filter((m) => pinned[m]).map((m) => table[m]!));
    for (const m of list) {
      if (pinned[m] || model.held[m] !== slot[m] || model.heldTable[m] === 0) continue;
      if (taken.has(model.heldTable[m]!)) continue;
      taken.add(model.heldTable[m]!);
      table[m] = model.heldTable[m]!;
      pinned[m] = 1;
    }
  }
  const day: number[][] = Array.from({ length: people }, () => []);
  for (const list of bySlot)
    for (const m of list) for (const p of model.uses[m]!) if (p < people) day[p]!.push(m);
  const rank = (p: number, m: number) => day[p]!.indexOf(m);
  const order = Array.from({ length: slots }, (_, s) => s);
  for (const sweep of [order, order.toReversed(), order]) for (const s of sweep) settle(bySlot[s]!);
  return table;

  function settle(list: number[]): void {
    const taken = new Uint8Array(tables + 1);
    const wishes: { m: number; t: number; weight: number }[] = [];
    for (const m of list) {
      if (pinned[m]) {
        taken[table[m]!] = 1;
        continue;
      }
      const weights = new Map<number, number>();
      for (const p of model.uses[m]!) {
        if (p >= people) continue;
        const i = rank(p, m);
        for (const near of [day[p]![i - 1], day[p]![i + 1]])
          if (near !== undefined && table[near]! > 0)
            weights.set(table[near]!, (weights.get(table[near]!) ?? 0) + 1);
      }
      for (const [t, weight] of weights) wishes.push({ m, t, weight });
      table[m] = 0;
    }
    wishes.sort((a, b) => b.weight - a.weight || a.m - b.m || a.t - b.t);
    for (const { m, t } of wishes) {
      if (table[m]! > 0 || taken[t]) continue;
      table[m] = t;
      taken[t] = 1;
    }
    let free = 1;
    for (const m of list) {
      if (table[m]! > 0) continue;
      while (taken[free]) free++;
      table[m] = free;
      taken[free] = 1;
    }
  }
}
