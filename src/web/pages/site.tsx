import type { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import type { PageEnv } from '../page.tsx';
import { markPaths } from '../parts/icons.tsx';

const year = 31_536_000;

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#0b6a94">${markPaths}</svg>`;

/** What belongs to the site as a whole: its mark, its appearance, the way to the reader's language. */
export function siteRoutes(app: Hono<PageEnv>): void {
  app.get('/favicon.svg', (c) =>
    c.body(favicon, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }),
  );
  app.post('/theme', async (c) => {
    const form = await c.req.parseBody();
    const theme = form['theme'];
    if (theme === 'light' || theme === 'dark')
      setCookie(c, 'theme', theme, { path: '/', sameSite: 'Lax', maxAge: year });
    else setCookie(c, 'theme', '', { path: '/', maxAge: 0 });
    return c.redirect(ownAddress(form['back']) ?? `/${c.var.language}`, 303);
  });
  app.get('/', (c) => {
    c.header('Vary', 'Accept-Language');
    return c.redirect(`/${c.var.language}`, 302);
  });
}

/** An address on this site and no other, or nothing. */
export const ownAddress = (address: unknown): string | undefined =>
  typeof address === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(address) ? address : undefined;
