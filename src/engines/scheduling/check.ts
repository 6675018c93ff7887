import type { Instance } from './types.ts';

/** Something in the input that cannot be read as a forum, and where (`meetings[3].slot`). */
export interface Fault {
  place: string;
  words: string;
}

export class InvalidInstance extends Error {
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    super(faults.map((f) => `${f.place}: ${f.words}`).join('\n'));
    this.name = 'InvalidInstance';
    this.faults = faults;
  }
}

export const LIMITS = { slots: 1000, tables: 100_000, participants: 50_000, meetings: 50_000, people: 100 };
const SHOWN = 20;

type Row = Record<string, unknown>;

/**
 * Reads plain data as an instance.
 * @throws InvalidInstance naming each place that is wrong (at most twenty)
 */
export function check(input: unknown): Instance {
  const faults: Fault[] = [];
  const fault = (place: string, words: string) => {
    if (faults.length < SHOWN) faults.push({ place, words });
  };
  const stop = () => {
    if (faults.length > 0) throw new InvalidInstance(faults);
  };
  const show = (value: unknown) => {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  };
  const isRow = (value: unknown): value is Row =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const whole = (value: unknown, place: string, from: number, to: number): value is number => {
    if (typeof value === 'string' && /^\s*-?\d+\s*$/.test(value))
      fault(place, `is the text ${show(value)}; write the number without quotes`);
    else if (typeof value !== 'number' || !Number.isInteger(value))
      fault(place, value === undefined ? 'is missing' : `must be a whole number, not ${show(value)}`);
    else if (value < from || value > to)
      fault(
        place,
        `is ${value}; it must be ${from === to ? from : `from ${from} to ${to.toLocaleString('en')}`}`,
      );
    else return true;
    return false;
  };
  const yes = (row: Row, key: string, place: string) => {
    if (row[key] !== undefined && typeof row[key] !== 'boolean')
      fault(`${place}.${key}`, `must be true or false, not ${show(row[key])}`);
  };
  const rows = (value: unknown, place: string, most: number): Row[] => {
    if (!Array.isArray(value)) {
      fault(place, value === undefined ? 'is missing' : `must be a list, not ${show(value)}`);
      return [];
    }
    if (value.length > most) {
      fault(
        place,
        `has ${value.length.toLocaleString('en')} entries; at most ${most.toLocaleString('en')} can be planned at once`,
      );
      stop();
    }
    return value.filter((row, i) => {
      if (!isRow(row)) fault(`${place}[${i}]`, `must be an object, not ${show(row)}`);
      return isRow(row);
    });
  };
  const ids = (list: Row[], place: string): Map<string, number> => {
    const seen = new Map<string, number>();
    list.forEach((row, i) => {
      if (typeof row['id'] !== 'string' || row['id'] === '')
        fault(
          `${place}[${i}].id`,
          row['id'] === undefined ? 'is missing' : `must be a text, not ${show(row['id'])}`,
        );
      else if (seen.has(row['id']))
        fault(`${place}[${i}].id`, `${show(row['id'])} already stands at ${place}[${seen.get(row['id'])}]`);
      else seen.set(row['id'], i);
    });
    return seen;
  };

  if (!isRow(input))
    throw new InvalidInstance([{ place: 'instance', words: `must be an object, not ${show(input)}` }]);
  const slotsRight = whole(input['slots'], 'slots', 1, LIMITS.slots);
  const slots = slotsRight ? (input['slots'] as number) : LIMITS.slots;
  const tablesRight = whole(input['tables'], 'tables', 1, LIMITS.tables);
  const tables = tablesRight ? (input['tables'] as number) : LIMITS.tables;
  if (input['fairness'] !== undefined) whole(input['fairness'], 'fairness', 0, LIMITS.slots);
  const participants = rows(input['participants'], 'participants', LIMITS.participants);
  const meetings = rows(input['meetings'], 'meetings', LIMITS.meetings);

  const sessions = input['sessions'] ?? {};
  const ranges: [string, number, number][] = [];
  if (!isRow(sessions)) fault('sessions', `must be an object of ranges, not ${show(sessions)}`);
  else
    for (const [name, range] of Object.entries(sessions)) {
      const place = `sessions.${name}`;
      if (!Array.isArray(range) || range.length !== 2) {
        fault(place, `must be [first slot, last slot], not ${show(range)}`);
        continue;
      }
      if (!whole(range[0], `${place}[0]`, 1, slots) || !whole(range[1], `${place}[1]`, 1, slots)) continue;
      if (range[0] > range[1]) fault(place, `begins at ${range[0]} after its end ${range[1]}`);
      for (const [other, from, to] of ranges)
        if (range[0] <= to && range[1] >= from)
          fault(place, `(${range[0]}–${range[1]}) overlaps ${other} (${from}–${to})`);
      ranges.push([name, range[0], range[1]]);
    }
  if (input['starts'] !== undefined) {
    const starts = input['starts'];
    if (!Array.isArray(starts)) fault('starts', `must be a list of instants, not ${show(starts)}`);
    else
      starts.forEach((start, i) => {
        if (typeof start !== 'string' || Number.isNaN(Date.parse(start)))
          fault(`starts[${i}]`, `must be an instant such as 2026-05-04T09:00:00+02:00, not ${show(start)}`);
      });
  }

  const people = ids(participants, 'participants');
  participants.forEach((row, i) => {
    const place = `participants[${i}]`;
    if (row['name'] !== undefined && typeof row['name'] !== 'string')
      fault(`${place}.name`, `must be a text, not ${show(row['name'])}`);
    if (row['max'] !== undefined) whole(row['max'], `${place}.max`, 0, LIMITS.meetings);
    yes(row, 'remote', place);
    const away = row['unavailable'] ?? [];
    if (!Array.isArray(away)) fault(`${place}.unavailable`, `must be a list of slots, not ${show(away)}`);
    else away.forEach((slot, k) => void whole(slot, `${place}.unavailable[${k}]`, 1, slots));
  });

  const known = ids(meetings, 'meetings');
  const texts = (value: unknown, place: string): string[] => {
    if (!Array.isArray(value)) {
      fault(place, value === undefined ? 'is missing' : `must be a list of ids, not ${show(value)}`);
      return [];
    }
    return value.map((id, k) => {
      if (typeof id !== 'string') fault(`${place}[${k}]`, `must be an id in quotes, not ${show(id)}`);
      return String(id);
    });
  };
  const held = new Set<unknown>();
  if (input['previous'] !== undefined) {
    rows(input['previous'], 'previous', LIMITS.meetings).forEach((row, i) => {
      const place = `previous[${i}]`;
      if (typeof row['meeting'] !== 'string')
        fault(`${place}.meeting`, `must be an id, not ${show(row['meeting'])}`);
      else if (held.has(row['meeting'])) fault(`${place}.meeting`, `${show(row['meeting'])} is placed twice`);
      held.add(row['meeting']);
      whole(row['slot'], `${place}.slot`, 1, slots);
      if (row['table'] !== null && row['table'] !== undefined)
        whole(row['table'], `${place}.table`, 1, tables);
    });
  }
  meetings.forEach((row, i) => {
    const place = `meetings[${i}]`;
    const who = texts(row['participants'], `${place}.participants`);
    if (Array.isArray(row['participants']) && who.length < 2)
      fault(`${place}.participants`, `must name two people or more`);
    if (who.length > LIMITS.people)
      fault(`${place}.participants`, `names ${who.length} people; at most ${LIMITS.people} can meet`);
    who.forEach((id, k) => {
      if (!people.has(id)) fault(`${place}.participants[${k}]`, `${show(id)} is not among the participants`);
      if (who.indexOf(id) < k) fault(`${place}.participants[${k}]`, `${show(id)} is in this meeting twice`);
    });
    if (row['session'] !== undefined && !ranges.some(([name]) => name === row['session']))
      fault(`${place}.session`, `${show(row['session'])} is not among the sessions`);
    if (row['slot'] !== undefined) whole(row['slot'], `${place}.slot`, 1, slots);
    if (row['table'] !== undefined) whole(row['table'], `${place}.table`, 1, tables);
    if (row['priority'] !== undefined) whole(row['priority'], `${place}.priority`, 1, 3);
    yes(row, 'required', place);
    yes(row, 'locked', place);
    if (row['locked'] === true && !held.has(row['id']))
      fault(`${place}.locked`, `${show(row['id'])} has no place in previous to stay in`);
    if (row['after'] !== undefined)
      texts(row['after'], `${place}.after`).forEach((id, k) => {
        if (!known.has(id)) fault(`${place}.after[${k}]`, `${show(id)} is not among the meetings`);
      });
  });
  stop();
  return input as unknown as Instance;
}
