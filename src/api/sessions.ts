import { Hono, type Context as Request } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { SignIn } from '../actions/index.ts';
import { problem, problemOf } from './problem.ts';

const maxBody = 10_000;

/**
 * Sessions of programs: `POST {email, password}` answers with a token for `Authorization: Bearer`;
 * `DELETE current` ends it.
 */
export function sessionRoutes(signIn: SignIn, log: (error: unknown) => void = console.error): Hono {
  const app = new Hono();
  app.onError((error) => problemOf(error, log));
  const tooLarge = () => problem(413, `A body may have ${maxBody} bytes at most.`);
  app.post('/', bodyLimit({ maxSize: maxBody, onError: tooLarge }), async (c) => {
    if (!/^application\/json\b/.test(c.req.header('content-type') ?? ''))
      return problem(415, 'Send application/json.');
    const { email, password } = await bodyOf(c);
    if (typeof email !== 'string' || typeof password !== 'string')
      return problem(400, 'Send {"email": "…", "password": "…"}.');
    const entered = await signIn.enter(
      { email, password, remember: true },
      { address: (c.get as (key: string) => string)('address'), device: c.req.header('user-agent') ?? '' },
    );
    if (!entered) return problem(401, 'E-mail and password do not go together, or the account is closed.');
    const { role, name, organisation } = entered.viewer;
    return c.json({ token: entered.token, role, name, organisation: organisation ?? null }, 201, {
      'cache-control': 'no-store',
    });
  });
  app.delete('/current', async (c) => {
    if (!(await signIn.sessionOf(c.req.raw))) return problem(401, 'There is no session to end.');
    for (const cookie of await signIn.leave(c.req.raw)) c.header('Set-Cookie', cookie, { append: true });
    return c.body(null, 204);
  });
  return app;
}

async function bodyOf(c: Request): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await c.req.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
