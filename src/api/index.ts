import { Hono } from 'hono';
import type { Context } from '../actions/index.ts';
import { openapi } from './openapi.ts';
import { opportunityRoutes } from './opportunities.ts';
import { problem, problemOf } from './problem.ts';
import { recordRoutes, Unfit, type ViewerOf } from './records.ts';

/** The JSON API under `/api`: OpenAPI 3.1 at `/api/openapi.json`. */
export function api(
  context: Context,
  viewerOf: ViewerOf,
  log: (error: unknown) => void = console.error,
): Hono {
  const app = new Hono();
  app.onError((error) => (error instanceof Unfit ? error.answer : problemOf(error, log)));
  app.get('/openapi.json', (c) => c.json(openapi(context.park.kinds)));
  app.route('/v1/opportunities', opportunityRoutes(context, viewerOf));
  app.route('/v1', recordRoutes(context, viewerOf));
  app.all('/v1/*', () =>
    problem(404, 'There is nothing at this address. The API is described at /api/openapi.json.'),
  );
  return app;
}
