import { hash } from 'node:crypto';
import type { Field, Kind } from '../../records/index.ts';

const digest = (text: string): string => hash('sha1', text, 'base64url').slice(0, 22);

/** A digest of everything that a row holds. */
export const contentDigest = (values: Record<string, unknown>): string => digest(JSON.stringify(values));

const tuples = new WeakMap<Kind, string[]>();

/**
 * The fields that tell rows without an id apart: address, title, days, description. Kinds that have no title or
 * address of their own (a presence, a relation, a person) are told apart by what they tie together and from when.
 */
export function tupleFields(kind: Kind): string[] {
  const known = tuples.get(kind);
  if (known) return known;
  const fields = Object.entries(kind.fields).filter(([, field]) => !field.system);
  const hasAddress = fields.some(([, field]) => field.check === 'url');
  const chosen = fields.filter(([name, field]) => {
    if (name === 'to' && kind.dated) return false;
    if (name === kind.title || field.check === 'url' || field.type === 'day') return true;
    if (name === 'description') return true;
    return !hasAddress && field.type === 'ref' && name !== 'source';
  });
  const names = chosen.map(([name]) => name);
  tuples.set(kind, names);
  return names;
}

/** The identity of a row by what it says: texts count as they were sent, before anything was made safe. */
export function tupleDigest(kind: Kind, values: Record<string, unknown>): string {
  return digest(JSON.stringify(tupleFields(kind).map((name) => plain(kind.fields[name]!, values[name]))));
}

const plain = (_field: Field, value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value.trim()
      : JSON.stringify(value);

const longest = 200;

/** How a row is called beside its sender. `repeated`: the file uses the id for other content, too. */
export function referenceOf(id: string | undefined, tuple: string, repeated: boolean): string {
  if (id === undefined) return `~${tuple}`;
  const short = id.length > longest ? `${id.slice(0, longest)}~${digest(id)}` : id;
  return repeated ? `${short}~${tuple}` : short;
}

interface Seen {
  content: string;
  tuple: string;
  place: number;
  repeated: boolean;
}

/**
 * What a first reading of the files finds out: which ids stand for different content, and which row is the last of
 * each identity. Rows are numbered in the order of reading.
 */
export class Survey {
  rows = 0;
  readonly #ids = new Map<string, Seen>();
  readonly #last = new Map<string, number>();

  add(sender: string, id: string | undefined, tuple: string, content: string): void {
    const place = this.rows++;
    if (id === undefined) {
      this.#last.set(`${sender}\n~${tuple}`, place);
      return;
    }
    const key = `${sender}\n${id}`;
    const seen = this.#ids.get(key);
    if (!seen) {
      this.#ids.set(key, { content, tuple, place, repeated: false });
      return;
    }
    if (!seen.repeated && seen.content !== content) {
      seen.repeated = true;
      this.#last.set(`${key}~${seen.tuple}`, seen.place);
    }
    seen.place = place;
    if (seen.repeated) this.#last.set(`${key}~${tuple}`, place);
  }

  isRepeated(sender: string, id: string): boolean {
    return this.#ids.get(`${sender}\n${id}`)?.repeated ?? false;
  }

  /** Is there a later row of the same identity? */
  isReplaced(sender: string, id: string | undefined, tuple: string, place: number): boolean {
    const key = id === undefined ? `${sender}\n~${tuple}` : `${sender}\n${id}`;
    const seen = id === undefined ? undefined : this.#ids.get(key);
    const last = seen && !seen.repeated ? seen.place : this.#last.get(seen ? `${key}~${tuple}` : key);
    return last !== undefined && last > place;
  }
}
