import type { Instance, Schedule } from '../../src/engines/scheduling/index.ts';
import { random } from '../../src/engines/scheduling/random.ts';

/**
 * The morning of a forum: of its meetings 5 % are cancelled, as many new ones are wished for between people
 * who have not met, and 2 % of the people do not come (their meetings are cancelled too). People hold
 * `schedule`.
 */
export function disturb(instance: Instance, schedule: Schedule, seed = 1): Instance {
  const next = random(seed);
  const pick = (n: number) => Math.floor(next() * n);
  const people = instance.participants.map((p) => p.id);
  const gone = new Set<string>();
  while (gone.size < Math.round(people.length * 0.02)) gone.add(people[pick(people.length)]!);
  const cancelled = new Set<string>();
  const share = Math.round(instance.meetings.length * 0.05);
  while (cancelled.size < share) cancelled.add(instance.meetings[pick(instance.meetings.length)]!.id);
  const meetings = instance.meetings.filter(
    (m) => !cancelled.has(m.id) && !m.participants.some((id) => gone.has(id)),
  );
  const met = new Set(meetings.map((m) => m.participants.toSorted().join(' ')));
  const load = new Map<string, number>();
  for (const m of meetings) for (const id of m.participants) load.set(id, (load.get(id) ?? 0) + 1);
  const room = new Map(
    instance.participants.map((p) => [p.id, instance.slots - (p.unavailable?.length ?? 0) - 2]),
  );
  for (let n = 0; n < share; ) {
    const pair = [people[pick(people.length)]!, people[pick(people.length)]!].toSorted();
    const key = pair.join(' ');
    if (pair[0] === pair[1] || met.has(key) || pair.some((id) => gone.has(id))) continue;
    if (pair.some((id) => (load.get(id) ?? 0) >= room.get(id)!)) continue;
    met.add(key);
    for (const id of pair) load.set(id, (load.get(id) ?? 0) + 1);
    meetings.push({ id: `new${++n}`, participants: pair });
  }
  return { ...instance, meetings, previous: schedule.assignments };
}
