import { writeFileSync } from 'node:fs';
import type { Instance, Meeting, Participant } from '../../src/engines/scheduling/index.ts';
import { random } from '../../src/engines/scheduling/random.ts';

/**
 * A forum made up like a large real one: sought-after people have many meetings and most few, about one
 * unavailable slot a person, three meetings in ten bound to the morning or the afternoon, tables for about
 * six tenths of all places. Always feasible: a schedule is laid first and then forgotten.
 */
export function generate(people: number, { seed = 1, slots = 20, meetings = 0 } = {}): Instance {
  const next = random(seed);
  const pick = (n: number) => Math.floor(next() * n);
  const wanted = meetings || Math.round(people * 3.8);
  const noon = Math.floor(slots / 2);
  const participants: Participant[] = [];
  const busy: Uint8Array[] = [];
  const appeal: number[] = [];
  for (let p = 0; p < people; p++) {
    const away = new Set<number>();
    while (next() < 0.5) away.add(1 + pick(slots));
    participants.push({
      id: `p${p + 1}`,
      ...(away.size > 0 ? { unavailable: [...away].sort((a, b) => a - b) } : {}),
    });
    const row = new Uint8Array(slots + 1);
    for (const s of away) row[s] = 1;
    busy.push(row);
    appeal.push(0.05 + next() ** 1.5);
  }
  const choose = () => {
    for (;;) {
      const p = pick(people);
      if (next() < appeal[p]!) return p;
    }
  };
  const tables = Math.ceil(wanted / slots / 0.583);
  const taken = new Int32Array(slots + 1);
  const pairs = new Set<string>();
  const list: Meeting[] = [];
  while (list.length < wanted) {
    const a = choose();
    const b = choose();
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    if (a === b || pairs.has(key)) continue;
    const free: number[] = [];
    for (let s = 1; s <= slots; s++) if (!busy[a]![s] && !busy[b]![s] && taken[s]! < tables) free.push(s);
    // People keep some slots free: nobody is booked for the whole day.
    if (free.length < 3) continue;
    const s = free[pick(free.length)]!;
    busy[a]![s] = 1;
    busy[b]![s] = 1;
    taken[s]!++;
    pairs.add(key);
    const bound = next() < 0.3;
    list.push({
      id: `m${list.length + 1}`,
      participants: [`p${a + 1}`, `p${b + 1}`],
      ...(bound ? { session: s <= noon ? 'morning' : 'afternoon' } : {}),
    });
  }
  return {
    slots,
    tables,
    sessions: { morning: [1, noon], afternoon: [noon + 1, slots] },
    participants,
    meetings: list,
  };
}

if (process.argv[1]?.endsWith('generate.ts')) {
  const [people = '1000', file = '/dev/stdout', slots = '20', meetings = '0', seed = '1'] =
    process.argv.slice(2);
  const options = { seed: Number(seed), slots: Number(slots), meetings: Number(meetings) };
  writeFileSync(file, JSON.stringify(generate(Number(people), options)));
}
