import { Annealing } from './anneal.ts';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { compile } from './model.ts';
import { propagate } from './propagate.ts';
import { Prover } from './prover.ts';
import { report } from './report.ts';
import type { Instance, Progress, Schedule } from './types.ts';

export interface PlanOptions {
  /** Wall time to spend at most, in seconds; default 60. A proof ends it earlier. */
  seconds?: number;
  /** Moves of the search instead of time: the same input, seed and iterations give the same schedule. */
  iterations?: number;
  /** Default 1. */
  seed?: number;
  /** Milliseconds from any start, as `performance.now`. */
  clock: () => number;
  /** Ends the work at once; the best schedule so far is the answer. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

const HOT = 0.25;
const HOT_MISSING = 0.8;
const COLD = 0.12;
const CHUNK_MS = 30;
/** An infeasible forum is left when this many moves for each meeting and slot have brought nothing. */
const CALM = 300;
/** As many times longer where it is not proved that no fewer could be left out. */
const UNPROVED = 15;

/**
 * Plans a forum's meetings: annealing in this thread for good schedules, clasp in its own for the proof.
 * @throws InvalidInstance where the input is no forum
 */
export async function plan(input: Instance, options: PlanOptions): Promise<Schedule> {
  const { clock, signal, onProgress } = options;
  const seed = options.seed ?? 1;
  const seconds = options.seconds ?? (options.iterations === undefined ? 60 : Number.POSITIVE_INFINITY);
  const start = clock();
  const elapsed = () => (clock() - start) / 1000;
  const instance = check(input);
  const raw = compile(instance);
  // Tables and output need some of the time too.
  const deadline = seconds * 1000 - Math.min(400, 15 + raw.meetings / 60);
  const over = () => signal?.aborted || clock() - start >= deadline;

  const { conflicts, short } = await explain(raw);
  const tight = compile(instance);
  if (short === 0) propagate(tight);
  const prover = new Prover(raw, tight, short, { best: () => annealing.bestScore, found });
  let annealing = new Annealing(short > 0 ? raw : tight, seed, prover.lower);
  function found(slots: Int32Array): void {
    if (prover.short > 0 && annealing.model !== raw) {
      // Narrowed slots hold only where all required meetings have a place.
      const { best } = annealing;
      annealing = new Annealing(raw, seed);
      annealing.restart(best);
    }
    annealing.restart(slots);
  }

  let told = -1;
  let toldAt = -1;
  const tell = () => {
    const { missing, breaks } = annealing.bestScore;
    const key = missing * 1e6 + breaks * 1000 + prover.bound;
    if (!onProgress || (key === told && elapsed() - toldAt < 1)) return;
    told = key;
    toldAt = elapsed();
    onProgress({ missing, best: breaks, bound: Math.min(prover.bound, breaks), seconds: toldAt });
  };

  const calm = CALM * (1 + raw.meetings * raw.slots);
  const finished = () =>
    prover.proved(annealing.bestScore) ||
    (prover.short > 0 &&
      annealing.idle > (prover.fewestLeftOut(annealing.bestScore) ? calm : UNPROVED * calm));
  if (options.iterations !== undefined) {
    await rounds(() => annealing, {
      steps: options.iterations,
      stop: () => over() || finished(),
      clock,
      deadline: start + deadline,
      tell,
    });
    if (!over() && !finished())
      await prover.run({
        conflicts: Math.max(1000, Math.round(options.iterations / 20)),
        signal,
        over,
        tell,
      });
  } else {
    const control = new AbortController();
    const work = prover.run({ signal: control.signal, over, tell });
    await rounds(() => annealing, {
      stop: () => over() || finished(),
      clock,
      deadline: start + deadline,
      tell,
      reconsider: () => prover.reconsider(),
    });
    control.abort();
    await work;
  }
  if (prover.short > 0 && conflicts.length === 0) conflicts.push(await prover.conflict(over));
  if (prover.proved(annealing.bestScore)) polish(annealing);
  return report(annealing, prover, { conflicts, seconds: elapsed, seed });
}

/** The breaks of whoever has most, where the rest is proved: some moves more around the optimum. */
function polish(annealing: Annealing): void {
  for (let i = 0; i < 5 && annealing.bestScore.most > 1; i++) {
    annealing.restart(annealing.best);
    annealing.run(20_000, COLD, COLD);
  }
}

interface Rounds {
  steps?: number;
  stop: () => boolean;
  clock: () => number;
  deadline: number;
  tell: () => void;
  reconsider?: () => void;
}

/**
 * Anneals in rounds, each several times as long as the one before, the last as long as time or steps are left.
 */
async function rounds(current: () => Annealing, r: Rounds): Promise<void> {
  const { model } = current();
  const size = model.meetings * model.slots;
  let planned = 400_000 + 20 * size;
  const growth = size > 20_000 ? 4 : 2;
  let speed = 1000;
  let spent = 0;
  while (!r.stop()) {
    const left = r.steps === undefined ? (r.deadline - r.clock()) * speed : r.steps - spent;
    if (left <= 0) break;
    const last = left < planned * (growth + 1);
    const length = last ? left : planned;
    const began = r.clock();
    const hot = current().bestScore.missing > 0 ? HOT_MISSING : HOT;
    let done = 0;
    const part = () =>
      last && r.steps === undefined ? (r.clock() - began) / (r.deadline - began) : done / length;
    for (let f = 0; f < 1 && !r.stop(); f = part()) {
      const chunk = r.steps === undefined ? Math.max(1000, Math.round(speed * CHUNK_MS)) : 20_000;
      const n = Math.min(chunk, Math.max(1, r.steps === undefined ? chunk : r.steps - spent));
      const from = r.clock();
      const temperature = hot * (COLD / hot) ** Math.min(1, f);
      current().run(n, temperature, temperature);
      done += n;
      spent += n;
      speed = Math.max(100, n / Math.max(0.01, r.clock() - from));
      r.tell();
      r.reconsider?.();
      await new Promise((resolve) => setImmediate(resolve));
      if (r.steps !== undefined && spent >= r.steps) break;
    }
    current().repair();
    planned *= growth;
  }
}
