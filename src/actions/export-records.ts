import { type Query, today } from '../filter/index.ts';
import { WRITTEN, type WriteFormat, writeRows } from '../formats/index.ts';
import type { Kind, Viewer } from '../records/index.ts';
import { listRows, type Values } from '../store/index.ts';
import { asked, type Context, kindOf, refuse } from './context.ts';
import { ExportColumns } from './export-columns.ts';
import { listRecords, readQuestion } from './list-records.ts';

/** A file on its way: its bytes come as its rows are read. */
export interface Exported {
  /** Media type. */
  type: string;
  fileName: string;
  bytes: AsyncGenerator<Uint8Array>;
}

export const exportFormats = Object.keys(WRITTEN) as WriteFormat[];

const page = 500;

/**
 * The records that answer a question as a file, cut to the viewer: only fields that the viewer sees. What is
 * exported imports unchanged. Throws {@link Invalid} where the question or the format is not known, before any byte.
 */
export async function exportRecords(
  context: Context,
  viewer: Viewer,
  kindName: string,
  search: string,
  format: string,
): Promise<Exported> {
  const kind = kindOf(context, kindName);
  if (!Object.hasOwn(WRITTEN, format))
    refuse([{ pointer: 'format', code: 'unknown-value', words: `Allowed: ${exportFormats.join(', ')}.` }]);
  const known = format as WriteFormat;
  const pairs = new URLSearchParams(search);
  // A file holds the whole list, however it was paged on the screen.
  for (const setting of ['limit', 'after', 'count', 'format']) pairs.delete(setting);
  const question = await asked(() => readQuestion(context, viewer, kind, pairs.toString()));
  const query = pairs.has('sort') ? question : { ...question, sort: [] };
  const columns = new ExportColumns(kind, viewer);
  if (columns.words.length > 0)
    for await (const row of rowsOf(context, viewer, kind, query, pairs, columns.words)) columns.meet(row);
  async function* cells(): AsyncGenerator<Values> {
    for await (const row of rowsOf(context, viewer, kind, query, pairs)) yield columns.cells(row);
  }
  return {
    type: WRITTEN[known].type,
    fileName: `${kind.plural}-${today(context.park.timezone)}${WRITTEN[known].ending}`,
    bytes: writeRows(known, columns.names(), cells()),
  };
}

/** All rows of a question, page after page: a long file holds no transaction open. */
async function* rowsOf(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  query: Query,
  pairs: URLSearchParams,
  fields?: readonly string[],
): AsyncGenerator<Values> {
  let after: string | undefined;
  do {
    const listed = query.q === undefined ? await nextPage(after) : await nextHits(after);
    for (const row of listed.rows) yield JSON.parse(row) as Values;
    after = listed.next;
  } while (after !== undefined);

  function nextPage(from: string | undefined) {
    const { after: _, ...rest } = query;
    const question: Query = { ...rest, limit: page, ...(from === undefined ? {} : { after: from }) };
    return listRows(context.database, context.park, kind, viewer, question, fields ? { fields } : {});
  }
  function nextHits(from: string | undefined) {
    const next = new URLSearchParams(pairs);
    next.set('limit', '200');
    next.set('count', 'none');
    if (from !== undefined) next.set('after', from);
    return listRecords(context, viewer, kind.name, next.toString(), fields ? { fields } : {});
  }
}
