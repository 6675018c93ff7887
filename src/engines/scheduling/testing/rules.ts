import type { Instance, Schedule } from '../index.ts';

const breaksOf = (slots: number[]): number => {
  const sorted = slots.toSorted((a, b) => a - b);
  return sorted.filter((s, i) => i > 0 && s !== sorted[i - 1]! + 1).length;
};

/** Breaks of each person, slots of meetings given (undefined: not placed). */
export function breaks(instance: Instance, slotOf: (meeting: string) => number | undefined): number[] {
  return instance.participants.map(({ id }) =>
    breaksOf(
      instance.meetings
        .filter((m) => m.participants.includes(id))
        .map((m) => slotOf(m.id))
        .filter((s) => s !== undefined),
    ),
  );
}

/** Rules that the slots of meetings break, in words; empty where all hold. */
export function slotFaults(instance: Instance, slotOf: (meeting: string) => number | undefined): string[] {
  const faults: string[] = [];
  const people = new Map(instance.participants.map((p) => [p.id, p]));
  const remote = (m: Instance['meetings'][number]) =>
    m.table === undefined && m.participants.every((id) => people.get(id)!.remote);
  for (const p of instance.participants) {
    const slots = instance.meetings
      .filter((m) => m.participants.includes(p.id))
      .map((m) => slotOf(m.id))
      .filter((s) => s !== undefined);
    if (new Set(slots).size < slots.length) faults.push(`${p.id} twice in a slot`);
    if (slots.some((s) => p.unavailable?.includes(s))) faults.push(`${p.id} unavailable`);
    if (slots.length > (p.max ?? Infinity)) faults.push(`${p.id} over maximum`);
  }
  for (const m of instance.meetings) {
    const s = slotOf(m.id);
    if (s === undefined) continue;
    const session = m.session ? instance.sessions![m.session]! : [1, instance.slots];
    if (s < session[0]! || s > session[1]!) faults.push(`${m.id} outside session`);
    if (m.slot !== undefined && m.slot !== s) faults.push(`${m.id} not in its slot`);
    const held = instance.previous?.find((a) => a.meeting === m.id);
    if (m.locked && held && held.slot !== s) faults.push(`${m.id} unlocked`);
    for (const q of m.after ?? []) if ((slotOf(q) ?? 0) >= s) faults.push(`${m.id} not after ${q}`);
  }
  for (let s = 1; s <= instance.slots; s++) {
    const here = instance.meetings.filter((m) => slotOf(m.id) === s && !remote(m));
    if (here.length > instance.tables) faults.push(`slot ${s} has too few tables`);
    const fixed = here.map((m) => m.table).filter((t) => t !== undefined);
    if (new Set(fixed).size < fixed.length) faults.push(`slot ${s} has two meetings at a fixed table`);
  }
  const all = breaks(instance, slotOf);
  if (instance.fairness !== undefined && Math.max(...all) - Math.min(...all) > instance.fairness)
    faults.push('unfair');
  return faults;
}

/** Rules that a schedule breaks, its tables and own figures included. */
export function faults(instance: Instance, schedule: Schedule): string[] {
  const slots = new Map(schedule.assignments.map((a) => [a.meeting, a.slot]));
  const list = slotFaults(instance, (id) => slots.get(id));
  if (slots.size < schedule.assignments.length) list.push('a meeting twice');
  const meetings = new Map(instance.meetings.map((m) => [m.id, m]));
  const people = new Map(instance.participants.map((p) => [p.id, p]));
  const seats = new Set<string>();
  for (const { meeting, slot, table } of schedule.assignments) {
    const m = meetings.get(meeting)!;
    if (slot < 1 || slot > instance.slots) list.push(`${meeting} in slot ${slot}`);
    if (table === null) {
      if (!m.participants.every((id) => people.get(id)!.remote)) list.push(`${meeting} without a table`);
    } else {
      if (table < 1 || table > instance.tables) list.push(`${meeting} at table ${table}`);
      if (seats.has(`${slot}/${table}`)) list.push(`table ${table} twice in slot ${slot}`);
      seats.add(`${slot}/${table}`);
    }
    if (m.table !== undefined && m.table !== table) list.push(`${meeting} not at its table`);
  }
  const total = breaks(instance, (id) => slots.get(id)).reduce((a, b) => a + b, 0);
  if (total !== schedule.breaks) list.push(`${total} breaks, not ${schedule.breaks}`);
  if (schedule.bound > schedule.breaks) list.push('bound above breaks');
  if (slots.size + schedule.unscheduled.length !== instance.meetings.length)
    list.push('a meeting unaccounted');
  return list;
}

export interface Optimum {
  missing: number;
  lost: number;
  changed: number;
  breaks: number;
}

/** The best that any schedule reaches, by trying all; for a handful of meetings. */
export function optimum(instance: Instance): Optimum {
  const slot: (number | undefined)[] = instance.meetings.map(() => undefined);
  const at = new Map(instance.meetings.map((m, i) => [m.id, i]));
  const held = new Map((instance.previous ?? []).map((a) => [a.meeting, a.slot]));
  let best: Optimum | undefined;
  const key = (o: Optimum) => ((o.missing * 100 + o.lost) * 100 + o.changed) * 100 + o.breaks;
  const visit = (i: number): void => {
    if (i < instance.meetings.length) {
      for (let s = 0; s <= instance.slots; s++) {
        slot[i] = s || undefined;
        visit(i + 1);
      }
      return;
    }
    const slotOf = (id: string) => slot[at.get(id)!];
    const found: Optimum = { missing: 0, lost: 0, changed: 0, breaks: 0 };
    for (const m of instance.meetings) {
      if (slotOf(m.id) === undefined) {
        if (m.required === false) found.lost += m.priority ?? 1;
        else found.missing++;
      }
      if (held.has(m.id) && held.get(m.id) !== slotOf(m.id)) found.changed++;
    }
    found.breaks = breaks(instance, slotOf).reduce((a, b) => a + b, 0);
    if ((!best || key(found) < key(best)) && slotFaults(instance, slotOf).length === 0) best = found;
  };
  visit(0);
  return best!;
}
