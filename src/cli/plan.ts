import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Progress, Schedule } from '../engines/scheduling/index.ts';
import { workerEntry } from '../env.ts';
import type { PlanNews, PlanTask } from '../jobs/workers/plan.ts';
import { type Command, Usage } from './command.ts';
import { say } from './say.ts';

const HELP = `causeway plan FILE [--seconds N] [--iterations N] [--seed S] [--svg FILE]

Places a forum's 1:1 meetings into slots and tables and writes the schedule as JSON. Needs no database.
Improves until the optimum is proved or the time is up; Ctrl-C ends it with the best schedule so far.

  FILE             the forum: slots, tables, sessions, participants, meetings (JSON; - reads standard input)
  --seconds N      time to spend at most (60)
  --iterations N   moves instead of time: the same file, seed and N give the same schedule
  --seed S         another seed, another search (1)
  --svg FILE       also draws the schedule: people by slots, breaks marked

Exit 0 when every required meeting has its place, 1 where not all fit, 2 where the file or the use is wrong.`;

export const plan: Command = {
  name: 'plan',
  summary: 'places the meetings of a forum, with a proof where there is one',
  help: HELP,
  async run(args) {
    const { task, svg } = read(args);
    const { news, interrupted } = await work(task);
    if (news.kind === 'failed') throw new Error(news.words);
    if (news.kind === 'invalid') {
      for (const { place, words } of news.faults) say(`${place}: ${words}`);
      return 2;
    }
    if (news.kind !== 'done') throw new Error('The planning thread ended without a schedule.');
    if (svg !== undefined && news.svg !== undefined) writeFileSync(svg, news.svg);
    process.stdout.write(`${JSON.stringify(news.schedule)}\n`);
    const missing = requiredLeftOut(task.text, news.schedule);
    account(news.schedule, missing, news.cancelled.length, interrupted);
    return missing > 0 ? 1 : 0;
  },
};

function read(args: string[]): { task: PlanTask; svg: string | undefined } {
  let parsed: { values: Record<string, string | undefined>; positionals: string[] };
  try {
    const option = { type: 'string' } as const;
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { seconds: option, iterations: option, seed: option, svg: option },
    }) as typeof parsed;
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const [file, more] = parsed.positionals;
  if (file === undefined) throw new Usage('FILE is missing. See causeway plan --help.');
  if (more !== undefined) throw new Usage(`One FILE at a time; ${more} is a second one.`);
  const number = (name: string, least: number, whole: boolean): number | undefined => {
    const text = parsed.values[name];
    if (text === undefined) return undefined;
    const value = Number(text);
    if (
      text.trim() === '' ||
      !(value >= least) ||
      !Number.isFinite(value) ||
      (whole && !Number.isSafeInteger(value))
    )
      throw new Usage(`--${name} takes ${whole ? 'a whole number' : 'a number'} from ${least}, not ${text}.`);
    return value;
  };
  const seconds = number('seconds', 0.1, false);
  const iterations = number('iterations', 1, true);
  const seed = number('seed', 0, true);
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`);
  }
  const svg = parsed.values['svg'];
  return {
    svg,
    task: {
      text,
      ...(seconds === undefined ? {} : { seconds }),
      ...(iterations === undefined ? {} : { iterations }),
      ...(seed === undefined ? {} : { seed }),
      draw: svg !== undefined,
    },
  };
}

/** Runs the task in a thread of its own, so that Ctrl-C is heard at once. */
function work(task: PlanTask): Promise<{ news: PlanNews; interrupted: boolean }> {
  const seconds = task.seconds ?? (task.iterations === undefined ? 60 : undefined);
  const bar = progressBar(seconds);
  const worker = new Worker(workerEntry('jobs/workers/plan'), { workerData: task });
  let interrupted = false;
  const stop = () => {
    if (interrupted) process.exit(130);
    interrupted = true;
    worker.postMessage('stop');
  };
  process.on('SIGINT', stop);
  return new Promise<{ news: PlanNews; interrupted: boolean }>((resolve, reject) => {
    worker.on('message', (news: PlanNews) => {
      if (news.kind === 'progress') bar.show(news.progress);
      else resolve({ news, interrupted });
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('The planning thread ended without a schedule.')));
  }).finally(async () => {
    process.off('SIGINT', stop);
    bar.clear();
    await worker.terminate();
  });
}

function progressBar(seconds: number | undefined): { show(progress: Progress): void; clear(): void } {
  const terminal = process.stderr.isTTY;
  let last = Number.NEGATIVE_INFINITY;
  let said = '';
  return {
    show({ missing, best, bound, seconds: now }) {
      const state = `${missing > 0 ? `${missing} meetings missing, ` : ''}${best} breaks, at least ${bound}`;
      if (terminal) {
        const part = seconds === undefined ? 0 : Math.min(1, now / seconds);
        const bar = seconds === undefined ? '' : `[${'█'.repeat(Math.round(part * 24)).padEnd(24, '·')}] `;
        process.stderr.write(`\r\x1b[K${bar}${now.toFixed(0)} s  ${state}`);
      } else if (state !== said && now - last >= 1) {
        say(`${now.toFixed(1)} s: ${state}`);
        said = state;
        last = now;
      }
    },
    clear() {
      if (terminal) process.stderr.write('\r\x1b[K');
    },
  };
}

function requiredLeftOut(text: string, schedule: Schedule): number {
  if (schedule.unscheduled.length === 0) return 0;
  const { meetings } = JSON.parse(text) as { meetings: { id: string; required?: boolean }[] };
  const optional = new Set(meetings.filter((m) => m.required === false).map((m) => m.id));
  return schedule.unscheduled.filter((u) => !optional.has(u.meeting)).length;
}

function account(schedule: Schedule, missing: number, cancelled: number, interrupted: boolean): void {
  if (cancelled > 0) say(`${cancelled} of the previous meetings are not wanted any more.`);
  for (const { words } of schedule.conflicts ?? []) say(words);
  const optional = schedule.unscheduled.length - missing;
  const parts = [
    `${schedule.assignments.length} meetings placed`,
    ...(missing > 0 ? [`${missing} left out`] : []),
    ...(optional > 0 ? [`${optional} optional left out`] : []),
    ...(schedule.changed === undefined ? [] : [`${schedule.changed} changed`]),
    `${schedule.breaks} breaks${schedule.status === 'feasible' ? `, at least ${schedule.bound}` : ''}`,
    `${schedule.seconds} s`,
  ];
  say(`${interrupted ? 'stopped, ' : ''}${schedule.status}: ${parts.join(', ')}`);
}
