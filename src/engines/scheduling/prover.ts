import { fewestBreaks, sharedBreaks } from './bound.ts';
import { type Budget, encode } from './encode.ts';
import { describe, restrict, shrink } from './explain.ts';
import type { Model } from './model.ts';
import { propagate } from './propagate.ts';
import { decide, LARGEST_TEXT } from './prove.ts';
import type { Score } from './state.ts';
import type { Conflict } from './types.ts';

const LEVELS = ['dropped', 'lost', 'changed', 'breaks'] as const;
type Level = (typeof LEVELS)[number];

export interface ProverRun {
  /** Conflicts a question may cost; repeatable. Without it questions run until answered. */
  conflicts?: number;
  signal?: AbortSignal;
  over: () => boolean;
  tell: () => void;
}

const costAt = (score: Score, level: Level): number =>
  level === 'dropped'
    ? score.missing
    : level === 'lost'
      ? score.lost
      : level === 'changed'
        ? score.changed
        : score.breaks;

/**
 * Proves level after level from below: "within k?" for growing k, until the answer is yes or the search has
 * already found a schedule as good as the bound. A level that is settled is fixed for those after it.
 */
export class Prover {
  /** Required meetings that must be left out at least. */
  short: number;
  private readonly raw: Model;
  private model: Model;
  lower: Int32Array;
  private readonly bounds: Record<Level, number>;
  private readonly settled = new Set<Level>();
  private readonly port: { best: () => Score; found: (slots: Int32Array) => void };
  private asking: AbortController | undefined;

  constructor(
    raw: Model,
    tight: Model,
    short: number,
    port: { best: () => Score; found: (slots: Int32Array) => void },
  ) {
    this.raw = raw;
    this.model = short > 0 ? raw : tight;
    this.short = short;
    this.port = port;
    this.lower = new Int32Array(raw.people);
    this.bounds = { dropped: short, lost: 0, changed: 0, breaks: 0 };
    for (let m = 0; m < raw.meetings; m++) {
      const h = this.model.held[m]!;
      if (h >= 0 && this.model.required[m] && !this.model.allowed[m * raw.slots + h]) this.bounds.changed++;
    }
    if (short === 0 && raw.required.every((r) => r === 1)) this.price(tight);
  }

  /** A proved lower bound on breaks. */
  get bound(): number {
    return this.bounds.breaks;
  }

  private price(model: Model): void {
    this.lower = fewestBreaks(model);
    const alone = this.lower.reduce((sum, b) => sum + Math.max(0, b), 0);
    this.bounds.breaks = alone + sharedBreaks(model, this.lower);
  }

  /** Whether the schedule is proved to be as good as any, in all levels; settles what it proves. */
  proved(best: Score): boolean {
    for (const level of LEVELS) {
      if (this.short > 0 && level === 'changed') return false;
      if (costAt(best, level) > this.bounds[level]) return false;
      if (!this.settled.has(level)) this.settle(level);
    }
    return true;
  }

  /** Whether not all required meetings fit and the schedule provably leaves out no more than it must. */
  fewestLeftOut(best: Score): boolean {
    return this.short > 0 && best.missing <= this.bounds.dropped && best.lost <= this.bounds.lost;
  }

  private settle(level: Level): void {
    this.settled.add(level);
    if (level !== 'lost' || this.bounds.lost > 0 || this.short > 0) return;
    if (this.raw.required.every((r) => r === 1)) return;
    // All optional meetings fit: from here on they are wanted like the others.
    const all: Model = {
      ...this.raw,
      required: this.raw.required.slice().fill(1),
      allowed: this.raw.allowed.slice(),
      domain: this.raw.domain.slice(),
    };
    if (propagate(all)) return;
    this.model = { ...all, required: this.raw.required };
    this.price(all);
  }

  /** Ends the running question where the search has answered it meanwhile. */
  reconsider(): void {
    if (!this.asking) return;
    const best = this.port.best();
    for (const level of LEVELS) {
      const value = costAt(best, level);
      if (this.settled.has(level)) {
        if (value > this.bounds[level]) return;
      } else {
        if (value <= this.bounds[level]) this.asking.abort();
        return;
      }
    }
  }

  async run({ conflicts, signal, over, tell }: ProverRun): Promise<void> {
    const size = this.model.domain.reduce((sum, domain) => sum + domain.length, 0);
    if (size * 40 > LARGEST_TEXT) return;
    for (const level of LEVELS) {
      if (this.short > 0 && level === 'changed') return;
      for (;;) {
        if (over() || signal?.aborted) return;
        const best = this.port.best();
        const reached = LEVELS.slice(0, LEVELS.indexOf(level) + 1).every(
          (l) => costAt(best, l) <= this.bounds[l],
        );
        if (reached) break;
        const encoding = encode(this.model, this.lower, this.budget(level));
        this.asking = new AbortController();
        const stop = AbortSignal.any(signal ? [signal, this.asking.signal] : [this.asking.signal]);
        const verdict = await decide(encoding, { conflicts, signal: stop });
        const answered = this.asking.signal.aborted;
        this.asking = undefined;
        if (verdict.answer === 'yes') {
          this.port.found(verdict.slots);
          tell();
          break;
        }
        if (verdict.answer === 'no') {
          this.bounds[level]++;
          if (level === 'dropped') {
            this.short = this.bounds.dropped;
            this.model = this.raw;
            this.bounds.breaks = 0;
          }
          tell();
        } else if (!answered) return;
      }
      this.settle(level);
    }
  }

  private budget(level: Level): Budget {
    const budget: Budget = { dropped: Infinity, lost: Infinity, changed: Infinity, breaks: Infinity };
    for (const l of LEVELS) {
      budget[l] = this.bounds[l];
      if (l === level) break;
    }
    if (this.raw.heldCount === 0) budget.changed = Infinity;
    return budget;
  }

  /** A conflict that only the search could prove, made as small as time allows. */
  async conflict(over: () => boolean): Promise<Conflict> {
    const all = [...this.raw.required.keys()].filter((m) => this.raw.required[m]);
    const open: Budget = { dropped: 0, lost: Infinity, changed: Infinity, breaks: Infinity };
    const zero = new Int32Array(this.raw.people);
    const conflicting = async (keep: Set<number>): Promise<boolean> => {
      if (over()) return false;
      const part = this.only(keep);
      const free = { ...part, fairness: Number.POSITIVE_INFINITY };
      if (propagate(free)) return true;
      return (await decide(encode(free, zero, open), { conflicts: 20_000 })).answer === 'no';
    };
    if (!(await conflicting(new Set(all))) && Number.isFinite(this.raw.fairness) && !over())
      return {
        words: `No schedule of all meetings keeps people's breaks within ${this.raw.fairness} of each other`,
        participants: [],
        meetings: [],
        slots: [],
      };
    return describe(this.raw, await shrink(all, conflicting));
  }

  private only(keep: ReadonlySet<number>): Model {
    const part = restrict(this.raw, keep);
    for (let m = 0; m < part.meetings; m++) {
      if (keep.has(m)) continue;
      part.domain[m] = new Int32Array(0);
      part.required[m] = 0;
    }
    return part;
  }
}
