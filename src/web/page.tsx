import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono, type Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Child } from 'hono/jsx';
import { type Context, parkName, parkTexts } from '../actions/index.ts';
import { root } from '../env.ts';
import type { Viewer } from '../records/index.ts';
import { isKey, isLanguage, type Key, type Language, preferred } from '../words/index.ts';
import { errorPage, failurePage } from './failures.tsx';
import { guard } from './guard.ts';
import { Layout } from './parts/layout.tsx';

/** What every page's handler finds in `c.var`. */
export type PageEnv = {
  Variables: { context: Context; viewer: Viewer; language: Language; flash?: Key };
};
export type Request = HonoContext<PageEnv>;
export type ViewerOf = (request: globalThis.Request) => Promise<Viewer>;

/** What a page says of itself; the rest of its surroundings follow from the request. */
export interface Frame {
  title: string;
  description?: string;
  /** Kept out of search engines: forms, errors, whatever belongs to somebody. */
  unlisted?: boolean;
  /** Address of a picture on this site, for cards elsewhere. */
  image?: string;
  /** What was asked, for the search box of the bar. */
  asked?: string;
  alternates?: { type: string; href: string; title: string }[];
  /** The address without its language, where it is another than the one asked for. */
  rest?: string;
}

/**
 * How to make pages, for every room of the web:
 *
 *     const app = pages(context, viewerOf);        // a Hono app: guard, viewer, language, failures as pages
 *     app.get('/:lang{(?:en|zh)}/things', (c) =>
 *       page(c, { title: '…', unlisted: true }, <div class="card">…</div>));
 *
 * `c.var` has `context`, `viewer` and `language`; actions' failures (`NotFound`, `Invalid`, …) become pages by
 * themselves. After a change: `flash(c, 'flash.saved'); return c.redirect(address, 303)`.
 */
export function pages(
  context: Context,
  viewerOf: ViewerOf,
  log: (error: unknown) => void = console.error,
): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.use(async (c, next) => {
    // Several rooms of pages lie behind one another: the first has done this already.
    if (c.get('viewer')) return next();
    c.set('context', context);
    c.set('language', languageOf(c));
    c.set('viewer', await viewerOf(c.req.raw));
    await parkTexts(context);
    const waiting = getCookie(c, 'flash');
    if (waiting && isKey(waiting)) {
      c.set('flash', waiting);
      setCookie(c, 'flash', '', { path: '/', maxAge: 0 });
    }
    return protect(c, next);
  });
  const protect = guard(context.address, (c) => errorPage(c as Request, 403, 'error.403.origin'));
  app.onError((error, c) => failurePage(c as Request, error, log));
  return app;
}

/** The language in the address, else the reader's. */
function languageOf(c: HonoContext): Language {
  const first = c.req.path.split('/', 2)[1];
  return isLanguage(first) ? first : preferred(c.req.header('accept-language'));
}

/** Words shown once on the next page. */
export const flash = (c: HonoContext, key: Key): void =>
  setCookie(c, 'flash', key, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 });

/** A page with its surroundings. */
export function page(c: Request, frame: Frame, children: Child, status = 200): Response {
  const { language, viewer, context } = c.var;
  const url = c.req.url;
  const from = url.indexOf('/', 8);
  const whole = url.slice(from);
  const prefix = `/${language}`;
  const rest =
    whole === prefix || whole.startsWith(`${prefix}/`) || whole.startsWith(`${prefix}?`)
      ? // A cursor belongs to the order of one language.
        whole
          .slice(prefix.length)
          .replace(/([?&])after=[^&]*(&|$)/, (_, before, behind) => (behind ? before : ''))
      : '';
  const theme = getCookie(c, 'theme');
  const html = Layout({
    ...frame,
    language,
    viewer,
    kinds: context.park.kinds,
    park: parkName(context, language),
    rest: frame.rest ?? rest,
    site: context.address ?? url.slice(0, from),
    theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
    assets: assets(),
    ...(c.get('flash') ? { flash: c.get('flash')! } : {}),
    children,
  });
  c.header('Content-Type', 'text/html; charset=utf-8');
  c.header('Content-Language', language);
  c.header('Cache-Control', viewer.role === 'visitor' ? 'no-cache' : 'private, no-store');
  if (status !== 200) c.status(status as 400);
  return c.body(`<!doctype html>${html}`);
}

let built: { scripts: string[]; styles: string[] } | undefined;

/** Scripts and styles as the build named them; without a build, pages stand bare. */
function assets(): { scripts: string[]; styles: string[] } {
  if (built) return built;
  const path = join(root, 'dist/assets/manifest.json');
  if (!existsSync(path)) return (built = { scripts: [], styles: [] });
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { file: string; isEntry?: boolean; css?: string[] }
  >;
  const entries = Object.values(manifest).filter(({ isEntry }) => isEntry);
  return (built = {
    scripts: entries.map(({ file }) => `/assets/${file}`),
    styles: entries.flatMap(({ css }) => css ?? []).map((file) => `/assets/${file}`),
  });
}
