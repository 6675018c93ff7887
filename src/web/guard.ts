import type { MiddlewareHandler, Context as Request } from 'hono';

/**
 * What a page may load and do: only what we serve ourselves. Styles may stand in elements (charts need that),
 * scripts may not.
 */
export const contentSecurity = (frameAncestors = "'none'"): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `frame-ancestors ${frameAncestors}`,
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'none'",
  ].join('; ');

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that changes something must come from our own pages: browsers say where it comes from. */
export function fromOurselves(c: Request, address: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return false;
  const hosts = [c.req.header('host') ?? new URL(c.req.url).host, address && new URL(address).host];
  return hosts.includes(new URL(origin).host);
}

/** Sets the headers that every page has, and turns away changes asked for by other sites. */
export function guard(address: string | undefined, refuse: (c: Request) => Response): MiddlewareHandler {
  const policy = contentSecurity(process.env['FRAME_ANCESTORS']);
  return async (c, next) => {
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'strict-origin-when-cross-origin');
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if ((address ?? c.req.url).startsWith('https:'))
      c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    if (!safe.has(c.req.method) && !fromOurselves(c, address)) return refuse(c);
    return next();
  };
}
