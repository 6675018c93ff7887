import { hash } from 'node:crypto';
import type { Field, Kind, StoredFile, Words } from '../../records/index.ts';
import type { Values } from '../../store/index.ts';

/** What the sample's rows are read against. */
export interface Reading {
  /** The park's day, YYYY-MM-DD, and the instant, from which the sample's days count. */
  day: string;
  now: number;
  /** Ids by kind and reference, such as `place nanjing`. */
  ids: Map<string, string>;
  storeFile(path: string): Promise<StoredFile>;
}

/**
 * A row of the sample as the record it becomes. A row names other records by their references, files by their
 * paths, days and instants before or after the day of loading as numbers of days; its texts are in its
 * `language`, or written out by language, the others then being reviewed translations of that one.
 */
export async function sampleValues(kind: Kind, row: Values, reading: Reading): Promise<Values> {
  const values: Values = { id: idOf(kind.name, row['reference'], reading), sender: 'sample' };
  if (kind.name !== 'source') values['source'] = idOf('source', 'sample-park', reading);
  for (const [name, field] of Object.entries(kind.fields)) if (field.initial) values[name] = field.initial;
  for (const [name, value] of Object.entries(row)) {
    const field = kind.fields[name];
    if (field) values[name] = await readValue(field, value, row, reading);
    else if (name !== 'language') throw new Error(`The sample names ${name}, no field of ${kind.name}.`);
  }
  return values;
}

async function readValue(field: Field, value: unknown, row: Values, reading: Reading): Promise<unknown> {
  switch (field.type) {
    case 'words':
      return wordsOf(value as string | Record<string, string>, String(row['language']));
    case 'ref':
      return idOf(field.to!, value, reading);
    case 'file':
      return reading.storeFile(String(value));
    case 'day':
      return typeof value === 'number'
        ? Temporal.PlainDate.from(reading.day).add({ days: value }).toString()
        : value;
    case 'instant':
      return new Date(reading.now + Number(value) * 86_400_000).toISOString();
    default:
      return value;
  }
}

function wordsOf(value: string | Record<string, string>, source: string): Words {
  const texts = typeof value === 'string' ? { [source]: value } : value;
  const of = hash('sha256', texts[source]!);
  const values: Words['values'] = {};
  for (const [language, text] of Object.entries(texts))
    values[language] = language === source ? { text, state: 'source' } : { text, state: 'reviewed', of };
  return { source, values };
}

function idOf(kind: string, reference: unknown, { ids }: Reading): string {
  const id = ids.get(`${kind} ${reference}`);
  if (!id) throw new Error(`The sample has no ${kind} ${reference}.`);
  return id;
}
