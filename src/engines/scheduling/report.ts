import type { Annealing } from './anneal.ts';
import type { Prover } from './prover.ts';
import { assignTables } from './tables.ts';
import type { Assignment, Conflict, Schedule } from './types.ts';

/** The best schedule found, with its tables, its proof and words for what is left out. */
export function report(
  annealing: Annealing,
  prover: Prover,
  { conflicts, seconds, seed }: { conflicts: Conflict[]; seconds: () => number; seed: number },
): Schedule {
  const { model, best, bestScore } = annealing;
  const { instance } = model;
  const table = assignTables(model, best);
  const assignments: Assignment[] = [];
  const unscheduled: Schedule['unscheduled'] = [];
  instance.meetings.forEach(({ id }, m) => {
    if (best[m]! >= 0) assignments.push({ meeting: id, slot: best[m]! + 1, table: table[m]! || null });
    else unscheduled.push({ meeting: id, reason: reason(m) });
  });
  const infeasible = prover.short > 0;
  const optimal = !infeasible && prover.proved(bestScore);
  const schedule: Schedule = {
    status: infeasible ? 'infeasible' : optimal ? 'optimal' : 'feasible',
    breaks: bestScore.breaks,
    bound: infeasible ? 0 : Math.min(prover.bound, bestScore.breaks),
    assignments,
    unscheduled,
    ...(conflicts.length > 0 ? { conflicts } : {}),
    ...(instance.previous ? { changed: changed() } : {}),
    seconds: 0,
    seed,
  };
  schedule.seconds = Math.round(seconds() * 1000) / 1000;
  return schedule;

  function reason(m: number): string {
    const wish = instance.meetings[m]!;
    const conflict = conflicts.find((c) => c.meetings.includes(wish.id));
    if (conflict) return conflict.words;
    if (model.domain[m]!.length === 0) return 'its people are never free together in the slots it may have';
    const names = wish.participants.map((id) => instance.participants.find((p) => p.id === id)!.name || id);
    return `no slot is left that ${names.join(' and ')} have free together`;
  }

  function changed(): number {
    let n = 0;
    for (let m = 0; m < model.meetings; m++)
      if (
        model.held[m]! >= 0 &&
        (best[m] !== model.held[m] || (model.heldTable[m]! > 0 && table[m] !== model.heldTable[m]))
      )
        n++;
    return n;
  }
}
