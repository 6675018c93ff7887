import type { Model } from './model.ts';

/** What a schedule may cost at most, level by level; Infinity leaves a level open. */
export interface Budget {
  /** Required meetings left out. */
  dropped: number;
  /** Priority of optional meetings left out. */
  lost: number;
  /** Meetings that leave their held slot. */
  changed: number;
  /** Breaks in all. */
  breaks: number;
}

export interface Encoding {
  /** DIMACS with cardinality and weight constraints, as clasp reads it (`p cnf+`). */
  text: string;
  variables: number;
  /** Slot of each meeting in a model (its literals), −1 where left out. */
  decode(literals: number[]): Int32Array;
}

type Literal = number;

/**
 * The question "is there a schedule within this budget?" as pseudo-Boolean constraints. After the MaxSAT model
 * of Bofill et al. (JAIR 2022, sections 4 and 5: meeting-slot variables, a person's busy slots, implied
 * constraint that busy slots count the meetings), with three changes: breaks are counted only above each
 * person's own lower bound, a person with none has no two busy slots further apart than the meetings allow,
 * and the people busy in a slot are bounded by its tables. Precedences are ladders (order encoding).
 */
export function encode(model: Model, lower: ArrayLike<number>, budget: Budget): Encoding {
  const { slots, meetings, people, tables } = model;
  const lines: string[] = [];
  let count = 0;
  const fresh = (): Literal => ++count;
  const clause = (...literals: Literal[]) => {
    lines.push(literals.length > 0 ? `${literals.join(' ')} 0` : '1 >= 2');
  };
  const atMost = (literals: Literal[], bound: number) => {
    if (literals.length > bound) lines.push(bound < 0 ? '1 >= 2' : `${literals.join(' ')} <= ${bound}`);
  };
  const exactly = (literals: Literal[], bound: number) => {
    if (bound === 1 || literals.length < bound) clause(...(literals.length < bound ? [] : literals));
    else lines.push(`${literals.join(' ')} >= ${bound}`);
    atMost(literals, bound);
  };
  const weighted = (terms: [number, Literal][], bound: number) => {
    lines.push(`w ${terms.map(([weight, l]) => `${weight}*${l}`).join(' ')} <= ${bound}`);
  };

  const at = new Int32Array(meetings * slots);
  const loose = new Uint8Array(meetings);
  const dropped: Literal[] = [];
  const lost: [number, Literal][] = [];
  for (let m = 0; m < meetings; m++) {
    const literals: Literal[] = [];
    for (const s of model.domain[m]!) {
      at[m * slots + s] = fresh();
      literals.push(count);
    }
    if ((model.required[m] ? budget.dropped : budget.lost) > 0) {
      loose[m] = 1;
      const out = fresh();
      literals.push(out);
      if (model.required[m]) dropped.push(out);
      else lost.push([model.priority[m]!, out]);
    }
    exactly(literals, 1);
  }
  if (Number.isFinite(budget.dropped)) atMost(dropped, budget.dropped);
  if (Number.isFinite(budget.lost) && lost.length > 0) weighted(lost, budget.lost);

  if (Number.isFinite(budget.changed)) {
    let moved = 0;
    const stays: Literal[] = [];
    for (let m = 0; m < meetings; m++) {
      if (model.held[m]! < 0) continue;
      const literal = at[m * slots + model.held[m]!]!;
      if (literal) stays.push(-literal);
      else moved++;
    }
    if (moved > budget.changed) clause();
    else atMost(stays, budget.changed - moved);
  }

  let allSeated = true;
  let crowd = 2;
  for (let m = 0; m < meetings; m++) {
    if (!model.seated[m]) allSeated = false;
    crowd = Math.max(crowd, model.uses[m]!.filter((r) => r < people).length);
  }
  for (let s = 0; s < slots; s++) {
    const here: Literal[] = [];
    for (let m = 0; m < meetings; m++)
      if (at[m * slots + s] && model.seated[m]) here.push(at[m * slots + s]!);
    atMost(here, tables);
  }

  // "m lies in slot s or earlier", over the slots of m's domain.
  const ladders = new Map<number, Literal[]>();
  const ladder = (m: number): Literal[] => {
    const known = ladders.get(m);
    if (known) return known;
    const domain = model.domain[m]!;
    const rungs: Literal[] = [];
    for (let i = 0; i < domain.length; i++) {
      const x = at[m * slots + domain[i]!]!;
      const rung = fresh();
      clause(-x, rung);
      if (i > 0) {
        clause(-rungs[i - 1]!, rung);
        clause(-rungs[i - 1]!, -x);
      }
      clause(-rung, x, ...(i > 0 ? [rungs[i - 1]!] : []));
      rungs.push(rung);
    }
    ladders.set(m, rungs);
    return rungs;
  };
  const upTo = (m: number, s: number): Literal | undefined => {
    const domain = model.domain[m]!;
    let i = domain.length - 1;
    while (i >= 0 && domain[i]! > s) i--;
    return i < 0 ? undefined : ladder(m)[i];
  };
  for (let m = 0; m < meetings; m++) {
    for (const q of model.before[m]!) {
      for (const s of model.domain[q]!) {
        const early = upTo(m, s);
        if (early !== undefined) clause(-at[q * slots + s]!, -early);
      }
      if (loose[m] || loose[q]) continue;
      for (const s of model.domain[m]!) {
        const early = upTo(q, s - 1);
        if (early === undefined) clause(-upTo(m, s)!);
        else clause(-upTo(m, s)!, early);
      }
    }
  }

  const priced = Number.isFinite(budget.breaks) || Number.isFinite(model.fairness);
  let base = 0;
  const strict = new Uint8Array(people);
  let everyoneMayBreak = Number.isFinite(model.fairness);
  for (let p = 0; p < people; p++) {
    const list = model.usedBy[p]!;
    strict[p] = list.every((m) => !loose[m]) ? 1 : 0;
    if (strict[p]) base += lower[p]!;
    if (list.length < 2) everyoneMayBreak = false;
  }
  // Fairness with a floor: everyone has at least as many breaks as floors are true.
  const floors: Literal[] = [];
  if (everyoneMayBreak && budget.breaks >= people)
    for (let k = 0; k < slots / 2 - 1; k++) {
      floors.push(fresh());
      if (k > 0) clause(-floors[k]!, floors[k - 1]!);
    }
  const above: Literal[] = [];
  const busyIn: Literal[][] = Array.from({ length: slots }, () => []);
  for (let r = 0; r < model.resources; r++) {
    const list = model.usedBy[r]!;
    if (list.length === 0) continue;
    if (list.length > model.most[r]!) {
      const all: Literal[] = [];
      for (const m of list) for (const s of model.domain[m]!) all.push(at[m * slots + s]!);
      atMost(all, model.most[r]!);
    }
    const busy = new Int32Array(slots + 2);
    for (let s = 0; s < slots; s++) {
      const here: Literal[] = [];
      for (const m of list) if (at[m * slots + s]) here.push(at[m * slots + s]!);
      atMost(here, 1);
      if (r >= people || here.length === 0) continue;
      busy[s + 1] = fresh();
      for (const x of here) clause(-x, busy[s + 1]!);
      clause(-busy[s + 1]!, ...here);
      busyIn[s]!.push(busy[s + 1]!);
    }
    if (r >= people) continue;
    const n = list.length;
    if (strict[r])
      exactly(
        Array.from(busy).filter((b) => b > 0),
        n,
      );
    if (n === 1 || !priced) continue;
    const least = strict[r] ? lower[r]! : 0;
    const starts: Literal[] = [];
    for (let s = 1; s <= slots; s++) {
      const b = busy[s]!;
      const earlier = busy[s - 1]!;
      if (!b) continue;
      if (!earlier) {
        starts.push(b);
        continue;
      }
      const start = fresh();
      starts.push(start);
      clause(-b, earlier, start);
      if (floors.length > 0) {
        clause(-start, b);
        clause(-start, -earlier);
      }
    }
    const room = Math.min(budget.breaks - base, n - 1 - least, model.fairness + floors.length - least);
    const steps: Literal[] = [];
    for (let k = 0; k < room; k++) {
      steps.push(fresh());
      if (k > 0) clause(-steps[k]!, steps[k - 1]!);
      const floor = least + k + 1 - model.fairness;
      if (floor > 0) clause(-steps[k]!, floors[floor - 1]!);
    }
    if (least > model.fairness) clause(...floors.slice(least - model.fairness - 1, least - model.fairness));
    above.push(...steps);
    atMost([...starts, ...steps.map((l) => -l)], 1 + least + steps.length);
    // k + 2 starts at least where the floor holds: of their negations and k + 2 times the floor at most all.
    floors.forEach((floor, k) => {
      weighted([...starts.map((l): [number, Literal] => [1, -l]), [k + 2, floor]], starts.length);
    });
    if (!strict[r] || least > 0) continue;
    for (let s = 1; s <= slots; s++)
      for (let t = s + n; t <= slots; t++)
        if (busy[s] && busy[t]) clause(-busy[s]!, -busy[t]!, ...steps.slice(0, 1));
  }
  if (allSeated) for (const here of busyIn) atMost(here, crowd * tables);
  if (Number.isFinite(budget.breaks)) {
    if (base > budget.breaks) clause();
    else atMost(above, budget.breaks - base);
  }

  return {
    text: `p cnf+ ${Math.max(1, count)} ${lines.length}\n${lines.join('\n')}\n`,
    variables: count,
    decode(literals) {
      const slot = new Int32Array(meetings).fill(-1);
      const on = new Uint8Array(count + 1);
      for (const literal of literals) if (literal > 0) on[literal] = 1;
      for (let m = 0; m < meetings; m++)
        for (const s of model.domain[m]!) if (on[at[m * slots + s]!]) slot[m] = s;
      return slot;
    },
  };
}
