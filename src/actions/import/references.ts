import type { Kind, Kinds } from '../../records/index.ts';
import { type Db, existingIds, newId, recordsByName, type Values } from '../../store/index.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isId = (text: string): boolean => uuid.test(text);

export type Found = { id: string } | { problem: 'no-such-record' | 'ambiguous-name' };

/** A record to be made because a row names it: an organisation that offers something, say. */
export interface Named {
  kind: string;
  name: string;
  language: string;
  country: unknown;
}

/** A kind of which nothing but a name is needed can be made from one. */
export function madeFromName(kind: Kind): boolean {
  const required = Object.entries(kind.fields).filter(([, field]) => field.required && !field.system);
  return (
    required.length === 1 &&
    required[0]![0] === kind.title &&
    ['words', 'text'].includes(kind.fields[kind.title]!.type)
  );
}

/** Finds what rows point to: by id, by the same sender's reference, by exact name. Each is looked up once an import. */
export class References {
  readonly #kinds: Kinds;
  readonly #found = new Map<string, Found>();

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
  }

  /** Looks up the names of some rows, all of a kind in one question. */
  async lookUp(tx: Db, sender: string, wanted: readonly { kind: string; name: string }[]): Promise<void> {
    const open = new Map<string, Set<string>>();
    for (const { kind, name } of wanted) {
      if (this.#found.has(key(sender, kind, name))) continue;
      const names = open.get(kind) ?? new Set();
      open.set(kind, names.add(name));
    }
    for (const [kindName, names] of open) {
      const kind = this.#kinds[kindName]!;
      const ids = [...names].filter(isId);
      const known =
        ids.length > 0
          ? await existingIds(
              tx,
              kind,
              ids.map((id) => id.toLowerCase()),
            )
          : new Set<string>();
      for (const id of ids)
        if (known.has(id.toLowerCase())) this.#found.set(key(sender, kindName, id), { id: id.toLowerCase() });
      const others = [...names].filter((name) => !known.has(name.toLowerCase()));
      if (others.length === 0) continue;
      const rows = await recordsByName(tx, kind, sender, others);
      for (const name of others) {
        const all = rows.filter((row) => row.name === name);
        const mine = all.filter((row) => row.mine);
        const candidates = new Set((mine.length > 0 ? mine : all).map((row) => row.id));
        const [id] = candidates;
        this.#found.set(
          key(sender, kindName, name),
          candidates.size === 1
            ? { id: id! }
            : { problem: candidates.size === 0 ? 'no-such-record' : 'ambiguous-name' },
        );
      }
    }
  }

  find(sender: string, kind: string, name: string): Found {
    return this.#found.get(key(sender, kind, name)) ?? { problem: 'no-such-record' };
  }

  /** From now on the name stands for this record. */
  settle(sender: string, kind: string, name: string, id: string): void {
    this.#found.set(key(sender, kind, name), { id });
  }
}

const key = (sender: string, kind: string, name: string): string =>
  `${kind}\n${isId(name) ? '' : sender}\n${name}`;

/** The row of a record that only its name is known of. */
export function namedRow(kind: Kind, named: Named, more: Values): Values {
  const row: Values = { id: newId(), ...initialsOf(kind), ...more };
  row[kind.title] =
    kind.fields[kind.title]!.type === 'words'
      ? { source: named.language, values: { [named.language]: { text: named.name, state: 'source' } } }
      : named.name;
  if (kind.fields['country']?.check === 'country') row['country'] = named.country ?? null;
  return row;
}

export function initialsOf(kind: Kind): Values {
  const values: Values = {};
  for (const [name, field] of Object.entries(kind.fields)) if (field.initial) values[name] = field.initial;
  return values;
}
