import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instance, type Meeting, plan } from './index.ts';
import { faults } from './testing/rules.ts';

const clock = () => performance.now();
const names = ['Anna Rossi', 'Bo Chen', 'Cy Kim', 'Di Weber', 'Ed Roy', 'Flo Diaz'];
const forum = (meetings: Partial<Meeting>[], change: Partial<Instance> = {}): Instance => ({
  slots: 4,
  tables: 3,
  sessions: { morning: [1, 2], afternoon: [3, 4] },
  participants: names.map((name, i) => ({ id: 'abcdef'[i]!, name })),
  meetings: meetings.map((m, i) => ({ id: `m${i + 1}`, participants: ['a', 'b'], ...m })),
  ...change,
});
const withPerson = (change: object): Partial<Instance> => ({
  participants: names.map((name, i) => ({ id: 'abcdef'[i]!, name, ...(i === 0 ? change : {}) })),
});

async function words(instance: Instance): Promise<string[]> {
  const schedule = await plan(instance, { iterations: 2000, clock });
  expect(schedule.status).toBe('infeasible');
  expect(faults(instance, schedule)).toEqual([]);
  return schedule.conflicts!.map((c) => c.words);
}

test.each<[string, Instance, string[]]>([
  [
    'more meetings than free slots',
    forum(
      ['b', 'c', 'd'].map((other) => ({ participants: ['a', other] })),
      withPerson({ unavailable: [1, 3] }),
    ),
    ['Anna Rossi has 3 meetings wanted and 2 free slots for them'],
  ],
  [
    'a full morning',
    forum(
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ].map((participants) => ({ participants, session: 'morning' })),
      { tables: 1 },
    ),
    ['3 meetings must be in the morning, 2 places (2 slots at 1 table)'],
  ],
  [
    'nobody there',
    forum([{}], withPerson({ unavailable: [1, 2, 3, 4] })),
    ['participants[0].unavailable: Anna Rossi is unavailable all day and has 1 meeting wanted'],
  ],
  [
    'a slot outside its session',
    forum([{ session: 'morning', slot: 4 }]),
    ['meetings[0].slot: m1 (Anna Rossi – Bo Chen) is fixed in slot 4, outside its session morning (1–2)'],
  ],
  [
    'a circle',
    forum([{ after: ['m2'] }, { participants: ['c', 'd'], after: ['m1'] }]),
    [
      'meetings[0].after: these meetings wait for each other in a circle: m1 (Anna Rossi – Bo Chen) → m2 (Cy Kim – Di Weber) → m1 (Anna Rossi – Bo Chen)',
    ],
  ],
  [
    'a chain longer than the day',
    forum(
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['a', 'c'],
        ['b', 'd'],
      ].map((participants, i) => ({
        participants,
        ...(i > 0 ? { after: [`m${i}`] } : {}),
      })),
    ),
    [
      'These 5 meetings must follow one another, and the day has 4 slots: m1 (Anna Rossi – Bo Chen) → m2 (Cy Kim – Di Weber) → m3 (Ed Roy – Flo Diaz) → m4 (Anna Rossi – Cy Kim) → m5 (Bo Chen – Di Weber)',
    ],
  ],
  [
    'an order against the sessions',
    forum([{ session: 'afternoon' }, { participants: ['c', 'd'], session: 'morning', after: ['m1'] }]),
    [
      'm2 (Cy Kim – Di Weber) must come after m1 (Anna Rossi – Bo Chen), but can only be in slots 1–2 and the other in slots 3–4',
    ],
  ],
  [
    'over the maximum',
    forum([{}, { participants: ['a', 'c'] }], withPerson({ max: 1 })),
    ['Anna Rossi has 2 meetings wanted and takes at most 1'],
  ],
  [
    'one table for two',
    forum([
      { slot: 2, table: 1 },
      { participants: ['c', 'd'], slot: 2, table: 1 },
    ]),
    ['2 meetings must be at table 1 in slot 2: m1 (Anna Rossi – Bo Chen), m2 (Cy Kim – Di Weber)'],
  ],
  [
    'unequal breaks',
    forum([{ slot: 1 }, { participants: ['a', 'c'], slot: 3 }], { fairness: 0 }),
    ["No schedule of all meetings keeps people's breaks within 0 of each other"],
  ],
])('%s is put into words', async (_, instance, expected) => {
  expect(await words(instance)).toEqual(expected);
});

test('a conflict cannot lose a meeting and still conflict', async () => {
  const wishes = fc.record({
    participants: fc.constantFrom(['a', 'b'], ['a', 'c'], ['b', 'c'], ['c', 'd']),
    session: fc.constantFrom('morning', 'afternoon', undefined),
    slot: fc.constantFrom(undefined, undefined, 1, 3),
  });
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wishes, { minLength: 3, maxLength: 7 }), async (list) => {
      const instance = forum(
        list.map(({ participants, session, slot }) => ({
          participants: [...participants],
          ...(session ? { session } : {}),
          ...(slot ? { slot } : {}),
        })),
      );
      const schedule = await plan(instance, { iterations: 500, clock });
      for (const { meetings } of schedule.conflicts ?? []) {
        seen++;
        const only = (ids: string[]) => ({
          ...instance,
          meetings: instance.meetings.filter((m) => ids.includes(m.id)),
        });
        expect((await plan(only(meetings), { iterations: 500, clock })).status).toBe('infeasible');
        for (const id of meetings)
          expect(
            (await plan(only(meetings.filter((m) => m !== id)), { iterations: 500, clock })).status,
          ).toBe('optimal');
      }
    }),
    { numRuns: 60, seed: 11 },
  );
  expect(seen).toBeGreaterThan(20);
});
