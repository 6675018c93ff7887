import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { Usage } from './command.ts';
import { plan } from './plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const forum = {
  slots: 3,
  tables: 1,
  participants: [{ id: 'a', name: 'Anna Rossi' }, { id: 'b' }, { id: 'c' }],
  meetings: [
    { id: 'ab', participants: ['a', 'b'] },
    { id: 'ac', participants: ['a', 'c'] },
  ],
};

/** Runs the command: exit code, results and words. */
async function run(...args: string[]): Promise<{ code: number; out: string; words: string[] }> {
  let out = '';
  let words = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += text)));
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((words += text)));
  try {
    const code = await plan.run(args);
    return { code, out, words: words.trim().split('\n') };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

test('writes the schedule, its account and its picture', async () => {
  const svg = join(folder, 'day.svg');
  const { code, out, words } = await run(file('forum.json', forum), '--seed', '3', '--svg', svg);
  const schedule = JSON.parse(out);
  expect({ code, ...schedule, seconds: 0, assignments: schedule.assignments.length }).toEqual({
    code: 0,
    status: 'optimal',
    breaks: 0,
    bound: 0,
    assignments: 2,
    unscheduled: [],
    seconds: 0,
    seed: 3,
  });
  expect(words.at(-1)).toMatch(/^optimal: 2 meetings placed, 0 breaks, [\d.]+ s$/);
  expect(readFileSync(svg, 'utf8')).toContain('2 meetings, 0 breaks (optimal)');
});

test('an infeasible forum gets its best schedule, the reason and exit 1', async () => {
  const { code, out, words } = await run(file('full.json', { ...forum, slots: 1 }), '--iterations', '500');
  const schedule = JSON.parse(out);
  expect(code).toBe(1);
  expect({ status: schedule.status, placed: schedule.assignments.length }).toEqual({
    status: 'infeasible',
    placed: 1,
  });
  expect(schedule.unscheduled[0].reason).toBe('Anna Rossi has 2 meetings wanted and 1 free slot for them');
  expect(words).toContain('Anna Rossi has 2 meetings wanted and 1 free slot for them');
});

test('a wrong file is named with its place, exit 2', async () => {
  expect(await run(file('tables.json', { ...forum, tables: 0 }))).toEqual({
    code: 2,
    out: '',
    words: ['tables: is 0; it must be from 1 to 100,000'],
  });
  const cut = await run(file('cut.json', '{"slots": 3,'));
  expect(cut.code).toBe(2);
  expect(cut.words[0]).toMatch(/^file: is no JSON: /);
});

test.each([
  [[], 'FILE is missing. See causeway plan --help.'],
  [['x.json', 'y.json'], 'One FILE at a time; y.json is a second one.'],
  [['x.json', '--seconds', 'soon'], '--seconds takes a number from 0.1, not soon.'],
  [['x.json', '--iterations', '1.5'], '--iterations takes a whole number from 1, not 1.5.'],
])('wrong use %j is said', async (args, words) => {
  await expect(plan.run(args)).rejects.toThrow(new Usage(words));
});

test('what is cancelled since the previous schedule is told', async () => {
  const previous = [
    { meeting: 'ab', slot: 2, table: 1 },
    { meeting: 'gone', slot: 1, table: 1 },
  ];
  const { code, words } = await run(file('held.json', { ...forum, previous }), '--iterations', '2000');
  expect(code).toBe(0);
  expect(words).toContain('1 of the previous meetings are not wanted any more.');
  expect(words.at(-1)).toMatch(/^optimal: 2 meetings placed, 0 changed, 0 breaks, /);
});
