import type { Hono } from 'hono';
import { fetchFile, typeOf } from '../../actions/index.ts';
import type { PageEnv } from '../page.tsx';

/** Stored files, for those who reach a record that names them. */
export function fileRoutes(app: Hono<PageEnv>): void {
  app.get('/files/:sha256/:name', async (c) => {
    const { file, bytes } = await fetchFile(c.var.context, c.var.viewer, c.req.param('sha256'));
    // Shown in the page only where the bytes themselves are a picture; all else is offered for keeping.
    const picture = file.type.startsWith('image/') && typeOf(bytes, file.name) === file.type;
    const name = file.name.replace(/[^\w.-]/g, '_');
    const headers = {
      'content-type': picture ? file.type : 'application/octet-stream',
      'content-disposition': `${picture ? 'inline' : 'attachment'}; filename="${name}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=300',
      etag: `"${file.sha256}"`,
    };
    if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(bytes), 200, headers);
  });
}
