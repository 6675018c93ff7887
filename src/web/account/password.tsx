import type { Hono } from 'hono';
import {
  choosePassword,
  limit,
  parkName,
  requestReset,
  type SignIn,
  tokenHolder,
} from '../../actions/index.ts';
import { TooMany } from '../../errors.ts';
import { type Key, say } from '../../words/index.ts';
import { flash, type PageEnv, page, type Request } from '../page.tsx';
import {
  Alert,
  Field,
  Narrow,
  NewPassword,
  noProblems,
  type Problems,
  problemsOf,
  textsOf,
} from './fields.tsx';
import { addressOf, deviceOf } from './origin.ts';

/** Asking for a letter with a link, and choosing a password behind the link of a reset or an invitation. */
export function passwordRoutes(app: Hono<PageEnv>, signIn: SignIn): void {
  app.get('/:lang{(?:en|zh)}/forgotten', (c) =>
    c.req.query('sent') === undefined ? forgottenPage(c) : notice(c, 'reset.sent-title', 'reset.sent-words'),
  );
  app.post('/:lang{(?:en|zh)}/forgotten', async (c) => {
    const { email = '' } = await textsOf(c.req);
    try {
      await requestReset(c.var.context, email, addressOf(c));
    } catch (error) {
      return slowed(c, error, (problem) => forgottenPage(c, email, problem));
    }
    return c.redirect(`/${c.var.language}/forgotten?sent`, 303);
  });
  for (const [path, purpose] of [
    ['password', 'password-reset'],
    ['invitation', 'invitation'],
  ] as const) {
    app.get(`/:lang{(?:en|zh)}/${path}`, (c) => choosePage(c, purpose, c.req.query('token') ?? ''));
    app.post(`/:lang{(?:en|zh)}/${path}`, async (c) => {
      const { token = '', password = '', repeated = '' } = await textsOf(c.req);
      try {
        limit(c.var.context, 'token', addressOf(c));
        const { email } = await choosePassword(c.var.context, purpose, token, password, repeated);
        const entered = await signIn.enter(
          { email, password, remember: true },
          { address: addressOf(c), device: deviceOf(c) },
        );
        for (const cookie of entered?.cookies ?? []) c.header('Set-Cookie', cookie, { append: true });
        flash(c, 'flash.signed-in');
        return c.redirect(entered ? `/${c.var.language}/desk` : `/${c.var.language}/sign-in`, 303);
      } catch (error) {
        if (error instanceof TooMany)
          return slowed(c, error, (problem) => choosePage(c, purpose, token, new Map([['', problem]]), 429));
        const problems = problemsOf(c.var.language, error);
        if (problems.has('token')) return usedPage(c, purpose);
        return choosePage(c, purpose, token, problems, 400);
      }
    });
  }
}

/** A page that says to wait, with the time in its header; other failures go on. */
async function slowed(
  c: Request,
  error: unknown,
  make: (problem: string) => Response | Promise<Response>,
): Promise<Response> {
  if (!(error instanceof TooMany)) throw error;
  c.header('Retry-After', String(error.retryAfter));
  return make(say(c.var.language, 'sign-in.slow', { seconds: error.retryAfter }));
}

function forgottenPage(c: Request, email?: string, problem?: string): Response {
  const { language } = c.var;
  return page(
    c,
    { title: say(language, 'reset.title'), unlisted: true },
    <Narrow title={say(language, 'reset.title')}>
      {problem ? <Alert>{problem}</Alert> : null}
      <p>{say(language, 'reset.words')}</p>
      <form method="post" action={`/${language}/forgotten`}>
        <Field
          name="email"
          label={say(language, 'account.email')}
          type="email"
          autocomplete="username"
          value={email}
          required
        />
        <button type="submit" class="btn btn-primary w-100">
          {say(language, 'reset.submit')}
        </button>
      </form>
    </Narrow>,
    problem ? 429 : 200,
  );
}

function notice(c: Request, title: Key, words: Key): Response {
  const { language } = c.var;
  return page(
    c,
    { title: say(language, title), unlisted: true },
    <Narrow title={say(language, title)}>
      <p class="mb-0">{say(language, words)}</p>
    </Narrow>,
  );
}

type Purpose = 'invitation' | 'password-reset';

async function choosePage(
  c: Request,
  purpose: Purpose,
  token: string,
  problems: Problems = noProblems,
  status = 200,
): Promise<Response> {
  const { language, context } = c.var;
  const holder = await tokenHolder(context, purpose, token);
  if (!holder) return usedPage(c, purpose);
  const { name, email } = holder;
  const invited = purpose === 'invitation';
  const title = invited
    ? say(language, 'invitation.title', { park: parkName(context, language) })
    : say(language, 'reset.choose');
  // The link is the key to the account: it goes to no other site, and into no cache (the layout's default).
  c.header('Referrer-Policy', 'same-origin');
  return page(
    c,
    { title, unlisted: true },
    <Narrow title={title}>
      {problems.has('') ? <Alert>{problems.get('')}</Alert> : null}
      <p>
        {invited
          ? say(language, 'invitation.words', { name, email })
          : say(language, 'reset.choose-words', { email })}
      </p>
      <form method="post" action={`/${language}/${invited ? 'invitation' : 'password'}`}>
        <input type="hidden" name="token" value={token} />
        <input type="email" name="email" value={email} autocomplete="username" readonly hidden />
        <NewPassword language={language} problems={problems} />
        <button type="submit" class="btn btn-primary w-100">
          {say(language, 'reset.choose-submit')}
        </button>
      </form>
    </Narrow>,
    status,
  );
}

function usedPage(c: Request, purpose: Purpose): Response {
  const { language } = c.var;
  const title = say(language, 'reset.used-title');
  return page(
    c,
    { title, unlisted: true },
    <Narrow title={title}>
      <p>{say(language, purpose === 'invitation' ? 'invitation.used-words' : 'reset.used-words')}</p>
      {purpose === 'invitation' ? null : (
        <a class="btn btn-primary" href={`/${language}/forgotten`}>
          {say(language, 'reset.again')}
        </a>
      )}
    </Narrow>,
    400,
  );
}
