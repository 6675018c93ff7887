import type { Instance } from './types.ts';

/**
 * An instance as flat arrays, all indices from 0. A fixed table is a resource beside the people: like a
 * person it carries at most one meeting a slot, but its pauses cost nothing.
 */
export interface Model {
  instance: Instance;
  slots: number;
  tables: number;
  /** Most breaks apart; Infinity where it does not matter. */
  fairness: number;
  people: number;
  /** People first, then fixed tables. */
  resources: number;
  meetings: number;
  /** The resources of each meeting. */
  uses: Int32Array[];
  /** The meetings of each resource. */
  usedBy: Int32Array[];
  /** 1 where meeting m may lie in slot s, at m * slots + s. */
  allowed: Uint8Array;
  /** The allowed slots of each meeting. */
  domain: Int32Array[];
  /** 1 where a meeting takes a table. */
  seated: Uint8Array;
  before: Int32Array[];
  after: Int32Array[];
  required: Uint8Array;
  priority: Uint8Array;
  /** Most meetings a resource carries. */
  most: Int32Array;
  /** The slot held in the previous schedule, or −1. */
  held: Int32Array;
  /** The table held in the previous schedule, from 1; 0 for none. */
  heldTable: Int32Array;
  heldCount: number;
}

/** Compiles a checked instance. `without` leaves meetings out (by index) as if they had no slot. */
export function compile(instance: Instance): Model {
  const { slots, tables } = instance;
  const people = instance.participants.length;
  const meetings = instance.meetings.length;
  const personOf = new Map(instance.participants.map((p, i) => [p.id, i]));
  const meetingOf = new Map(instance.meetings.map((m, i) => [m.id, i]));
  const free = instance.participants.map((p) => {
    const row = new Uint8Array(slots).fill(1);
    for (const s of p.unavailable ?? []) row[s - 1] = 0;
    return row;
  });
  const held = new Int32Array(meetings).fill(-1);
  const heldTable = new Int32Array(meetings);
  for (const { meeting, slot, table } of instance.previous ?? []) {
    const m = meetingOf.get(meeting);
    if (m === undefined) continue;
    held[m] = slot - 1;
    heldTable[m] = table ?? 0;
  }
  const fixedTables = new Map<number, number>();
  const uses: Int32Array[] = [];
  const allowed = new Uint8Array(meetings * slots);
  const seated = new Uint8Array(meetings);
  const required = new Uint8Array(meetings);
  const priority = new Uint8Array(meetings);
  const before: number[][] = instance.meetings.map(() => []);
  const after: number[][] = instance.meetings.map(() => []);
  instance.meetings.forEach((meeting, m) => {
    const who = meeting.participants.map((id) => personOf.get(id)!);
    const table = meeting.table ?? (meeting.locked && heldTable[m]! > 0 ? heldTable[m] : undefined);
    if (table !== undefined) {
      if (!fixedTables.has(table)) fixedTables.set(table, people + fixedTables.size);
      who.push(fixedTables.get(table)!);
    }
    uses.push(Int32Array.from(who));
    const remote = meeting.participants.every((id) => instance.participants[personOf.get(id)!]!.remote);
    seated[m] = remote && table === undefined ? 0 : 1;
    required[m] = meeting.required === false ? 0 : 1;
    priority[m] = meeting.priority ?? 1;
    const [from, to] = meeting.session ? instance.sessions![meeting.session]! : [1, slots];
    for (let s = from - 1; s < to; s++) {
      if (meeting.slot !== undefined && s !== meeting.slot - 1) continue;
      if (meeting.locked && s !== held[m]) continue;
      if (who.every((p) => p >= people || free[p]![s])) allowed[m * slots + s] = 1;
    }
    for (const id of meeting.after ?? []) {
      const q = meetingOf.get(id)!;
      if (before[m]!.includes(q)) continue;
      before[m]!.push(q);
      after[q]!.push(m);
    }
  });
  const resources = people + fixedTables.size;
  const usedBy: number[][] = Array.from({ length: resources }, () => []);
  uses.forEach((who, m) => {
    for (const r of who) usedBy[r]!.push(m);
  });
  const most = new Int32Array(resources).fill(slots);
  instance.participants.forEach((p, i) => {
    if (p.max !== undefined) most[i] = Math.min(slots, p.max);
  });
  const ints = (lists: number[][]) => lists.map((list) => Int32Array.from(list));
  const model: Model = {
    instance,
    slots,
    tables,
    fairness: instance.fairness ?? Number.POSITIVE_INFINITY,
    people,
    resources,
    meetings,
    uses,
    usedBy: ints(usedBy),
    allowed,
    domain: [],
    seated,
    before: ints(before),
    after: ints(after),
    required,
    priority,
    most,
    held,
    heldTable,
    heldCount: held.reduce((n, s) => n + (s >= 0 ? 1 : 0), 0),
  };
  model.domain = domains(model);
  return model;
}

/** The allowed slots of each meeting, as lists. */
export function domains({ meetings, slots, allowed }: Model): Int32Array[] {
  return Array.from({ length: meetings }, (_, m) => {
    const list: number[] = [];
    for (let s = 0; s < slots; s++) if (allowed[m * slots + s]) list.push(s);
    return Int32Array.from(list);
  });
}
