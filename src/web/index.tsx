import type { Hono } from 'hono';
import type { Context } from '../actions/index.ts';
import { errorPage } from './failures.tsx';
import { exportRoutes } from './imports/export.ts';
import { importRoutes } from './imports/routes.tsx';
import { type PageEnv, page, pages, type Request, type ViewerOf } from './page.tsx';
import { fileRoutes } from './pages/files.ts';
import { formRoutes } from './pages/form/routes.tsx';
import { listRoutes } from './pages/list/list.tsx';
import { opportunityRoutes } from './pages/opportunity/routes.tsx';
import { showRoutes } from './pages/show/show.tsx';
import { siteRoutes } from './pages/site.tsx';

/** The pages. What other rooms serve is mounted before them: the last route answers "not found". */
export function web(context: Context, viewerOf: ViewerOf): Hono<PageEnv> {
  const app = pages(context, viewerOf);
  siteRoutes(app);
  app.get('/:lang{(?:en|zh)}', (c) => page(c, { title: 'Causeway' }, <h1>Causeway</h1>));
  fileRoutes(app);
  opportunityRoutes(app);
  formRoutes(app);
  importRoutes(app);
  exportRoutes(app);
  listRoutes(app);
  showRoutes(app);
  app.all('*', (c) => errorPage(c as Request, 404));
  return app;
}
