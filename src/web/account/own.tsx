import type { Hono } from 'hono';
import {
  type Caller,
  changePassword,
  changeProfile,
  ownAccount,
  revokeOwnSessions,
  type SignIn,
} from '../../actions/index.ts';
import { TooMany } from '../../errors.ts';
import { instantText } from '../../words/dates.ts';
import { isLanguage, languages, ownNames, say } from '../../words/index.ts';
import { flash, type PageEnv, page, type Request } from '../page.tsx';
import {
  Alert,
  Choice,
  Field,
  NewPassword,
  noProblems,
  type Problems,
  problemsOf,
  textsOf,
} from './fields.tsx';
import { deviceName } from './origin.ts';
import { signInFirst } from './sign-in.tsx';

const callerOf = (c: Request): Caller => ({ viewer: c.var.viewer, door: 'page' });

/** Somebody's own account: name and language, password, sessions. */
export function ownAccountRoutes(app: Hono<PageEnv>, signIn: SignIn): void {
  const own = new Set(['/account', '/account/profile', '/account/password']);
  app.use('/:lang{(?:en|zh)}/account/*', async (c, next) => {
    if (c.var.viewer.role !== 'visitor') return next();
    // A typed password is kept in no page: only the profile's form is carried over signing in.
    const path = c.req.path.slice(3);
    if (c.req.method === 'POST' && (!own.has(path) || path === '/account/password'))
      return c.redirect(`/${c.var.language}/sign-in?next=/${c.var.language}/account`, 303);
    return signInFirst(c);
  });
  app.get('/:lang{(?:en|zh)}/account', (c) => accountPage(c, signIn));
  app.post('/:lang{(?:en|zh)}/account/profile', async (c) => {
    const { name = '', language = '' } = await textsOf(c.req);
    try {
      await changeProfile(c.var.context, callerOf(c), {
        name,
        language: isLanguage(language) ? language : c.var.language,
      });
    } catch (error) {
      return accountPage(c, signIn, problemsOf(c.var.language, error), { name });
    }
    return done(c, 'flash.saved');
  });
  app.post('/:lang{(?:en|zh)}/account/password', async (c) => {
    const { current = '', password = '', repeated = '' } = await textsOf(c.req);
    const session = await signIn.sessionOf(c.req.raw);
    try {
      await changePassword(c.var.context, callerOf(c), { current, password, repeated }, session?.session);
    } catch (error) {
      if (error instanceof TooMany) {
        c.header('Retry-After', String(error.retryAfter));
        const slow = say(c.var.language, 'sign-in.slow', { seconds: error.retryAfter });
        return accountPage(c, signIn, new Map([['current', slow]]), {}, 429);
      }
      return accountPage(c, signIn, problemsOf(c.var.language, error));
    }
    return done(c, 'flash.password');
  });
  app.post('/:lang{(?:en|zh)}/account/sessions/others', async (c) => {
    const session = await signIn.sessionOf(c.req.raw);
    await revokeOwnSessions(c.var.context, callerOf(c), { except: session?.session ?? '' });
    return done(c, 'flash.session-ended');
  });
  app.post('/:lang{(?:en|zh)}/account/sessions/:id', async (c) => {
    await revokeOwnSessions(c.var.context, callerOf(c), { only: c.req.param('id') });
    return done(c, 'flash.session-ended');
  });
}

function done(c: Request, words: 'flash.saved' | 'flash.password' | 'flash.session-ended'): Response {
  flash(c, words);
  return c.redirect(`/${c.var.language}/account`, 303);
}

async function accountPage(
  c: Request,
  signIn: SignIn,
  problems: Problems = noProblems,
  typed: { name?: string } = {},
  status = problems.size > 0 ? 400 : 200,
): Promise<Response> {
  const { language, context } = c.var;
  const { account, sessions } = await ownAccount(context, callerOf(c));
  const current = (await signIn.sessionOf(c.req.raw))?.session;
  const at = `/${language}/account`;
  return page(
    c,
    { title: say(language, 'account.title'), unlisted: true },
    <>
      <h1 class="mb-3">{say(language, 'account.title')}</h1>
      {problems.has('') ? <Alert>{problems.get('')}</Alert> : null}
      <div class="row row-cards">
        <div class="col-lg-6">
          <form class="card" method="post" action={`${at}/profile`}>
            <div class="card-header">
              <h2 class="card-title">{say(language, 'account.profile')}</h2>
            </div>
            <div class="card-body">
              <dl>
                <dt>{say(language, 'account.email')}</dt>
                <dd>{account.email}</dd>
                <dt>{say(language, 'account.role')}</dt>
                <dd>{say(language, `role.${account.role}`)}</dd>
              </dl>
              <Field
                name="name"
                label={say(language, 'account.name')}
                value={typed.name ?? account.name}
                autocomplete="name"
                problems={problems}
                maxlength={200}
                required
              />
              <Choice
                name="language"
                label={say(language, 'account.language')}
                value={account.language}
                options={languages.map((tag) => [tag, ownNames[tag]])}
              />
            </div>
            <div class="card-footer">
              <button type="submit" class="btn btn-primary">
                {say(language, 'account.save')}
              </button>
            </div>
          </form>
        </div>
        <div class="col-lg-6">
          <form class="card" method="post" action={`${at}/password`}>
            <div class="card-header">
              <h2 class="card-title">{say(language, 'account.change-password')}</h2>
            </div>
            <div class="card-body">
              <input type="email" value={account.email} autocomplete="username" readonly hidden />
              <Field
                name="current"
                label={say(language, 'account.password-current')}
                type="password"
                autocomplete="current-password"
                problems={problems}
                required
              />
              <NewPassword language={language} problems={problems} />
              <p class="text-secondary mb-0">{say(language, 'account.change-password-words')}</p>
            </div>
            <div class="card-footer">
              <button type="submit" class="btn btn-primary">
                {say(language, 'account.change-password')}
              </button>
            </div>
          </form>
        </div>
        <div class="col-12">
          <section class="card" aria-labelledby="sessions">
            <div class="card-header">
              <h2 class="card-title" id="sessions">
                {say(language, 'account.sessions')}
              </h2>
              {sessions.length > 1 ? (
                <form class="card-actions" method="post" action={`${at}/sessions/others`}>
                  <button type="submit" class="btn">
                    {say(language, 'account.session-end-others')}
                  </button>
                </form>
              ) : null}
            </div>
            <div class="card-body pb-0">
              <p class="text-secondary">{say(language, 'account.sessions-words')}</p>
            </div>
            <div class="table-responsive">
              <table class="table card-table table-vcenter">
                <thead>
                  <tr>
                    <th scope="col">{say(language, 'account.session-device')}</th>
                    <th scope="col">{say(language, 'account.session-address')}</th>
                    <th scope="col">{say(language, 'account.session-started')}</th>
                    <th scope="col">{say(language, 'account.session-expires')}</th>
                    <th scope="col">
                      <span class="visually-hidden">{say(language, 'account.session-end')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {sessions.map((session) => {
                    const device = deviceName(session.device) ?? say(language, 'account.session-unknown');
                    return (
                      <tr>
                        <td title={session.device ?? ''}>
                          {device}{' '}
                          {session.id === current ? (
                            <strong>({say(language, 'account.session-this')})</strong>
                          ) : null}
                        </td>
                        <td>{session.address}</td>
                        <td>{instantText(language, session.startedAt, context.park.timezone)}</td>
                        <td>{instantText(language, session.expiresAt, context.park.timezone)}</td>
                        <td class="text-end">
                          <form method="post" action={`${at}/sessions/${session.id}`}>
                            <button
                              type="submit"
                              class="btn btn-sm"
                              aria-label={say(language, 'account.session-end-of', { device })}
                            >
                              {say(language, 'account.session-end')}
                            </button>
                          </form>
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          </section>
        </div>
      </div>
    </>,
    status,
  );
}
