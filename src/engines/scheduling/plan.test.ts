import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instance, type Meeting, plan } from './index.ts';
import { faults, optimum } from './testing/rules.ts';

const clock = () => performance.now();
const PAIRS = [
  ['a', 'b'],
  ['a', 'c'],
  ['b', 'c'],
  ['c', 'd'],
  ['b', 'd'],
  ['a', 'b', 'd'],
];

/** Small forums with everything a forum can have. */
const forums: fc.Arbitrary<Instance> = fc
  .record({
    slots: fc.integer({ min: 2, max: 5 }),
    tables: fc.integer({ min: 1, max: 2 }),
    fairness: fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined, freq: 2 }),
    people: fc.array(
      fc.record({
        away: fc.subarray([1, 2, 3, 4, 5], { maxLength: 2 }),
        max: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 1 }),
        remote: fc.boolean(),
      }),
      { minLength: 4, maxLength: 4 },
    ),
    meetings: fc.array(
      fc.record({
        who: fc.constantFrom(...PAIRS),
        session: fc.option(fc.constantFrom('early', 'late'), { nil: undefined, freq: 1 }),
        slot: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 1 }),
        table: fc.option(fc.constant(1), { nil: undefined, freq: 1 }),
        required: fc.boolean(),
        priority: fc.integer({ min: 1, max: 3 }),
        after: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 1 }),
        held: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 1 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    hasPrevious: fc.boolean(),
  })
  .map(({ slots, tables, fairness, people, meetings, hasPrevious }) => ({
    slots,
    tables,
    ...(fairness === undefined ? {} : { fairness }),
    sessions: { early: [1, 1], late: [2, slots] },
    participants: people.map(({ away, max, remote }, i) => ({
      id: 'abcd'[i]!,
      unavailable: away.filter((s) => s <= slots),
      remote,
      ...(max === undefined ? {} : { max }),
    })),
    meetings: meetings.map(
      ({ who, session, slot, table, required, priority, after }, i): Meeting => ({
        id: `m${i}`,
        participants: who,
        required,
        priority,
        ...(session ? { session } : {}),
        ...(slot ? { slot } : {}),
        ...(table ? { table } : {}),
        ...(after !== undefined && after < i ? { after: [`m${after}`] } : {}),
      }),
    ),
    ...(hasPrevious
      ? {
          previous: meetings.flatMap(({ held }, i) =>
            held === undefined ? [] : [{ meeting: `m${i}`, slot: held, table: null }],
          ),
        }
      : {}),
  }));

test('small forums are solved as exhaustive search solves them', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(forums, async (instance) => {
      const schedule = await plan(instance, { iterations: 3000, clock });
      const best = optimum(instance);
      expect(faults(instance, schedule)).toEqual([]);
      const required = new Set(instance.meetings.filter((m) => m.required !== false).map((m) => m.id));
      const missing = schedule.unscheduled.filter((u) => required.has(u.meeting)).length;
      const lost = schedule.unscheduled
        .filter((u) => !required.has(u.meeting))
        .reduce((sum, u) => sum + (instance.meetings.find((m) => m.id === u.meeting)!.priority ?? 1), 0);
      if (best.missing > 0) {
        expect({ status: schedule.status, missing, lost }).toEqual({
          status: 'infeasible',
          missing: best.missing,
          lost: best.lost,
        });
        expect(schedule.conflicts!.length).toBeGreaterThan(0);
        return;
      }
      const { changed, breaks } = best;
      const reached = { changed: schedule.changed ?? 0, breaks: schedule.breaks, bound: schedule.bound };
      expect({ status: schedule.status, missing, lost, ...reached }).toEqual({
        status: 'optimal',
        missing: 0,
        lost: best.lost,
        changed,
        breaks,
        bound: breaks,
      });
    }),
    { numRuns: 150, seed: 7 },
  );
});
