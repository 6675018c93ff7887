import { parseQuery, type Query, today } from '../filter/index.ts';
import type { Kind, Viewer } from '../records/index.ts';
import { type Count, countRows, knownSchemas, listRows, rowsById } from '../store/index.ts';
import { asked, type Context, kindOf } from './context.ts';

export interface Listed {
  /** One JSON text a row, cut to the viewer. */
  rows: string[];
  next?: string;
  count?: Count;
  query: Query;
}

export interface ListOptions {
  /** Fields wanted; all that the viewer may see where left out. */
  fields?: readonly string[];
  /** The page's language. */
  language?: string;
}

const questions = new Map<string, Query>();
const keptQuestions = 2000;

/** Reads a question; the same one of the same kind of viewer is read once. */
export function readQuestion(context: Context, viewer: Viewer, kind: Kind, search: string): Query {
  const key = `${kind.name} ${viewer.role} ${viewer.organisation ? 'own' : ''} ${search}`;
  let query = questions.get(key);
  if (!query) {
    query = parseQuery(new URLSearchParams(search), knownSchemas(context.park.kinds, viewer), kind.name, {
      timezone: context.park.timezone,
      defaultSort: defaultSort(kind),
    });
    if (questions.size >= keptQuestions) questions.delete(questions.keys().next().value!);
    questions.set(key, query);
  }
  return query;
}

/** Lists begin with what is new where days of publication are known, else in the order of names. */
function defaultSort(kind: Kind): string[] {
  if (kind.sorts.includes('published')) return ['-published'];
  return kind.sorts.includes(kind.title) ? [kind.title] : ['-createdAt'];
}

/**
 * A page of records that answer a question (`country=DE&sort=-founded&limit=20`), as the viewer may have them.
 * With `q`, the best of a full-text search, in the order of relevance. Throws {@link Invalid} with every place
 * that the grammar does not know.
 */
export async function listRecords(
  context: Context,
  viewer: Viewer,
  kindName: string,
  search: string,
  options: ListOptions = {},
): Promise<Listed> {
  const kind = kindOf(context, kindName);
  return asked(async () => {
    const query = readQuestion(context, viewer, kind, search);
    if (query.q !== undefined) return searchRecords(context, viewer, kind, query, options);
    const page = await listRows(context.database, context.park, kind, viewer, query, options);
    if (query.count === 'none') return { ...page, query };
    return { ...page, query, count: await countRecords(context, viewer, kind, query) };
  });
}

const counts = new WeakMap<Query, { change: number; viewer: string; count: Count }>();

/** Counts are kept until the next change of any record reaches this process. */
async function countRecords(context: Context, viewer: Viewer, kind: Kind, query: Query): Promise<Count> {
  const viewerKey = `${viewer.role} ${viewer.user} ${viewer.organisation}`;
  const change = context.search.latestChange();
  const kept = counts.get(query);
  if (kept && kept.change === change && kept.viewer === viewerKey) return kept.count;
  const count = await countRows(context.database, context.park, kind, viewer, query);
  counts.set(query, { change, viewer: viewerKey, count });
  return count;
}

/** So far down does a search look; behind that a question is better asked anew. */
const deepest = 5000;

/**
 * Hits in the order of relevance, asked for again in SQL for the viewer and the conditions beside the search; some
 * more are looked up until the page is full. The cursor is the place among the hits.
 */
async function searchRecords(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  query: Query,
  options: ListOptions,
): Promise<Listed> {
  const offset = query.after && /^\d{1,5}$/.test(query.after) ? Number(query.after) : 0;
  const rows: string[] = [];
  let place = offset;
  let looked = Math.max(offset + query.limit + 10, 60);
  let hits = context.search.find(kind.name, query.q!, looked);
  while (rows.length < query.limit && place < hits.length) {
    // As many as are missing: mostly all of them are within reach.
    const missing = query.limit - rows.length;
    const ids = hits.slice(place, place + missing).map((hit) => hit.id);
    const { database, park } = context;
    rows.push(...(await rowsById(database, park, kind, viewer, ids, query.where, options.fields)));
    place += ids.length;
    if (place === hits.length && hits.length === looked && looked < deepest) {
      looked = Math.min(looked * 4, deepest);
      hits = context.search.find(kind.name, query.q!, looked);
    }
  }
  // The next page begins behind the last hit that this one shows.
  const last = rows.at(-1);
  const lastId = last && (JSON.parse(last) as { id: string }).id;
  const next = hits.findIndex((hit) => hit.id === lastId) + 1;
  const more = rows.length === query.limit && next < hits.length;
  return {
    rows,
    query,
    ...(more ? { next: String(next) } : {}),
    count: { value: hits.length, more: hits.length === looked },
  };
}

/** The day of today in the park. */
export const parkToday = (context: Context): string => today(context.park.timezone);
