import type { Model } from './model.ts';

/** How good a schedule is, compared in this order; less is better. */
export interface Score {
  missing: number;
  lost: number;
  changed: number;
  breaks: number;
  most: number;
}

export function better(a: Score, b: Score): boolean {
  if (a.missing !== b.missing) return a.missing < b.missing;
  if (a.lost !== b.lost) return a.lost < b.lost;
  if (a.changed !== b.changed) return a.changed < b.changed;
  if (a.breaks !== b.breaks) return a.breaks < b.breaks;
  return a.most < b.most;
}

/** A partial schedule with everything needed to change and price it in constant time. */
export class State {
  readonly model: Model;
  readonly stride: number;
  /** Slot of each meeting, −1 where it is not placed. */
  readonly slot: Int32Array;
  /** Meeting of resource r in slot s at r * stride + s + 1, −1 for none; the rim stays −1. */
  readonly cell: Int32Array;
  /** Groups of adjoining meetings of each person; breaks are one less. */
  readonly groups: Int32Array;
  /** Tables taken in each slot. */
  readonly taken: Int32Array;
  /** Meetings each resource carries. */
  readonly load: Int32Array;
  /** People with as many breaks. */
  readonly histogram: Int32Array;
  /** Fewest breaks each person can have; whoever has more stands in `restless`. */
  readonly lower: Int32Array;
  readonly restless: Int32Array;
  private readonly restlessAt: Int32Array;
  restlessCount = 0;
  breaks = 0;
  /** Pairs in the wrong order. */
  disorder = 0;
  missing = 0;
  lost = 0;
  changed: number;
  /** Meetings without a slot, and where each stands in that list. */
  readonly out: Int32Array;
  readonly outAt: Int32Array;
  outCount: number;

  constructor(model: Model, lower: Int32Array = new Int32Array(model.people)) {
    this.model = model;
    this.lower = lower;
    this.restless = new Int32Array(model.people);
    this.restlessAt = new Int32Array(model.people).fill(-1);
    this.stride = model.slots + 2;
    this.slot = new Int32Array(model.meetings).fill(-1);
    this.cell = new Int32Array(model.resources * this.stride).fill(-1);
    this.groups = new Int32Array(model.people);
    this.taken = new Int32Array(model.slots);
    this.load = new Int32Array(model.resources);
    this.histogram = new Int32Array(model.slots + 1);
    this.histogram[0] = model.people;
    this.changed = model.heldCount;
    this.out = Int32Array.from({ length: model.meetings }, (_, m) => m);
    this.outAt = this.out.slice();
    this.outCount = model.meetings;
    for (let m = 0; m < model.meetings; m++) {
      if (model.required[m]) this.missing++;
      else this.lost += model.priority[m]!;
    }
  }

  restore(slots: ArrayLike<number>): void {
    for (let m = 0; m < this.model.meetings; m++) if (this.slot[m]! >= 0) this.remove(m);
    for (let m = 0; m < this.model.meetings; m++) if (slots[m]! >= 0) this.place(m, slots[m]!);
  }

  setGroups(r: number, groups: number): void {
    const old = Math.max(0, this.groups[r]! - 1);
    const now = Math.max(0, groups - 1);
    this.groups[r] = groups;
    if (old === now) return;
    this.histogram[old]!--;
    this.histogram[now]!++;
    this.breaks += now - old;
    const at = this.restlessAt[r]!;
    if (now > this.lower[r]!) {
      if (at >= 0) return;
      this.restlessAt[r] = this.restlessCount;
      this.restless[this.restlessCount++] = r;
    } else if (at >= 0) {
      const last = this.restless[--this.restlessCount]!;
      this.restless[at] = last;
      this.restlessAt[last] = at;
      this.restlessAt[r] = -1;
    }
  }

  /** Places an unplaced meeting; the cells must be free. */
  place(m: number, s: number): void {
    const { model, cell, stride } = this;
    for (const r of model.uses[m]!) {
      const at = r * stride + s + 1;
      cell[at] = m;
      this.load[r]!++;
      if (r < model.people)
        this.setGroups(r, this.groups[r]! + 1 - (cell[at - 1]! >= 0 ? 1 : 0) - (cell[at + 1]! >= 0 ? 1 : 0));
    }
    this.taken[s]! += model.seated[m]!;
    this.slot[m] = s;
    this.disorder += this.disorderOf(m);
    if (model.required[m]) this.missing--;
    else this.lost -= model.priority[m]!;
    if (model.held[m]! === s) this.changed--;
    const last = this.out[--this.outCount]!;
    const at = this.outAt[m]!;
    this.out[at] = last;
    this.outAt[last] = at;
  }

  remove(m: number): void {
    const { model, cell, stride } = this;
    const s = this.slot[m]!;
    this.disorder -= this.disorderOf(m);
    for (const r of model.uses[m]!) {
      const at = r * stride + s + 1;
      cell[at] = -1;
      this.load[r]!--;
      if (r < model.people)
        this.setGroups(r, this.groups[r]! - 1 + (cell[at - 1]! >= 0 ? 1 : 0) + (cell[at + 1]! >= 0 ? 1 : 0));
    }
    this.taken[s]! -= model.seated[m]!;
    this.slot[m] = -1;
    if (model.required[m]) this.missing++;
    else this.lost += model.priority[m]!;
    if (model.held[m]! === s) this.changed++;
    this.outAt[m] = this.outCount;
    this.out[this.outCount++] = m;
  }

  /** Precedences of m that its slot breaks. */
  disorderOf(m: number): number {
    const s = this.slot[m]!;
    let n = 0;
    for (const q of this.model.before[m]!) if (this.slot[q]! >= s) n++;
    for (const q of this.model.after[m]!) {
      const t = this.slot[q]!;
      if (t >= 0 && t <= s) n++;
    }
    return n;
  }

  /** Whether m can lie in s with nothing moved. */
  fits(m: number, s: number): boolean {
    const { model, stride } = this;
    if (!model.allowed[m * model.slots + s]) return false;
    if (model.seated[m] && this.taken[s]! >= model.tables) return false;
    for (const r of model.uses[m]!)
      if (this.cell[r * stride + s + 1]! >= 0 || this.load[r]! >= model.most[r]!) return false;
    for (const q of model.before[m]!) if (this.slot[q]! >= s) return false;
    for (const q of model.after[m]!) {
      const t = this.slot[q]!;
      if (t >= 0 && t <= s) return false;
    }
    return true;
  }

  mostBreaks(): number {
    let b = this.model.slots;
    while (b > 0 && this.histogram[b] === 0) b--;
    return b;
  }

  fewestBreaks(): number {
    let b = 0;
    while (b < this.model.slots && this.histogram[b] === 0) b++;
    return b;
  }

  /** Whether every rule holds but that some meetings may be missing. */
  get valid(): boolean {
    return this.disorder === 0 && this.mostBreaks() - this.fewestBreaks() <= this.model.fairness;
  }

  score(): Score {
    const { missing, lost, changed, breaks } = this;
    return { missing, lost, changed, breaks, most: this.mostBreaks() };
  }
}
