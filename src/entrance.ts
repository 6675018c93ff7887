import type { MiddlewareHandler, Context as Request } from 'hono';
import { type Context, limit, type SignIn } from './actions/index.ts';
import { problem, problemOf } from './api/problem.ts';
import { TooMany } from './errors.ts';
import { fromOurselves } from './web/guard.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What every request passes first: its network address is found out (`c.get('address')`), changes are limited, and
 * the API turns away changes that another site lets a signed-in browser ask for, and tokens that are worth nothing.
 */
export function entrance(context: Context, signIn: SignIn): MiddlewareHandler {
  const addressOf = clientAddress(process.env['TRUST_PROXY']);
  return async (c, next) => {
    const address = addressOf(c);
    c.set('address', address);
    const changing = !safe.has(c.req.method);
    const toApi = c.req.path.startsWith('/api/');
    try {
      if (changing) limit(context, 'change', address);
      if (changing && toApi && /\/interests$/.test(c.req.path)) limit(context, 'interest', address);
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      if (toApi) return problemOf(error, console.error);
      return c.text('Too many requests; please wait. 请求过多，请稍候。', 429, {
        'retry-after': String(error.retryAfter),
      });
    }
    if (toApi) {
      const authorization = c.req.header('authorization');
      if (authorization !== undefined && !(await signIn.sessionOf(c.req.raw))) {
        const answer = problem(401, 'The token is unknown, has run out or was revoked. Sign in again.');
        answer.headers.set('www-authenticate', 'Bearer');
        return answer;
      }
      const byCookie = authorization === undefined && signIn.carriesCookie(c.req.raw);
      if (changing && byCookie && !fromOurselves(c, context.address))
        return problem(
          403,
          'A change by a browser’s session must come from our own pages; programs use a token.',
        );
    }
    return next();
  };
}

/**
 * The network address of a request: the socket's, or behind `TRUST_PROXY` (the number of proxies in front, usually
 * 1) the entry of X-Forwarded-For that the outermost of them wrote. What stands left of it anybody can make up.
 */
export function clientAddress(trust: string | undefined): (c: Request) => string {
  const hops = trust === 'true' ? 1 : Number(trust ?? 0);
  if (!Number.isInteger(hops) || hops < 0 || hops > 10)
    throw new Error('TRUST_PROXY is the number of proxies in front of the platform, such as 1.');
  return (c) => {
    const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
      ?.socket?.remoteAddress;
    const forwarded = hops > 0 ? c.req.header('x-forwarded-for')?.split(',').at(-hops)?.trim() : undefined;
    return network(forwarded || socket || 'unknown');
  };
}

/** What limits count by: an IPv4 address, or the /64 network that one IPv6 customer has whole. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain.slice(0, 45);
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const filled = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${filled.slice(0, 4).join(':')}::`;
}
