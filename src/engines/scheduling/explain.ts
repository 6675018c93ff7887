import { Matching } from './bound.ts';
import type { Model } from './model.ts';
import { endless } from './order.ts';
import { placesShort, propagate } from './propagate.ts';
import type { Conflict } from './types.ts';

const MOST_CONFLICTS = 20;
/** Beyond this many meetings a proof takes too long to be repeated for each conflict and each meeting. */
const MANY = 1500;

/** A copy whose required meetings are only those of `keep`; its domains may be narrowed freely. */
export function restrict(model: Model, keep: ReadonlySet<number>): Model {
  const required = new Uint8Array(model.meetings);
  for (const m of keep) if (model.required[m]) required[m] = 1;
  return { ...model, required, allowed: model.allowed.slice(), domain: model.domain.slice() };
}

/** Meetings among `keep` that provably cannot all be placed; undefined where the cheap proofs find nothing. */
function contradiction(model: Model, keep: ReadonlySet<number>): number[] | undefined {
  for (let r = 0; r < model.people; r++) {
    if (model.usedBy[r]!.length <= model.most[r]!) continue;
    const wanted = model.usedBy[r]!.filter((m) => keep.has(m) && model.required[m]);
    if (wanted.length > model.most[r]!) return [...wanted.subarray(0, model.most[r]! + 1)];
  }
  const line = endless(model, keep);
  if (line) return [...new Set(line)];
  const part = restrict(model, keep);
  return (propagate(part)?.meetings ?? placesShort(part)?.meetings) as number[] | undefined;
}

/**
 * Leaves out of a conflicting set whatever it conflicts without, half of it at a time and then less: what
 * remains cannot lose a meeting and still conflict (deletion filter: Chinneck and Dravnieks 1991).
 */
export async function shrink(
  set: number[],
  conflicting: (keep: Set<number>) => boolean | Promise<boolean>,
): Promise<number[]> {
  let core = set;
  for (let step = Math.ceil(core.length / 2); step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) {
    for (let i = 0; i < core.length; ) {
      const less = [...core.slice(0, i), ...core.slice(i + step)];
      if (less.length > 0 && less.length < core.length && (await conflicting(new Set(less)))) core = less;
      else i += step;
    }
  }
  return core;
}

/**
 * Conflicts that cheap proofs find (maxima, matchings per person, precedence chains, places), each a set of
 * required meetings of which at least one must be left out; no meeting is in two of them.
 * @returns the conflicts and the number of meetings that must be left out at least
 */
export async function explain(model: Model): Promise<{ conflicts: Conflict[]; short: number }> {
  const keep = new Set<number>();
  for (let m = 0; m < model.meetings; m++) if (model.required[m]) keep.add(m);
  const conflicts: Conflict[] = [];
  let short = 0;
  const everySlot = new Uint8Array(model.slots).fill(1);
  for (;;) {
    const found = contradiction(model, keep);
    if (!found) break;
    const small = contradiction(model, new Set(found)) !== undefined;
    if (!small && keep.size > MANY) {
      conflicts.push(describe(model, found));
      short++;
      break;
    }
    const core = await shrink(small ? found : [...keep], (k) => contradiction(model, k) !== undefined);
    conflicts.push(describe(model, core));
    // All meetings of one person: whatever finds no slot of its own is missing, not one alone.
    const shared = [...model.uses[core[0]!]!].find((r) => core.every((m) => model.uses[m]!.includes(r)));
    const rivals = shared === undefined ? core : [...model.usedBy[shared]!].filter((m) => keep.has(m));
    const seats =
      shared === undefined
        ? rivals.length - 1
        : new Matching(model.domain, model.slots).size(rivals, everySlot);
    short += Math.max(1, rivals.length - Math.min(seats, shared === undefined ? seats : model.most[shared]!));
    for (const m of rivals) keep.delete(m);
    if (conflicts.length >= (model.meetings > MANY ? 3 : MOST_CONFLICTS)) break;
  }
  return { conflicts, short };
}

/** Slots as a person writes them: 1–3, 7. */
export function ranges(slots: number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < slots.length; i++) {
    let j = i;
    while (slots[j + 1] === slots[j]! + 1) j++;
    parts.push(i === j ? `${slots[i]}` : `${slots[i]}–${slots[j]}`);
    i = j;
  }
  return parts.join(', ');
}

const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

/** Puts a conflicting set of meetings into words. */
export function describe(model: Model, set: readonly number[]): Conflict {
  const core = set.toSorted((a, b) => a - b);
  const { instance } = model;
  const name = (p: number) => instance.participants[p]!.name || instance.participants[p]!.id;
  const meeting = (m: number) => instance.meetings[m]!;
  const people = (m: number) => [...model.uses[m]!].filter((r) => r < model.people);
  const title = (m: number) => `${meeting(m).id} (${people(m).map(name).join(' – ')})`;
  const slots = new Set<number>();
  for (const m of core) for (const s of model.domain[m]!) slots.add(s + 1);
  const where = [...slots].sort((a, b) => a - b);
  const answer = (words: string, who: number[] = []): Conflict => ({
    words,
    participants: [...new Set(who.length > 0 ? who : core.flatMap(people))].map(
      (p) => instance.participants[p]!.id,
    ),
    meetings: core.map((m) => meeting(m).id),
    slots: where,
  });
  const line = endless(model, new Set(core));
  if (line) {
    const shown =
      line.length > 12 ? [...line.slice(0, 11).map(title), '…', title(line.at(-1)!)] : line.map(title);
    return answer(
      line[0] === line.at(-1)
        ? `meetings[${line[0]}].after: these meetings wait for each other in a circle: ${shown.join(' → ')}`
        : `These ${line.length} meetings must follow one another, and the day has ${count(model.slots, 'slot')}: ${shown.join(' → ')}`,
    );
  }
  if (core.length === 1) return answer(alone(core[0]!));
  const shared = people(core[0]!).filter((p) => core.every((m) => model.uses[m]!.includes(p)));
  const who = shared.find((p) => core.length > model.most[p]!);
  if (who !== undefined && model.most[who]! < model.slots)
    return answer(
      `${name(who)} has ${count(model.usedBy[who]!.filter((m) => model.required[m]).length, 'meeting')} wanted and takes at most ${model.most[who]}`,
      [who],
    );
  const ordered = core.some((m) => [...model.before[m]!].some((q) => core.includes(q)));
  if (shared.length > 0 && where.length < core.length) {
    const p = shared[0]!;
    const wanted = [...model.usedBy[p]!].filter((m) => model.required[m]);
    const free = new Set<number>();
    for (const m of wanted) for (const s of model.domain[m]!) free.add(s);
    if (wanted.length > free.size)
      return answer(
        `${name(p)} has ${count(wanted.length, 'meeting')} wanted and ${count(free.size, 'free slot')} for them`,
        [p],
      );
    return answer(
      `${name(p)} has ${count(core.length, 'meeting')} that can only be in ${where.length === 1 ? 'slot' : 'slots'} ${ranges(where)}: ${core.map(title).join(', ')}`,
      [p],
    );
  }
  const table = [...model.uses[core[0]!]!].find(
    (r) => r >= model.people && core.every((m) => model.uses[m]!.includes(r)),
  );
  if (table !== undefined && where.length < core.length)
    return answer(
      `${count(core.length, 'meeting')} must be at table ${meeting(core[0]!).table} in ${where.length === 1 ? 'slot' : 'slots'} ${ranges(where)}: ${core.map(title).join(', ')}`,
    );
  const [one, two] = core as [number, number];
  if (core.length === 2 && ordered) {
    const [first, then] = model.before[two]!.includes(one) ? [one, two] : [two, one];
    return answer(
      `${title(then)} must come after ${title(first)}, but can only be in ${domainWords(then)} and the other in ${domainWords(first)}`,
    );
  }
  const seated = core.filter((m) => model.seated[m]);
  if (!ordered && seated.length > where.length * model.tables) {
    const session = meeting(core[0]!).session;
    const place =
      session !== undefined && core.every((m) => meeting(m).session === session)
        ? `the ${session}`
        : `slots ${ranges(where)}`;
    return answer(
      `${count(seated.length, 'meeting')} must be in ${place}, ${count(where.length * model.tables, 'place')} (${count(where.length, 'slot')} at ${count(model.tables, 'table')})`,
    );
  }
  const list = core.slice(0, 12).map((m) => `${title(m)} in ${domainWords(m)}${afterWords(m)}`);
  const rest = core.length > 12 ? ` and ${core.length - 12} more` : '';
  return answer(`These ${core.length} meetings cannot all be held: ${list.join('; ')}${rest}`);

  function domainWords(m: number): string {
    const list = [...model.domain[m]!].map((s) => s + 1);
    return list.length === model.slots
      ? 'any slot'
      : list.length === 0
        ? 'no slot'
        : `${list.length === 1 ? 'slot' : 'slots'} ${ranges(list)}`;
  }
  function afterWords(m: number): string {
    const list = [...model.before[m]!].filter((q) => core.includes(q));
    return list.length === 0 ? '' : ` after ${list.map((q) => meeting(q).id).join(', ')}`;
  }
  function alone(m: number): string {
    const wish = meeting(m);
    const session = wish.session ? instance.sessions![wish.session]! : undefined;
    if (wish.slot !== undefined && session && (wish.slot < session[0] || wish.slot > session[1]))
      return `meetings[${m}].slot: ${title(m)} is fixed in slot ${wish.slot}, outside its session ${wish.session} (${session[0]}–${session[1]})`;
    if (wish.locked && wish.slot !== undefined && wish.slot - 1 !== model.held[m])
      return `meetings[${m}]: ${title(m)} is locked in slot ${model.held[m]! + 1} and fixed in slot ${wish.slot}`;
    const bounds =
      wish.slot !== undefined
        ? `in slot ${wish.slot}`
        : wish.locked
          ? `in slot ${model.held[m]! + 1}`
          : session
            ? `in the ${wish.session} (${session[0]}–${session[1]})`
            : '';
    for (const p of people(m)) {
      const away = new Set(instance.participants[p]!.unavailable);
      if (away.size === model.slots)
        return `participants[${p}].unavailable: ${name(p)} is unavailable all day and has ${count(model.usedBy[p]!.length, 'meeting')} wanted`;
    }
    for (const p of people(m)) {
      const away = new Set(instance.participants[p]!.unavailable);
      const span =
        wish.slot !== undefined
          ? [wish.slot, wish.slot]
          : wish.locked
            ? [model.held[m]! + 1, model.held[m]! + 1]
            : (session ?? [1, model.slots]);
      let free = 0;
      for (let s = span[0]!; s <= span[1]!; s++) if (!away.has(s)) free++;
      if (free === 0) return `${name(p)} is unavailable ${bounds || 'all day'}, where ${title(m)} must be`;
    }
    if (model.domain[m]!.length === 0)
      return `${people(m).map(name).join(' and ')} have no slot ${bounds || 'of the day'} in which all are available (${wish.id})`;
    return `${title(m)} finds no slot`;
  }
}
