import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Context, SignIn } from '../../actions/index.ts';
import { errorPage } from '../failures.tsx';
import { type PageEnv, pages, type Request } from '../page.tsx';
import { ownAccountRoutes } from './own.tsx';
import { passwordRoutes } from './password.tsx';
import { signInRoutes } from './sign-in.tsx';

export { signInFirst } from './sign-in.tsx';

/** Room for a long form that waits for signing in. */
const maxBody = 2_000_000;

/** Signing in and out, forgotten passwords, invitations, one's own account. */
export function accountPages(context: Context, signIn: SignIn): Hono<PageEnv> {
  const app = pages(context, signIn.viewerOf);
  const limited = bodyLimit({ maxSize: maxBody, onError: (c) => errorPage(c as Request, 413) });
  for (const path of ['sign-in', 'sign-out', 'forgotten', 'password', 'invitation', 'account/*'])
    app.use(`/:lang{(?:en|zh)}/${path}`, limited);
  signInRoutes(app, signIn);
  passwordRoutes(app, signIn);
  ownAccountRoutes(app, signIn);
  return app;
}
