import { basename } from 'node:path';
import { createIndex, type Field, loadTables, type Result } from '../engines/matching/index.ts';
import {
  applyMapping,
  inspectFile,
  type Mapping,
  readRows,
  recogniseMapping,
  safeText,
  shippedMappings,
} from '../formats/index.ts';
import { currentTables } from '../search/tables.ts';

type Say = (words: string) => void;

interface Row {
  id: string;
  kind: string | undefined;
  codes: readonly string[];
  fields: Field[];
}

/** What the parts of an offer or request count: a title's words twice. */
const parts: [name: string, weight: number][] = [
  ['title', 2],
  ['summary', 1],
  ['description', 1],
  ['text', 1],
  ['advantages', 0.5],
  ['expertise', 0.5],
];

/** Which kinds answer which: an offer of one sort a request of the same. */
const sort = (kind: string): string => (kind.startsWith('business') ? 'business' : 'technology');

/** Factor for a pair that shares a class of one scheme (the first four characters of an IPC symbol). */
const sharedCode = 1.15;

async function* rowsOf(files: readonly string[]): AsyncGenerator<Row> {
  const used = new Set<string>();
  for (const path of files) {
    const name = basename(path);
    const { columns } = await inspectFile({ name, path });
    const mapping: Mapping | undefined = recogniseMapping(columns, shippedMappings);
    for await (const { values: cells, place } of readRows({ name, path })) {
      const values = mapping ? applyMapping(cells, mapping, name).values : cells;
      const own = values['id'] === undefined || values['id'] === null ? '' : String(values['id']);
      // Some files have no ids, or repeat them with other content.
      const id = own && !used.has(own) ? own : `${name}#${place.row}`;
      used.add(id);
      const language = typeof values['language'] === 'string' ? values['language'] : undefined;
      const fields = parts.flatMap(([part, weight]): Field[] => {
        const text = values[part];
        return typeof text === 'string' && text ? [{ text: safeText(text), language, weight }] : [];
      });
      const kind = typeof values['kind'] === 'string' ? values['kind'] : undefined;
      const codes = Array.isArray(values['codes']) ? values['codes'].map(String) : [];
      yield { id, kind, codes: codes.map((code) => code.replace(/^(ipc:.{4}).*/, '$1')), fields };
    }
  }
}

/** One line of `bin/causeway match`. */
export interface Matched {
  request: string;
  matches: { offer: string; score: number; reasons: { request: string; offer: string; weight: number }[] }[];
}

/** The best offers for every request, files in, one answer a request out, without a database. */
export async function* matchFiles(
  offers: readonly string[],
  requests: readonly string[],
  top: number,
  say: Say,
): AsyncGenerator<Matched> {
  const index = createIndex(loadTables(await currentTables(say)));
  const known = new Map<string, Row>();
  for await (const row of rowsOf(offers)) {
    index.add(row.id, row.fields);
    known.set(row.id, row);
    if (known.size % 1_000 === 0) say(`${known.size} offers read`);
  }
  say(`${known.size} offers read`);
  const sorts = new Set(Array.from(known.values(), ({ kind }) => (kind ? sort(kind) : '')));
  const others = (own: string): boolean => Array.from(sorts).some((one) => one !== '' && one !== own);
  for await (const request of rowsOf(requests)) {
    const { kind, codes } = request;
    const results = index.search(request.fields, {
      top,
      filter:
        kind && others(sort(kind)) ? (id) => sort(known.get(id)!.kind ?? kind) === sort(kind) : undefined,
      boost:
        codes.length === 0
          ? undefined
          : (id) => (known.get(id)!.codes.some((code) => codes.includes(code)) ? sharedCode : 1),
      fields: (id) => known.get(id)!.fields,
    });
    yield { request: request.id, matches: results.map(plain) };
  }
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function plain({ id, score, reasons }: Result): Matched['matches'][number] {
  return {
    offer: id,
    score: round(score),
    reasons: reasons.map(({ kind, query, document, weight }) => ({
      request: query || `(${kind})`,
      offer: document || `(${kind})`,
      weight: round(weight),
    })),
  };
}

/** One line of `bin/causeway retrieve`. */
export interface Retrieved {
  query: string;
  documents: { id: string; score: number }[];
}

/** The best documents for every query; lines of `{ id, language?, title?, text }`. */
export async function* retrieveFiles(
  documents: readonly string[],
  queries: readonly string[],
  top: number,
  say: Say,
): AsyncGenerator<Retrieved> {
  const index = createIndex(loadTables(await currentTables(say)));
  for await (const { id, fields } of rowsOf(documents)) index.add(id, fields);
  say(`${index.size} documents read`);
  for await (const { id, fields } of rowsOf(queries)) {
    const results = index.search(fields, { top });
    yield {
      query: id,
      documents: results.map(({ id: document, score }) => ({ id: document, score: round(score) })),
    };
  }
}
