import type { Hono } from 'hono';
import { limit, reviewOpportunity, type Step, showInterest, showRecord } from '../../../actions/index.ts';
import { Conflict, Invalid, type Problem, TooMany } from '../../../errors.ts';
import { sayIn } from '../../../words/index.ts';
import { addressOf } from '../../account/origin.ts';
import { signInFirst } from '../../account/sign-in.tsx';
import { limited, onceOf, readForm, textOf, textsOf } from '../../forms.tsx';
import { flash, type PageEnv, page, type Request } from '../../page.tsx';
import { titleText } from '../../parts/values.ts';
import { unseal } from '../../seal.ts';
import type { FormProof, InterestTyped } from './interest-form.tsx';
import { showOpportunity } from './show.tsx';

/** A person needs this long for the form; a proof is good for this long. Milliseconds. */
const quickest = 3000;
const longest = 24 * 3600 * 1000;

const steps: readonly string[] = ['submit', 'publish', 'return', 'withdraw', 'extend'] satisfies Step[];

/** What can be done on an opportunity's page: taking it a step on, and answering it. */
export function opportunityRoutes(app: Hono<PageEnv>): void {
  app.post('/:lang{(?:en|zh)}/opportunities/:id/steps', limited, async (c) => {
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    const fields = await readForm(c);
    const { context, viewer, language } = c.var;
    const kind = context.park.kinds['opportunity']!;
    const id = c.req.param('id');
    const step = textOf(fields, 'step') ?? '';
    const version = Number(textOf(fields, 'version'));
    const reasons = textsOf(fields, 'reasons');
    const note = textOf(fields, 'note') ?? '';
    const back = (status: number, problems: Problem[]) => {
      c.status(status as 400);
      return showOpportunity(c, kind, id, { problems, ...(step === 'return' ? { reasons, note } : {}) });
    };
    if (!steps.includes(step) || !Number.isInteger(version)) {
      throw new Invalid('Name a step.', [
        { pointer: '/step', code: 'unknown-value', words: `Allowed: ${steps.join(', ')}.` },
      ]);
    }
    try {
      await reviewOpportunity(
        context,
        { viewer, door: 'page' },
        id,
        step as Step,
        version,
        { reasons, note },
        onceOf(c, fields),
      );
    } catch (error) {
      if (error instanceof Invalid)
        return back(
          400,
          error.problems.length > 0
            ? error.problems
            : [{ pointer: '', code: 'wrong-state', words: error.message }],
        );
      if (error instanceof Conflict)
        return back(412, [{ pointer: '', code: 'changed-meanwhile', words: error.message }]);
      throw error;
    }
    flash(c, 'flash.step');
    return c.redirect(`/${language}/opportunities/${id}`, 303);
  });

  app.post('/:lang{(?:en|zh)}/opportunities/:id/interests', limited, async (c) => {
    const { context, viewer, language } = c.var;
    const fields = await readForm(c);
    const id = c.req.param('id');
    const typed: InterestTyped = {
      name: textOf(fields, 'name')?.trim() ?? '',
      email: textOf(fields, 'email')?.trim() ?? '',
      organisation: textOf(fields, 'organisation')?.trim() ?? '',
      language: textOf(fields, 'language') ?? language,
      message: textOf(fields, 'message') ?? '',
    };
    const done = () => c.redirect(`/${language}/opportunities/${id}/interested`, 303);
    // A robot is told what a person is told, and nothing comes of it.
    if (textOf(fields, 'website')) return done();
    const proof = unseal<FormProof>(context.park.secret, 'interest', textOf(fields, 'proof'));
    const age = proof ? Date.now() - proof.at : 0;
    const kind = context.park.kinds['opportunity']!;
    const back = (status: number, problems: Problem[]) => {
      c.status(status as 400);
      return showOpportunity(c, kind, id, { problems, typed });
    };
    if (proof?.id !== id || age < quickest || age > longest)
      return back(400, [{ pointer: '', code: 'form-proof', words: sayIn('en')('problem.form-proof') }]);
    try {
      limit(context, 'interest', addressOf(c));
      const { organisation, ...form } = typed;
      await showInterest(
        context,
        { viewer, door: 'page' },
        id,
        organisation ? { ...form, organisation } : form,
        { key: `interest:${proof.nonce}`, digest: id },
      );
    } catch (error) {
      if (error instanceof Invalid) return back(400, error.problems);
      if (error instanceof TooMany)
        return back(429, [{ pointer: '', code: 'too-many', words: error.message }]);
      throw error;
    }
    return done();
  });

  app.get('/:lang{(?:en|zh)}/opportunities/:id/interested', async (c) => showThanks(c, c.req.param('id')));
}

async function showThanks(c: Request, id: string): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const kind = context.park.kinds['opportunity']!;
  const row = JSON.parse(await showRecord(context, viewer, kind.name, id)) as Record<string, unknown>;
  const title = titleText(kind, row['title'], language);
  return page(
    c,
    { title: say('thanks.title'), unlisted: true },
    <div class="container-tight py-4">
      <div class="card card-md">
        <div class="card-body">
          <h1 class="h2">{say('thanks.title')}</h1>
          <p>{say('thanks.words')}</p>
          <p>
            <a
              href={`/${language}/opportunities/${id}`}
              lang={title && title.language !== language ? title.language : undefined}
            >
              {title?.text ?? say('untitled')}
            </a>
          </p>
          <a class="btn btn-primary" href={`/${language}/opportunities`}>
            {say('thanks.more')}
          </a>
        </div>
      </div>
    </div>,
  );
}
