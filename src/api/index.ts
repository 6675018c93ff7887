import { Hono } from 'hono';
import { type Context, kindByPlural, listRecords } from '../actions/index.ts';
import type { Viewer } from '../records/index.ts';

/** The JSON API under `/api`. */
export function api(context: Context, viewerOf: (request: Request) => Promise<Viewer>): Hono {
  const app = new Hono();
  app.get('/v1/:plural', async (c) => {
    const kind = kindByPlural(context, c.req.param('plural'));
    if (!kind) return c.notFound();
    const url = c.req.url;
    const mark = url.indexOf('?');
    const page = await listRecords(
      context,
      await viewerOf(c.req.raw),
      kind.name,
      mark < 0 ? '' : url.slice(mark + 1),
    );
    return c.body(
      `{"items":[${page.rows.join(',')}],"next":${JSON.stringify(page.next ?? null)},"count":${JSON.stringify(page.count ?? null)}}`,
      200,
      { 'content-type': 'application/json' },
    );
  });
  return app;
}
