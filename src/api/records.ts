import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Hono, type Context as Request } from 'hono';
import {
  type Caller,
  type Context,
  createRecord,
  deleteRecord,
  exportRecords,
  kindByPlural,
  listRecords,
  type Once,
  recordHistory,
  showRecord,
  updateRecord,
} from '../actions/index.ts';
import type { Kind, Viewer } from '../records/index.ts';
import { problem } from './problem.ts';

/** Finds out who asks. */
export type ViewerOf = (request: globalThis.Request) => Promise<Viewer>;

const json = { 'content-type': 'application/json; charset=utf-8' };
export const maxBody = 1_000_000;

/** What is wrong with the request itself, before any record is touched. */
export class Unfit extends Error {
  readonly answer: Response;
  constructor(answer: Response) {
    super('unfit request');
    this.answer = answer;
  }
}

/** Lists, records and their changes, for every kind alike. */
export function recordRoutes(context: Context, viewerOf: ViewerOf): Hono {
  const app = new Hono();
  app.onError((error) => {
    if (error instanceof Unfit) return error.answer;
    throw error;
  });
  const kindAt = (c: Request): Kind => {
    const kind = kindByPlural(context, c.req.param('plural')!);
    if (!kind)
      throw new Unfit(
        problem(
          404,
          `There is no such list. Lists: ${Object.values(context.park.kinds)
            .map((known) => known.plural)
            .join(', ')}.`,
        ),
      );
    return kind;
  };
  const callerOf = async (c: Request): Promise<Caller> => ({
    viewer: await viewerOf(c.req.raw),
    door: 'api',
  });

  app.get('/:plural', async (c) => {
    const kind = kindAt(c);
    const page = await listRecords(context, await viewerOf(c.req.raw), kind.name, searchOf(c.req.url));
    const tail = `"next":${page.next ? JSON.stringify(page.next) : 'null'}${page.count ? `,"count":${JSON.stringify(page.count)}` : ''}`;
    return c.body(`{"items":[${page.rows.join(',')}],${tail}}`, 200, json);
  });
  app.get('/:plural/export', async (c) => {
    const search = searchOf(c.req.url);
    const viewer = await viewerOf(c.req.raw);
    const file = await exportRecords(
      context,
      viewer,
      kindAt(c).name,
      search,
      c.req.query('format') ?? 'json',
    );
    const body = Readable.toWeb(Readable.from(file.bytes, { objectMode: false }));
    return c.body(body as unknown as ReadableStream, 200, {
      'content-type': file.type,
      'content-disposition': `attachment; filename="${file.fileName}"`,
    });
  });
  app.get('/:plural/:id', async (c) => {
    const row = await showRecord(context, await viewerOf(c.req.raw), kindAt(c).name, c.req.param('id'), {
      ...(c.req.query('at') === undefined ? {} : { at: c.req.query('at')! }),
      ...(c.req.query('known') === undefined ? {} : { known: c.req.query('known')! }),
    });
    const etag = `"${/"version" ?: ?(\d+)/.exec(row)?.[1]}"`;
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag });
    return c.body(row, 200, { ...json, etag });
  });
  app.get('/:plural/:id/history', async (c) => {
    const changes = await recordHistory(
      context,
      await viewerOf(c.req.raw),
      kindAt(c).name,
      c.req.param('id'),
    );
    return c.json({ items: changes });
  });
  app.post('/:plural', async (c) => {
    const kind = kindAt(c);
    const { body, text } = await readBody(c);
    const caller = await callerOf(c);
    const made = await createRecord(context, caller, kind.name, body, onceOf(c, caller, text));
    const row = await showRecord(context, caller.viewer, kind.name, made.id);
    return c.body(row, 201, {
      ...json,
      etag: `"${made.version}"`,
      location: `/api/v1/${kind.plural}/${made.id}`,
    });
  });
  app.patch('/:plural/:id', async (c) => {
    const kind = kindAt(c);
    const { body, text } = await readBody(c);
    const caller = await callerOf(c);
    const written = await updateRecord(
      context,
      caller,
      kind.name,
      c.req.param('id'),
      body,
      versionOf(c),
      onceOf(c, caller, text),
    );
    const row = await showRecord(context, caller.viewer, kind.name, written.id);
    return c.body(row, 200, { ...json, etag: `"${written.version}"` });
  });
  app.delete('/:plural/:id', async (c) => {
    await deleteRecord(context, await callerOf(c), kindAt(c).name, c.req.param('id'), versionOf(c));
    return c.body(null, 204);
  });
  return app;
}

/** The question as it stands in the address, unread. */
export function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

/** The version that the sender saw, by RFC 9110's If-Match. */
function versionOf(c: Request): number {
  const header = c.req.header('if-match');
  if (header === undefined)
    throw new Unfit(problem(428, 'Send If-Match with the ETag of the version that you saw.'));
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (!version) throw new Unfit(problem(400, 'If-Match takes the ETag of a record, such as "3".'));
  return Number(version);
}

/** A JSON body of modest size. */
export async function readBody(c: Request): Promise<{ body: unknown; text: string }> {
  if (!/^application\/(merge-patch\+)?json\b/.test(c.req.header('content-type') ?? '')) {
    throw new Unfit(problem(415, 'Send application/json.'));
  }
  const tooLarge = () => new Unfit(problem(413, `A body may have ${maxBody} bytes at most.`));
  if (Number(c.req.header('content-length') ?? 0) > maxBody) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > maxBody) throw tooLarge();
    chunks.push(chunk);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { body: JSON.parse(text), text };
  } catch (error) {
    throw new Unfit(problem(400, `The body is not JSON: ${(error as Error).message.slice(0, 200)}`));
  }
}

/** The sender's one-time key (Idempotency-Key), bound to who sends and what is sent. */
export function onceOf(c: Request, caller: Caller, text: string): Once | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (key.length < 8 || key.length > 200)
    throw new Unfit(problem(400, 'Idempotency-Key takes 8 to 200 characters.'));
  const digest = createHash('sha256').update(`${c.req.method} ${c.req.path}\n${text}`).digest('base64url');
  return { key: `${caller.viewer.user ?? 'visitor'}:${key}`, digest };
}
