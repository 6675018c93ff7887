import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instance, type Meeting, plan } from './index.ts';
import { faults } from './testing/rules.ts';

const clock = () => performance.now();
const ring = (people: number, steps: number[]): Meeting[] =>
  steps.flatMap((step) =>
    Array.from({ length: people }, (_, i) => ({
      id: `m${step}-${i}`,
      participants: [`p${i}`, `p${(i + step) % people}`],
    })),
  );
const forum: Instance = {
  slots: 9,
  tables: 4,
  participants: Array.from({ length: 9 }, (_, i) => ({ id: `p${i}` })),
  meetings: ring(9, [1, 2, 3]),
};

test('a schedule that still holds is kept as it is', async () => {
  const before = await plan(forum, { iterations: 20_000, clock });
  const after = await plan(
    { ...forum, previous: before.assignments },
    { iterations: 20_000, seed: 5, clock },
  );
  expect({ changed: after.changed, left: after.unscheduled }).toEqual({ changed: 0, left: [] });
  expect(new Set(after.assignments.map((a) => JSON.stringify(a)))).toEqual(
    new Set(before.assignments.map((a) => JSON.stringify(a))),
  );
});

test('replanning never breaks a lock', async () => {
  const before = await plan(forum, { iterations: 20_000, clock });
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(
        forum.meetings.map((m) => m.id),
        { minLength: 1, maxLength: 12 },
      ),
      fc.subarray(
        forum.meetings.map((m) => m.id),
        { maxLength: 8 },
      ),
      fc.nat({ max: 8 }),
      async (locked, cancelled, away) => {
        const instance: Instance = {
          ...forum,
          participants: forum.participants.map((p, i) => (i === away ? { ...p, unavailable: [1, 5] } : p)),
          meetings: forum.meetings
            .filter((m) => !cancelled.includes(m.id))
            .map((m) => (locked.includes(m.id) ? { ...m, locked: true } : m)),
          previous: before.assignments,
        };
        const after = await plan(instance, { iterations: 4000, clock });
        expect(faults(instance, after)).toEqual([]);
        const placed = new Map(after.assignments.map((a) => [a.meeting, a]));
        const held = new Map(before.assignments.map((a) => [a.meeting, a]));
        for (const m of instance.meetings)
          if (m.locked && placed.has(m.id)) expect(placed.get(m.id)).toEqual(held.get(m.id));
        // What is locked falls out only where its person is not there.
        for (const { meeting } of after.unscheduled)
          if (locked.includes(meeting))
            expect(forum.meetings.find((m) => m.id === meeting)!.participants).toContain(`p${away}`);
      },
    ),
    { numRuns: 25, seed: 3 },
  );
});

test('a person who leaves early moves only what must move', async () => {
  const small: Instance = {
    slots: 4,
    tables: 2,
    participants: ['a', 'b', 'c'].map((id) => ({ id })),
    meetings: [
      { id: 'ab', participants: ['a', 'b'] },
      { id: 'bc', participants: ['b', 'c'] },
    ],
    previous: [
      { meeting: 'ab', slot: 4, table: 1 },
      { meeting: 'bc', slot: 2, table: 2 },
    ],
  };
  const leaves = { ...small, participants: [{ id: 'a', unavailable: [4] }, { id: 'b' }, { id: 'c' }] };
  const after = await plan(leaves, { iterations: 5000, clock });
  expect({ status: after.status, changed: after.changed, breaks: after.breaks }).toEqual({
    status: 'optimal',
    changed: 1,
    breaks: 0,
  });
  expect(after.assignments.find((a) => a.meeting === 'bc')).toEqual({ meeting: 'bc', slot: 2, table: 2 });
});
