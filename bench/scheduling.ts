// Scheduling side by side: `node bench/scheduling.ts [--seconds 60] [--only TEXT] [--replan]`.
// Prints a table as it goes; instances from ../shared/data/forums where they are at hand, and generated ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Instance, plan } from '../src/engines/scheduling/index.ts';
import { generate } from './scheduling/generate.ts';
import { clingoAlone, firstFit, highsAlone, type Row } from './scheduling/peers.ts';
import { disturb } from './scheduling/replan.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    replan: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const clock = () => performance.now();
const folder = join(import.meta.dirname, '../../shared/data/forums');
const here = existsSync(folder);
if (!here) console.error(`${folder} is missing: generated instances only.`);
const optima = new Map<string, string>();
if (here)
  for (const line of readFileSync(join(folder, 'optima.csv'), 'utf8').trim().split('\n').slice(1))
    optima.set(line.split(',')[0]!, line.split(',')[1]!);

function* instances(): Generator<{ name: string; instance: () => Instance }> {
  const names = here
    ? readdirSync(folder)
        .filter((f) => f.endsWith('.json'))
        .map((f) => f.slice(0, -5))
    : [];
  for (const name of names)
    yield {
      name,
      instance: () => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Instance,
    };
  yield { name: 'generated-100', instance: () => generate(100, { slots: 14 }) };
  yield { name: 'generated-500', instance: () => generate(500) };
  yield { name: 'generated-1000', instance: () => generate(1000) };
  yield { name: 'generated-5000', instance: () => generate(5000, { slots: 24, meetings: 22_877 }) };
}

async function causeway(instance: Instance): Promise<Row> {
  let best = Number.POSITIVE_INFINITY;
  let at = 0;
  const schedule = await plan(instance, {
    seconds,
    clock,
    onProgress: (p) => {
      if (p.missing === 0 && p.best < best) {
        best = p.best;
        at = p.seconds;
      }
    },
  });
  const infeasible = schedule.status === 'infeasible';
  return {
    breaks: infeasible ? undefined : schedule.breaks,
    bound: infeasible ? undefined : schedule.bound,
    status: schedule.status,
    best: infeasible ? undefined : at,
    proof: schedule.status === 'feasible' ? undefined : schedule.seconds,
  };
}

const cell = (value: number | undefined, digits = 0) => (value === undefined ? '–' : value.toFixed(digits));
function print(name: string, planner: string, row: Row): void {
  const cells = [
    name,
    planner,
    cell(row.breaks),
    cell(row.bound),
    row.status,
    cell(row.best, 2),
    cell(row.proof, 2),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

if (values.replan) {
  console.log(
    '| people | disturbance | held meetings | changed | breaks before | breaks after | left out | seconds |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const people of [100, 200, 500]) {
    const instance = generate(people);
    const before = await plan(instance, { seconds: Math.min(seconds, 15), clock });
    for (const seed of [1, 2, 3, 4, 5]) {
      const disturbed = disturb(instance, before, seed);
      const after = await plan(disturbed, { seconds: 0.9, clock });
      const wanted = new Set(disturbed.meetings.map((m) => m.id));
      const held = before.assignments.filter((a) => wanted.has(a.meeting));
      console.log(
        `| ${people} | ${seed} | ${held.length} | ${after.changed} | ${before.breaks} | ${after.breaks} | ${after.unscheduled.length} | ${after.seconds.toFixed(2)} |`,
      );
    }
  }
} else {
  console.log('| instance | planner | breaks | bound | status | seconds to best | seconds to proof |');
  console.log('|---|---|---|---|---|---|---|');
  for (const { name, instance } of instances()) {
    if (!name.includes(values.only)) continue;
    const data = instance();
    const known = optima.get(name);
    print(known === undefined ? name : `${name} (${known})`, 'causeway', await causeway(data));
    if (values.alone) continue;
    print('', 'clingo alone', await clingoAlone(data, seconds));
    print('', 'highs alone', await highsAlone(data, seconds));
    print('', 'first fit', firstFit(data));
  }
}
process.exit();
