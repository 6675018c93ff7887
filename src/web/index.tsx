import type { Hono } from 'hono';
import { trimTrailingSlash } from 'hono/trailing-slash';
import type { Context } from '../actions/index.ts';
import { errorPage } from './failures.tsx';
import { exportRoutes } from './imports/export.ts';
import { importRoutes } from './imports/routes.tsx';
import { type PageEnv, pages, type Request, type ViewerOf } from './page.tsx';
import { apiReferenceRoutes } from './pages/api-reference.tsx';
import { deskRoutes } from './pages/desk/desk.tsx';
import { fileRoutes } from './pages/files.ts';
import { formRoutes } from './pages/form/routes.tsx';
import { homeRoutes } from './pages/home/home.tsx';
import { legalRoutes } from './pages/legal.tsx';
import { listRoutes } from './pages/list/list.tsx';
import { opportunityRoutes } from './pages/opportunity/routes.tsx';
import { robotsRoutes } from './pages/robots.ts';
import { searchRoutes } from './pages/search.tsx';
import { showRoutes } from './pages/show/show.tsx';
import { siteRoutes } from './pages/site.tsx';

export interface WebOptions {
  /** The API's description (OpenAPI 3.1), for its reference page at /api/docs. */
  describeApi?: () => unknown;
}

/** The pages. What other rooms serve is mounted before them: the last route answers "not found". */
export function web(context: Context, viewerOf: ViewerOf, options: WebOptions = {}): Hono<PageEnv> {
  const app = pages(context, viewerOf);
  app.use(trimTrailingSlash());
  siteRoutes(app);
  robotsRoutes(app);
  if (options.describeApi) apiReferenceRoutes(app, options.describeApi);
  fileRoutes(app);
  homeRoutes(app);
  searchRoutes(app);
  deskRoutes(app);
  legalRoutes(app);
  opportunityRoutes(app);
  importRoutes(app);
  exportRoutes(app);
  formRoutes(app);
  listRoutes(app);
  showRoutes(app);
  app.all('*', (c) => errorPage(c as Request, 404));
  return app;
}
