import type { Hono } from 'hono';
import { siteMapFiles, siteMapRecords } from '../../actions/index.ts';
import { languages } from '../../words/index.ts';
import type { PageEnv, Request } from '../page.tsx';
import { escaped } from '../parts/values.ts';

const xml = { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' };
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const siteOf = (c: Request): string => c.var.context.address ?? new URL(c.req.url).origin;

/** An address in every language, each naming the others. */
function addresses(site: string, path: string, changed?: string): string {
  const links = languages
    .map(
      (other) =>
        `<xhtml:link rel="alternate" hreflang="${other}" href="${escaped(`${site}/${other}${path}`)}"/>`,
    )
    .join('');
  const day = changed ? `<lastmod>${changed}</lastmod>` : '';
  return languages
    .map((language) => `<url><loc>${escaped(`${site}/${language}${path}`)}</loc>${day}${links}</url>\n`)
    .join('');
}

const urls = (content: string) =>
  `${declaration}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${content}</urlset>\n`;

/** What search engines ask for: where they may go, and what there is. */
export function robotsRoutes(app: Hono<PageEnv>): void {
  app.get('/robots.txt', (c) => {
    const closed = languages.flatMap((language) =>
      ['desk', 'account', 'admin', 'imports', 'sign-in'].map((path) => `Disallow: /${language}/${path}`),
    );
    return c.text(
      `User-agent: *\n${closed.join('\n')}\nDisallow: /*/export\nDisallow: /api/\n\nSitemap: ${siteOf(c)}/sitemap.xml\n`,
    );
  });
  app.get('/sitemap.xml', async (c) => {
    const site = siteOf(c);
    const files = await siteMapFiles(c.var.context);
    const entries = [
      `${site}/sitemaps/pages.xml`,
      ...files.map(({ plural, after }) => `${site}/sitemaps/${plural}.xml${after ? `?after=${after}` : ''}`),
    ];
    const content = entries.map((entry) => `<sitemap><loc>${escaped(entry)}</loc></sitemap>\n`).join('');
    return c.body(
      `${declaration}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${content}</sitemapindex>\n`,
      200,
      xml,
    );
  });
  app.get('/sitemaps/pages.xml', (c) =>
    c.body(
      urls(['', '/opportunities', '/organisations'].map((path) => addresses(siteOf(c), path)).join('')),
      200,
      xml,
    ),
  );
  app.get('/sitemaps/:file{[a-z]+\\.xml}', async (c) => {
    const plural = c.req.param('file').replace('.xml', '');
    const records = await siteMapRecords(c.var.context, plural, c.req.query('after'));
    const site = siteOf(c);
    return c.body(
      urls(records.map(({ id, changed }) => addresses(site, `/${plural}/${id}`, changed)).join('')),
      200,
      xml,
    );
  });
}
