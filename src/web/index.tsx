import { Hono } from 'hono';
import type { Context } from '../actions/index.ts';
import type { Viewer } from '../records/index.ts';

/** The pages. */
export function web(_context: Context, _viewerOf: (request: Request) => Promise<Viewer>): Hono {
  const app = new Hono();
  app.get('/', (c) => c.html(<h1>Causeway</h1>));
  return app;
}
