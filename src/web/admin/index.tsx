import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Context, SignIn } from '../../actions/index.ts';
import { isStaff } from '../../records/index.ts';
import { signInFirst } from '../account/sign-in.tsx';
import { errorPage } from '../failures.tsx';
import { type PageEnv, pages, type Request } from '../page.tsx';
import { auditRoutes } from './audit.tsx';
import { mailRoutes } from './mail.tsx';
import { overviewRoutes } from './overview.tsx';
import { peopleRoutes } from './people.tsx';
import { settingsRoutes } from './settings.tsx';

const maxBody = 1_000_000;

/** The pages of those who run the platform: people, letters, settings, audit. */
export function adminPages(context: Context, signIn: SignIn): Hono<PageEnv> {
  const app = pages(context, signIn.viewerOf);
  app.use('/:lang{(?:en|zh)}/admin/*', async (c, next) => {
    const { viewer } = c.var;
    if (viewer.role === 'visitor') return signInFirst(c);
    const people = c.req.path.startsWith(`/${c.var.language}/admin/people`);
    if (viewer.role !== 'administrator' && !(people && isStaff(viewer))) return errorPage(c, 403);
    return next();
  });
  app.use(
    '/:lang{(?:en|zh)}/admin/*',
    bodyLimit({ maxSize: maxBody, onError: (c) => errorPage(c as Request, 413) }),
  );
  overviewRoutes(app);
  peopleRoutes(app);
  mailRoutes(app);
  settingsRoutes(app);
  auditRoutes(app);
  return app;
}
