import type { Instance } from '../../src/engines/scheduling/index.ts';
import { random } from '../../src/engines/scheduling/random.ts';

export type Variation = 'forbidden' | 'ordered' | 'fixed';

/**
 * A forum made harder at random: `share` of people's slots forbidden, of the meetings bound to come after
 * another of the same person, or of the meetings fixed in a slot of their session.
 */
export function vary(instance: Instance, variation: Variation, share: number, seed: number): Instance {
  const next = random(seed);
  const pick = (n: number) => Math.floor(next() * n);
  const copy = structuredClone(instance);
  if (variation === 'forbidden') {
    for (const person of copy.participants) {
      const away = new Set(person.unavailable);
      for (let s = 1; s <= copy.slots; s++) if (next() < share) away.add(s);
      person.unavailable = [...away].sort((a, b) => a - b);
    }
    return copy;
  }
  const rank = copy.meetings.map((_, i) => i).sort(() => next() - 0.5);
  for (let left = Math.round(share * copy.meetings.length); left > 0; left--) {
    const i = pick(copy.meetings.length);
    const meeting = copy.meetings[i]!;
    if (variation === 'fixed') {
      const [from, to] = meeting.session ? copy.sessions![meeting.session]! : [1, copy.slots];
      meeting.slot = from + pick(to - from + 1);
      continue;
    }
    const others = copy.meetings.filter(
      (m, k) => rank[k]! < rank[i]! && m.participants.some((p) => meeting.participants.includes(p)),
    );
    if (others.length > 0)
      meeting.after = [...new Set([...(meeting.after ?? []), others[pick(others.length)]!.id])];
  }
  return copy;
}
