import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawSchedule, type Instance, type Progress, plan } from './index.ts';
import { faults } from './testing/rules.ts';

const clock = () => performance.now();
const forum = (people: number, slots: number, tables: number, steps: number[]): Instance => ({
  slots,
  tables,
  participants: Array.from({ length: people }, (_, i) => ({ id: `p${i}` })),
  meetings: steps.flatMap((step) =>
    Array.from({ length: people }, (_, i) => ({
      id: `m${step}-${i}`,
      participants: [`p${i}`, `p${(i + step) % people}`],
    })),
  ),
});

test('the same seed and iterations give the same schedule', async () => {
  const instance = forum(60, 12, 28, [1, 2, 4, 7]);
  const run = async (seed: number) => (await plan(instance, { iterations: 30_000, seed, clock })).assignments;
  expect(await run(4)).toEqual(await run(4));
  expect(await run(4)).not.toEqual(await run(5));
});

test('a cancelled plan answers at once with the best so far', async () => {
  const instance = forum(300, 30, 60, [1, 2, 3, 5, 8]);
  const control = new AbortController();
  const progress: Progress[] = [];
  const start = clock();
  const schedule = await plan(instance, {
    seconds: 60,
    clock,
    signal: control.signal,
    onProgress: (p) => {
      progress.push(p);
      control.abort();
    },
  });
  expect(clock() - start).toBeLessThan(5000);
  expect(faults(instance, schedule)).toEqual([]);
  expect(schedule.assignments.length + schedule.unscheduled.length).toBe(1500);
  expect(progress.length).toBeGreaterThan(0);
  for (const p of progress) expect(p.bound).toBeLessThanOrEqual(p.best);
});

test('days of more than 32 slots are planned as others are', async () => {
  const offers = ['a', 'b', 'c', 'd', 'e', 'f'];
  const requests = ['u', 'v', 'w', 'x', 'y', 'z'];
  const instance: Instance = {
    slots: 70,
    tables: 6,
    sessions: { first: [1, 62], last: [63, 70] },
    participants: [...offers, ...requests].map((id) => ({ id, unavailable: [64, 70] })),
    meetings: offers.flatMap((a) =>
      requests.map((b) => ({ id: a + b, participants: [a, b], session: a < 'd' ? 'first' : 'last' })),
    ),
  };
  const schedule = await plan(instance, { seconds: 20, clock });
  expect({ status: schedule.status, placed: schedule.assignments.length }).toEqual({
    status: 'optimal',
    placed: 36,
  });
  expect(Math.max(...schedule.assignments.map((a) => a.slot))).toBeGreaterThan(62);
});

test('a person stays at the table where the meeting before was', async () => {
  const instance: Instance = {
    slots: 3,
    tables: 5,
    participants: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id })),
    meetings: [
      { id: 'ab', participants: ['a', 'b'], slot: 1, table: 4 },
      { id: 'ac', participants: ['a', 'c'], slot: 2 },
      { id: 'ad', participants: ['a', 'd'], slot: 3 },
      { id: 'ef', participants: ['e', 'f'], slot: 3, table: 1 },
    ],
  };
  const { assignments } = await plan(instance, { iterations: 100, clock });
  expect(assignments).toEqual([
    { meeting: 'ab', slot: 1, table: 4 },
    { meeting: 'ac', slot: 2, table: 4 },
    { meeting: 'ad', slot: 3, table: 4 },
    { meeting: 'ef', slot: 3, table: 1 },
  ]);
});

test('the picture shows people, tables and breaks', async () => {
  const instance: Instance = {
    slots: 3,
    tables: 7,
    participants: [{ id: 'a', name: 'Anna <Rossi>' }, { id: 'b', unavailable: [2] }, { id: 'c' }],
    meetings: [
      { id: 'ab', participants: ['a', 'b'], slot: 1, table: 7 },
      { id: 'bc', participants: ['b', 'c'], slot: 3 },
    ],
  };
  const schedule = await plan(instance, { iterations: 100, clock });
  const svg = drawSchedule(instance, schedule);
  expect(svg).toContain('2 meetings, 1 breaks (optimal)');
  expect(svg).toContain('Anna &#60;Rossi&#62;');
  expect(svg.match(/fill="#2f6f9f"/g)).toHaveLength(4);
  expect(svg.match(/stroke="#c2410c"/g)).toHaveLength(1);
  expect(svg.match(/fill="#e4e4e4"/g)).toHaveLength(1);
});

const folder = join(import.meta.dirname, '../../../../shared/data/forums');
if (!existsSync(folder)) console.warn(`${folder} is missing: published forums are not planned here.`);

test.skipIf(!existsSync(folder)).each([
  ['tic-12.original', 'optimal', 0],
  ['tic-13.original', 'optimal', 0],
  ['forumt-14.original', 'optimal', 5],
  ['forum-13.fixed020-Forb', 'optimal', 20],
  ['tic-13.prec25', 'optimal', 0],
  ['forumt-14.fixed040-Forb', 'infeasible', undefined],
  ['ticf-13crafa.prec25', 'infeasible', undefined],
] as const)('published forum %s: %s', async (name, status, breaks) => {
  const instance = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Instance;
  const schedule = await plan(instance, { seconds: 25, clock });
  expect(faults(instance, schedule)).toEqual([]);
  expect(schedule.status).toBe(status);
  if (breaks !== undefined)
    expect({ breaks: schedule.breaks, bound: schedule.bound }).toEqual({ breaks, bound: breaks });
});
