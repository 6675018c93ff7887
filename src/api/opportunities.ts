import { Hono, type Context as Request } from 'hono';
import {
  type Caller,
  type Context,
  type InterestForm,
  matchesOf,
  reviewOpportunity,
  type Step,
  showInterest,
  type Verdict,
} from '../actions/index.ts';
import { Invalid } from '../errors.ts';
import { onceOf, readBody, type ViewerOf } from './records.ts';

/** What can be done with an opportunity beyond writing it: its steps, its matches, interest in it. */
export function opportunityRoutes(context: Context, viewerOf: ViewerOf): Hono {
  const app = new Hono();
  const callerOf = async (c: Request): Promise<Caller> => ({
    viewer: await viewerOf(c.req.raw),
    door: 'api',
  });
  app.get('/:id/matches', async (c) =>
    c.json({ items: await matchesOf(context, await viewerOf(c.req.raw), c.req.param('id')) }),
  );
  app.post('/:id/steps', async (c) => {
    const { body, text } = await readBody(c);
    const caller = await callerOf(c);
    const { step, version, ...verdict } = objectOf(body) as { step?: Step; version?: number } & Verdict;
    if (!step || !['submit', 'publish', 'return', 'withdraw', 'extend'].includes(step)) {
      throw new Invalid('Name a step.', [
        {
          pointer: '/step',
          code: 'unknown-value',
          words: 'Allowed: submit, publish, return, withdraw, extend.',
        },
      ]);
    }
    return c.json(
      await reviewOpportunity(
        context,
        caller,
        c.req.param('id'),
        step,
        version,
        verdict,
        onceOf(c, caller, text),
      ),
    );
  });
  app.post('/:id/interests', async (c) => {
    const { body, text } = await readBody(c);
    const caller = await callerOf(c);
    const made = await showInterest(
      context,
      caller,
      c.req.param('id'),
      objectOf(body) as unknown as InterestForm,
      onceOf(c, caller, text),
    );
    return c.json(made, 201);
  });
  return app;
}

function objectOf(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new Invalid('Send an object.', [{ pointer: '', code: 'wrong-type', words: 'Send a JSON object.' }]);
}
