import { firstFit, thin } from './construct.ts';
import type { Model } from './model.ts';
import { random } from './random.ts';
import { better, type Score, State } from './state.ts';

/** Prices in breaks, of a meeting without a slot (threefold if required), a pair in the wrong order, a held
 * meeting that moves, and a break beyond what fairness leaves. Only the best valid schedule counts in the end. */
const MISSING = 8;
const DISORDER = 3;
const CHANGED = 6;
const UNFAIR = 2;
/** Price of a group by the logarithm of its length: of two ways to make as many groups the uneven one is cheaper. */
const UNEVEN = 0.35;
/** Share of the moves for meetings without a slot, and how much hotter they are: pushing out is a way to room. */
const INSERTED = 0.1;
const PUSHING = 4;
/** Share of the moves for those with too many breaks. */
const GUIDED = 0.4;

/**
 * Simulated annealing over Kempe chains: a meeting goes to another slot and everything it pushes goes back
 * the other way (Johnson, Aragon, McGeoch, Schevon 1991, section 2; Kempe chains for timetabling: Thompson
 * and Dowsland 1996). Only the people at the chain's ends change their busy slots, so a move is priced in
 * the length of the chain. Meetings without a slot push others out (partial colouring: Blöchliger and
 * Zufferey 2008).
 */
export class Annealing {
  readonly model: Model;
  readonly state: State;
  best: Int32Array;
  bestScore: Score;
  /** Moves since the best was found. */
  idle = 0;
  private readonly next: () => number;
  private readonly price: Float64Array;
  private readonly shape: Float64Array;
  private readonly stamp: Int32Array;
  private mark = 0;
  private readonly chain: Int32Array;
  private readonly touched: Int32Array;
  private readonly touchedGroups: Int32Array;
  private readonly ordered: boolean;
  private readonly movable: Int32Array;

  constructor(model: Model, seed: number, lower?: Int32Array) {
    this.model = model;
    this.state = new State(model, lower);
    this.next = random(seed);
    this.stamp = new Int32Array(model.meetings);
    this.chain = new Int32Array(model.meetings + 1);
    this.touched = new Int32Array(model.resources * 2);
    this.touchedGroups = new Int32Array(model.resources * 2);
    this.price = new Float64Array(model.slots + 2);
    for (let g = 2; g < this.price.length; g++)
      this.price[g] = g - 1 + UNFAIR * Math.max(0, g - 1 - model.fairness);
    this.shape = new Float64Array(model.slots + 2);
    for (let n = 2; n < this.shape.length; n++) this.shape[n] = UNEVEN * Math.log(n);
    this.ordered = model.before.some((list) => list.length > 0);
    this.movable = Int32Array.from(
      Array.from({ length: model.meetings }, (_, m) => m).filter((m) => model.domain[m]!.length > 1),
    );
    this.best = this.state.slot.slice();
    this.bestScore = this.state.score();
    firstFit(this.state);
    this.keep();
    this.repair();
  }

  restart(slots: ArrayLike<number>): void {
    this.state.restore(slots);
    this.keep();
  }

  /** Remembers the state where it is valid and better than the best. */
  private keep(): void {
    const { state, bestScore: b } = this;
    if (state.disorder > 0 || state.missing > b.missing) return;
    if (state.missing === b.missing) {
      if (state.lost > b.lost) return;
      if (state.lost === b.lost) {
        if (state.changed > b.changed) return;
        if (state.changed === b.changed && state.breaks > b.breaks) return;
      }
    }
    const score = state.score();
    if (!better(score, b)) return;
    if (score.most - state.fewestBreaks() > this.model.fairness) return;
    this.bestScore = score;
    this.best.set(state.slot);
    this.idle = 0;
  }

  /** `steps` moves, the temperature falling geometrically from `hot` to `cold`. */
  run(steps: number, hot: number, cold: number): void {
    const { model, state, next, movable } = this;
    const cooling = steps > 1 ? (cold / hot) ** (1 / steps) : 1;
    let temperature = hot;
    this.idle += steps;
    for (let i = 0; i < steps; i++) {
      temperature *= cooling;
      if (state.outCount > 0 && next() < INSERTED) {
        const m = state.out[(next() * state.outCount) | 0]!;
        const domain = model.domain[m]!;
        if (domain.length > 0) this.insert(m, domain[(next() * domain.length) | 0]!, PUSHING * temperature);
        continue;
      }
      if (movable.length === 0) continue;
      if (state.restlessCount > 0 && next() < GUIDED) {
        this.gather(temperature);
        continue;
      }
      const m = movable[(next() * movable.length) | 0]!;
      const from = state.slot[m]!;
      if (from < 0) continue;
      const domain = model.domain[m]!;
      const to = domain[(next() * domain.length) | 0]!;
      if (to !== from) this.swap(m, from, to, temperature);
    }
  }

  /** Moves a meeting of someone with too many breaks beside another of theirs. */
  private gather(temperature: number): void {
    const { model, state, next } = this;
    const r = state.restless[(next() * state.restlessCount) | 0]!;
    const list = model.usedBy[r]!;
    const row = r * state.stride + 1;
    for (let i = 0; i < 4; i++) {
      const m = list[(next() * list.length) | 0]!;
      const by = state.slot[list[(next() * list.length) | 0]!]!;
      const to = next() < 0.5 ? by - 1 : by + 1;
      const from = state.slot[m]!;
      if (from < 0 || by < 0 || from === by || to < 0 || to >= model.slots) continue;
      if (state.cell[row + to]! >= 0 || !model.allowed[m * model.slots + to]) continue;
      this.swap(m, from, to, temperature);
      return;
    }
  }

  private swap(first: number, a: number, b: number, temperature: number): void {
    const { model, state, chain, stamp, touched, touchedGroups, price, shape } = this;
    const { allowed, uses, seated, people, slots, tables, held } = model;
    const { slot, cell, stride, groups, taken } = state;
    const mark = ++this.mark;
    chain[0] = first;
    stamp[first] = mark;
    let length = 1;
    let net = 0;
    let tries = 0;
    for (let i = 0; ; i++) {
      if (i === length) {
        const full = taken[b]! + net > tables ? b : taken[a]! - net > tables ? a : -1;
        if (full < 0) break;
        const other = this.victim(full, mark);
        if (other < 0 || ++tries > 3) return;
        stamp[other] = mark;
        chain[length++] = other;
      }
      const x = chain[i]!;
      const from = slot[x]!;
      const to = from === a ? b : a;
      if (!allowed[x * slots + to]) return;
      if (seated[x]) net += to === b ? 1 : -1;
      const who = uses[x]!;
      for (let k = 0; k < who.length; k++) {
        const y = cell[who[k]! * stride + to + 1]!;
        if (y >= 0 && stamp[y] !== mark) {
          stamp[y] = mark;
          chain[length++] = y;
        }
      }
    }
    let delta = 0;
    let disorder = 0;
    let changed = 0;
    let ends = 0;
    for (let i = 0; i < length; i++) {
      const x = chain[i]!;
      const from = slot[x]!;
      const to = from === a ? b : a;
      const h = held[x]!;
      if (h >= 0) changed += (h === from ? 1 : 0) - (h === to ? 1 : 0);
      const who = uses[x]!;
      for (let k = 0; k < who.length; k++) {
        const r = who[k]!;
        if (r >= people) continue;
        const row = r * stride;
        if (cell[row + to + 1]! >= 0) continue;
        const g = groups[r]!;
        // Lengths of what adjoins the cell left, then of what adjoins the cell taken once the other is empty.
        const out = row + from + 1;
        let before = 0;
        while (cell[out - 1 - before]! >= 0) before++;
        let after = 0;
        while (cell[out + 1 + after]! >= 0) after++;
        const into = row + to + 1;
        let left = 0;
        while (cell[into - 1 - left]! >= 0 && into - 1 - left !== out) left++;
        let right = 0;
        while (cell[into + 1 + right]! >= 0 && into + 1 + right !== out) right++;
        const now = g + (before > 0 ? 1 : 0) + (after > 0 ? 1 : 0) - (left > 0 ? 1 : 0) - (right > 0 ? 1 : 0);
        delta +=
          price[now]! -
          price[g]! +
          shape[before]! +
          shape[after]! -
          shape[before + after + 1]! +
          shape[left + right + 1]! -
          shape[left]! -
          shape[right]!;
        if (now === g) continue;
        touched[ends] = r;
        touchedGroups[ends++] = now;
      }
      if (this.ordered) {
        for (const q of model.before[x]!) {
          const old = slot[q]!;
          if (old < 0) continue;
          const now = stamp[q] === mark ? a + b - old : old;
          disorder += (now >= to ? 1 : 0) - (old >= from ? 1 : 0);
        }
        for (const q of model.after[x]!) {
          const old = slot[q]!;
          if (old < 0 || stamp[q] === mark) continue;
          disorder += (old <= to ? 1 : 0) - (old <= from ? 1 : 0);
        }
      }
    }
    const total = delta + DISORDER * disorder + CHANGED * changed;
    if (total > 0 && this.next() >= Math.exp(-total / temperature)) return;
    for (let i = 0; i < length; i++) {
      const x = chain[i]!;
      const who = uses[x]!;
      for (let k = 0; k < who.length; k++) cell[who[k]! * stride + slot[x]! + 1] = -1;
    }
    for (let i = 0; i < length; i++) {
      const x = chain[i]!;
      const to = slot[x] === a ? b : a;
      slot[x] = to;
      const who = uses[x]!;
      for (let k = 0; k < who.length; k++) cell[who[k]! * stride + to + 1] = x;
    }
    for (let i = 0; i < ends; i++) state.setGroups(touched[i]!, touchedGroups[i]!);
    taken[b]! += net;
    taken[a]! -= net;
    state.disorder += disorder;
    state.changed += changed;
    if (total < 0 || disorder < 0) this.keep();
  }

  /** Some meeting at a table in the slot, not yet in the chain. */
  private victim(s: number, mark: number): number {
    const { model, state, stamp } = this;
    for (let i = 0; i < 12; i++) {
      const r = (this.next() * model.people) | 0;
      const m = state.cell[r * state.stride + s + 1]!;
      if (m >= 0 && stamp[m] !== mark && model.seated[m]) return m;
    }
    return -1;
  }

  /**
   * Remembers what remains when meetings are taken out until order and fairness hold, so that there is a valid
   * schedule to offer where none with all of them has been found. The search goes on from where it was.
   */
  repair(): void {
    const { state } = this;
    if (state.valid) return;
    const before = state.slot.slice();
    thin(state);
    this.keep();
    state.restore(before);
  }

  /** Puts a meeting into a slot and pushes out what stands in its way. */
  private insert(m: number, s: number, temperature: number): void {
    const { model, state, chain } = this;
    const before = this.energy();
    const mark = ++this.mark;
    let pushed = 0;
    const push = (x: number) => {
      chain[pushed++] = x;
      this.touched[pushed - 1] = state.slot[x]!;
      state.remove(x);
    };
    for (const r of model.uses[m]!) {
      const x = state.cell[r * state.stride + s + 1]!;
      if (x >= 0) push(x);
      else if (state.load[r]! >= model.most[r]!) {
        const carried = model.usedBy[r]!.filter((y) => state.slot[y]! >= 0);
        push(carried[(this.next() * carried.length) | 0]!);
      }
    }
    if (model.seated[m] && state.taken[s]! >= model.tables) {
      const x = this.victim(s, mark);
      if (x >= 0) push(x);
    }
    const fits = !model.seated[m] || state.taken[s]! < model.tables;
    if (fits) {
      state.place(m, s);
      const total = this.energy() - before;
      if (total <= 0 || this.next() < Math.exp(-total / temperature)) {
        this.keep();
        return;
      }
      state.remove(m);
    }
    while (pushed > 0) {
      pushed--;
      state.place(chain[pushed]!, this.touched[pushed]!);
    }
  }

  private energy(): number {
    const { state } = this;
    let unfair = 0;
    if (this.model.fairness < state.histogram.length)
      for (let b = this.model.fairness + 1; b < state.histogram.length; b++)
        unfair += state.histogram[b]! * (b - this.model.fairness);
    return (
      state.breaks +
      UNFAIR * unfair +
      DISORDER * state.disorder +
      CHANGED * state.changed +
      MISSING * (state.missing * 3 + state.lost)
    );
  }
}
