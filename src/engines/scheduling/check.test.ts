import { expect, test } from 'vitest';
import { check, InvalidInstance } from './index.ts';

const forum = (change: object = {}) => ({
  slots: 4,
  tables: 2,
  sessions: { morning: [1, 2], afternoon: [3, 4] },
  participants: [{ id: 'anna' }, { id: 'bo' }, { id: 'cy' }],
  meetings: [
    { id: 'm1', participants: ['anna', 'bo'] },
    { id: 'm2', participants: ['bo', 'cy'] },
  ],
  ...change,
});
const meeting = (change: object) =>
  forum({ meetings: [{ id: 'm1', participants: ['anna', 'bo'], ...change }] });

function faults(input: unknown): string[] {
  try {
    check(input);
  } catch (error) {
    if (error instanceof InvalidInstance) return error.faults.map((f) => `${f.place}: ${f.words}`);
    throw error;
  }
  return [];
}

test('a sound forum passes', () => {
  expect(faults(forum())).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['no object', [1], ['instance: must be an object, not [1]']],
  [
    'overlapping sessions',
    forum({ sessions: { a: [1, 3], b: [3, 4] } }),
    ['sessions.b: (3–4) overlaps a (1–3)'],
  ],
  ['a session turned round', forum({ sessions: { a: [3, 1] } }), ['sessions.a: begins at 3 after its end 1']],
  ['zero tables', forum({ tables: 0 }), ['tables: is 0; it must be from 1 to 100,000']],
  ['no slots', forum({ slots: undefined }), ['slots: is missing']],
  ['numbers as text', forum({ slots: '4' }), ['slots: is the text "4"; write the number without quotes']],
  [
    'a slot as text',
    meeting({ slot: '2' }),
    ['meetings[0].slot: is the text "2"; write the number without quotes'],
  ],
  ['half a slot', meeting({ slot: 1.5 }), ['meetings[0].slot: must be a whole number, not 1.5']],
  ['a slot beyond the day', meeting({ slot: 9 }), ['meetings[0].slot: is 9; it must be from 1 to 4']],
  [
    'a participant twice in a meeting',
    meeting({ participants: ['anna', 'anna'] }),
    ['meetings[0].participants[1]: "anna" is in this meeting twice'],
  ],
  [
    'one person alone',
    meeting({ participants: ['anna'] }),
    ['meetings[0].participants: must name two people or more'],
  ],
  [
    'unknown ids',
    meeting({ participants: ['anna', 'zoe'], after: ['m9'], session: 'night' }),
    [
      'meetings[0].participants[1]: "zoe" is not among the participants',
      'meetings[0].session: "night" is not among the sessions',
      'meetings[0].after[0]: "m9" is not among the meetings',
    ],
  ],
  [
    'two of one name',
    forum({ participants: [{ id: 'anna' }, { id: 'bo' }, { id: 'cy' }, { id: 'bo' }] }),
    ['participants[3].id: "bo" already stands at participants[1]'],
  ],
  ['a priority too many', meeting({ priority: 4 }), ['meetings[0].priority: is 4; it must be from 1 to 3']],
  [
    'a lock on nothing',
    meeting({ locked: true }),
    ['meetings[0].locked: "m1" has no place in previous to stay in'],
  ],
  [
    'no instant',
    forum({ starts: ['soon'] }),
    ['starts[0]: must be an instant such as 2026-05-04T09:00:00+02:00, not "soon"'],
  ],
])('%s is named with its place', (_, input, expected) => {
  expect(faults(input)).toEqual(expected);
});

test('100,000 meetings are refused at once', () => {
  const meetings = Array.from({ length: 100_000 }, (_, i) => ({ id: `m${i}`, participants: ['anna', 'bo'] }));
  const start = performance.now();
  expect(faults(forum({ meetings }))).toEqual([
    'meetings: has 100,000 entries; at most 50,000 can be planned at once',
  ]);
  expect(performance.now() - start).toBeLessThan(1000);
});

test('of very many faults the first twenty are told', () => {
  const meetings = Array.from({ length: 3000 }, (_, i) => ({ id: `m${i}`, participants: ['x', 'y'] }));
  expect(faults(forum({ meetings })).length).toBe(20);
});
