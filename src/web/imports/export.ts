import type { Hono } from 'hono';
import { exportRecords, kindByPlural } from '../../actions/index.ts';
import type { PageEnv } from '../page.tsx';
import { answerBody } from './answer-body.ts';

/** The list on the screen as a file: `/{lang}/{plural}/export?format=csv` with the list's own question. */
export function exportRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/:plural/export', async (c, next) => {
    const { context, viewer } = c.var;
    const kind = kindByPlural(context, c.req.param('plural'));
    if (!kind) return next();
    const search = new URL(c.req.url).search.slice(1);
    const file = await exportRecords(context, viewer, kind.name, search, c.req.query('format') ?? 'csv');
    return new Response(answerBody(file.bytes), {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename="${file.fileName}"`,
        'cache-control': viewer.role === 'visitor' ? 'no-cache' : 'private, no-store',
      },
    });
  });
}
