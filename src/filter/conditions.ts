import { type Found, type Report, resolve } from './path.ts';
import type { Condition, Schemas } from './schema.ts';
import { readValues } from './values.ts';

/** Reads `path[operator]=value` pairs, repeated keys together, into one condition; reports each problem at its key. */
export function readConditions(
  conditions: Map<string, string[]>,
  schemas: Schemas,
  kind: string,
  timezone: string,
  report: Report,
): Condition {
  const plain: [Found, Condition][] = [];
  const groups = new Map<string, [Found, Condition][]>();
  for (const [key, values] of conditions) {
    const grouped = /^or\[(\d{1,2})\]\.(.+)$/.exec(key);
    const found = resolve(grouped ? grouped[2]! : key, key, schemas, kind, report);
    if (!found) continue;
    const condition = readValues(found, key, values, timezone, report);
    if (!condition) continue;
    if (!grouped) plain.push([found, condition]);
    else {
      const group = groups.get(grouped[1]!) ?? [];
      group.push([found, condition]);
      groups.set(grouped[1]!, group);
    }
  }
  const of = bind(plain, 0);
  // Each group holds alternatives: one of them must be true.
  for (const group of groups.values()) of.push({ op: 'any', of: group.flatMap((entry) => bind([entry], 0)) });
  return { op: 'all', of };
}

/** Conditions under the same to-many label speak of the same element; a negation inside speaks of that element. */
function bind(entries: [Found, Condition][], depth: number): Condition[] {
  const of: Condition[] = [];
  const elements = new Map<string, { via: string; entries: [Found, Condition][] }>();
  for (const [found, condition] of entries) {
    const next = found.steps.findIndex((step, index) => index >= depth && step.many);
    const toOne = found.steps.slice(depth, next < 0 ? undefined : next);
    if (next < 0) of.push(through(toOne, condition));
    else {
      // The to-one steps before a to-many one belong to its identity.
      const label = found.steps
        .slice(depth, next + 1)
        .map((step) => step.label)
        .join('.');
      const element = elements.get(label) ?? { via: '', entries: [] };
      element.entries.push([found, condition]);
      elements.set(label, element);
    }
  }
  for (const { entries: bound } of elements.values()) {
    const first = bound[0]![0];
    const next = first.steps.findIndex((step, index) => index >= depth && step.many);
    const inner: Condition = { op: 'all', of: bind(bound, next + 1) };
    of.push(
      through(first.steps.slice(depth, next), { op: 'some', via: first.steps[next]!.via, where: inner }),
    );
  }
  return of;
}

/** Over a field that points to one, an absent related row makes its fields empty, so a negation stands outside. */
function through(steps: { via: string }[], condition: Condition): Condition {
  if (steps.length === 0) return condition;
  if (condition.op === 'not') return { op: 'not', of: through(steps, condition.of) };
  return steps.reduceRight((where: Condition, step) => ({ op: 'some', via: step.via, where }), condition);
}
