import { restart, run } from 'clingo-wasm';
import highsModule from 'highs';
import { Annealing } from '../../src/engines/scheduling/anneal.ts';
import type { Instance } from '../../src/engines/scheduling/index.ts';
import { compile, type Model } from '../../src/engines/scheduling/model.ts';

/** What a planner reached: breaks where it found a schedule of all required meetings. */
export interface Row {
  breaks: number | undefined;
  bound: number | undefined;
  status: string;
  /** Seconds until the best schedule was found, and until the proof. */
  best: number | undefined;
  proof: number | undefined;
}

// The package's types describe its CommonJS face; as a module the loader is the default export.
const loadHighs = highsModule as unknown as typeof highsModule.default;

const since = (start: number) => (performance.now() - start) / 1000;
const NOTHING: Row = { breaks: undefined, bound: undefined, status: '–', best: undefined, proof: undefined };

/** Each meeting into the first slot it fits, those with the fewest slots first. */
export function firstFit(instance: Instance): Row {
  const start = performance.now();
  const { bestScore } = new Annealing(compile(instance), 1);
  const seconds = since(start);
  const all = bestScore.missing === 0;
  return {
    ...NOTHING,
    breaks: all ? bestScore.breaks : undefined,
    status: all ? 'feasible' : `${bestScore.missing} missing`,
    best: all ? seconds : undefined,
  };
}

/** The forum as a plain logic program, solved by branch and bound. */
export async function clingoAlone(instance: Instance, seconds: number): Promise<Row> {
  const start = performance.now();
  const timer = setTimeout(() => void restart(), seconds * 1000);
  const row: Row = { ...NOTHING, status: 'nothing found' };
  try {
    const result = await run(program(compile(instance)), 0, ['--opt-mode=opt'], (model) => {
      row.breaks = model.Costs![0]!;
      row.best = since(start);
      row.status = 'feasible';
    });
    if (result.Result === 'UNSATISFIABLE') return { ...row, status: 'infeasible', proof: since(start) };
    if (result.Result === 'OPTIMUM FOUND')
      return { ...row, status: 'optimal', bound: row.breaks, proof: since(start) };
    if (result.Result === 'ERROR' && since(start) < seconds - 1) row.status = 'too large';
    return row;
  } finally {
    clearTimeout(timer);
  }
}

function program(model: Model): string {
  const { slots, people } = model;
  const lines = [`#const s=${slots}.`, '{x(M,S):d(M,S)}=1 :- m(M).', ':- p(P), S=1..s, 2{x(M,S):u(M,P)}.'];
  lines.push(`:- S=1..s, ${model.tables + 1}{x(M,S):t(M)}.`, ':- a(M,N), x(M,S), x(N,T), T>=S.');
  lines.push('b(P,S) :- x(M,S), u(M,P), h(P).', 'g(P,S) :- b(P,S), not b(P,S-1), b(P,T), T<S.');
  if (Number.isFinite(model.fairness)) lines.push(`:- h(P), ${model.fairness + 1}{g(P,S)}.`);
  lines.push('#minimize{1,P,S:g(P,S)}.', '#show x/2.');
  for (let p = 0; p < model.resources; p++) lines.push(`p(${p}).${p < people ? `h(${p}).` : ''}`);
  for (let m = 0; m < model.meetings; m++) {
    lines.push(
      `m(${m}).${model.seated[m] ? `t(${m}).` : ''}d(${m},(${[...model.domain[m]!].map((s) => s + 1).join(';')})).`,
    );
    lines.push(`u(${m},(${[...model.uses[m]!].join(';')})).`);
    for (const q of model.before[m]!) lines.push(`a(${m},${q}).`);
  }
  return lines.join('\n');
}

/** The forum as an integer programme, solved by HiGHS. */
export async function highsAlone(instance: Instance, seconds: number): Promise<Row> {
  const model = compile(instance);
  if (model.meetings > 700) return { ...NOTHING, status: 'too large' };
  const start = performance.now();
  try {
    const highs = await loadHighs();
    const answer = highs.solve(programme(model), { time_limit: seconds, output_flag: false });
    const value =
      'ObjectiveValue' in answer && Number.isFinite(answer.ObjectiveValue)
        ? Math.round(answer.ObjectiveValue)
        : undefined;
    if (answer.Status === 'Infeasible') return { ...NOTHING, status: 'infeasible', proof: since(start) };
    if (answer.Status === 'Optimal')
      return { breaks: value, bound: value, status: 'optimal', best: since(start), proof: since(start) };
    return { ...NOTHING, breaks: value, status: value === undefined ? 'nothing found' : 'feasible' };
  } catch {
    return { ...NOTHING, status: 'failed' };
  }
}

function programme(model: Model): string {
  const { slots, people } = model;
  const rows: string[] = [];
  const names: string[] = [];
  const goal: string[] = [];
  const sum = (list: string[]) => list.join(' + ');
  const name = (text: string) => {
    names.push(text);
    return text;
  };
  const x = (m: number, s: number) => `x${m}_${s}`;
  for (let m = 0; m < model.meetings; m++) {
    if (model.domain[m]!.length === 0) rows.push('none >= 1');
    else rows.push(`${sum([...model.domain[m]!].map((s) => name(x(m, s))))} = 1`);
    for (const q of model.before[m]!)
      rows.push(
        `${[...model.domain[m]!].map((s) => `+ ${s + 1} ${x(m, s)}`).join(' ')} ${[...model.domain[q]!].map((s) => `- ${s + 1} ${x(q, s)}`).join(' ')} >= 1`,
      );
  }
  for (let s = 0; s < slots; s++) {
    const here: string[] = [];
    for (let m = 0; m < model.meetings; m++)
      if (model.seated[m] && model.allowed[m * slots + s]) here.push(x(m, s));
    if (here.length > model.tables) rows.push(`${sum(here)} <= ${model.tables}`);
  }
  for (let r = 0; r < model.resources; r++) {
    const starts: string[] = [];
    const busy: string[][] = [];
    for (let s = 0; s < slots; s++) {
      busy.push([...model.usedBy[r]!].filter((m) => model.allowed[m * slots + s]).map((m) => x(m, s)));
      if (busy[s]!.length > 1) rows.push(`${sum(busy[s]!)} <= 1`);
      if (r >= people || busy[s]!.length === 0) continue;
      const g = name(`g${r}_${s}`);
      starts.push(g);
      rows.push(
        `${g} - ${busy[s]!.join(' - ')}${s > 0 && busy[s - 1]!.length > 0 ? ` + ${sum(busy[s - 1]!)}` : ''} >= 0`,
      );
    }
    if (starts.length === 0) continue;
    const b = name(`b${r}`);
    goal.push(b);
    rows.push(`${sum(starts)} - ${b} <= 1`);
    if (Number.isFinite(model.fairness)) rows.push(`${b} <= ${model.fairness}`);
  }
  const numbered = rows.map((row, i) => ` c${i}: ${row}`);
  return `Minimize\n obj: ${sum(goal)}\nSubject To\n${numbered.join('\n')}\nBounds\n none <= 0\nGeneral\n ${goal.join('\n ')}\nBinary\n ${names.filter((n) => !n.startsWith('b')).join('\n ')}\nEnd\n`;
}
