import type { Hono } from 'hono';
import type { SignIn } from '../../actions/index.ts';
import { TooMany } from '../../errors.ts';
import { say } from '../../words/index.ts';
import { flash, type PageEnv, page, type Request } from '../page.tsx';
import { ownAddress } from '../pages/site.tsx';
import { Alert, Field, Narrow, textsOf } from './fields.tsx';
import { addressOf, deviceOf } from './origin.ts';

/** A form that was sent when its session had ended: where it goes, and what was typed. */
interface Carried {
  action: string;
  fields: [name: string, value: string][];
  /** Files cannot be kept in a page. */
  files: boolean;
}

interface SignInForm {
  email?: string;
  remember?: boolean;
  next?: string | undefined;
  carried?: Carried | undefined;
  problem?: string;
}

/**
 * For pages that need an account: what to answer to somebody without one. A page asked for leads to signing in and
 * back. A form that was sent is kept whole: after signing in it is offered for sending again.
 *
 *     if (c.var.viewer.role === 'visitor') return signInFirst(c);
 */
export async function signInFirst(c: Request): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === 'GET' || c.req.method === 'HEAD')
    return c.redirect(`/${c.var.language}/sign-in?next=${encodeURIComponent(pathname + search)}`, 302);
  const body = await c.req.parseBody({ all: true });
  const fields: Carried['fields'] = [];
  let files = false;
  for (const [name, given] of Object.entries(body))
    for (const value of Array.isArray(given) ? given : [given]) {
      if (typeof value === 'string') fields.push([name, value]);
      else if (value.size > 0) files = true;
    }
  return signInPage(c, { carried: { action: pathname + search, fields, files } }, 401);
}

function signInPage(c: Request, form: SignInForm, status = 200): Response {
  const { language } = c.var;
  const at = `/${language}`;
  return page(
    c,
    { title: say(language, 'sign-in.title'), unlisted: true },
    <Narrow title={say(language, 'sign-in.title')}>
      {form.problem ? <Alert>{form.problem}</Alert> : null}
      {form.carried && !form.problem ? (
        <div class="alert alert-warning" role="status">
          {say(language, 'sign-in.expired')}{' '}
          {form.carried.files ? say(language, 'sign-in.expired-files') : ''}
        </div>
      ) : null}
      {/* What is carried is answered with a page of its own, where Turbo expects to be led on. */}
      <form method="post" action={`${at}/sign-in`} data-turbo={form.carried ? 'false' : undefined}>
        {form.next ? <input type="hidden" name="next" value={form.next} /> : null}
        {form.carried ? <input type="hidden" name="carried" value={JSON.stringify(form.carried)} /> : null}
        <Field
          name="email"
          label={say(language, 'account.email')}
          type="email"
          autocomplete="username"
          value={form.email}
          required
        />
        <Field
          name="password"
          label={say(language, 'account.password')}
          type="password"
          autocomplete="current-password"
          required
        />
        <label class="form-check mb-3">
          <input
            class="form-check-input"
            type="checkbox"
            name="remember"
            value="yes"
            checked={form.remember ?? true}
          />
          <span class="form-check-label">{say(language, 'sign-in.remember')}</span>
        </label>
        <button type="submit" class="btn btn-primary w-100">
          {say(language, 'sign-in.submit')}
        </button>
      </form>
      <p class="mt-3 mb-1">
        <a href={`${at}/forgotten`}>{say(language, 'sign-in.forgotten')}</a>
      </p>
      <p class="text-secondary mb-0">{say(language, 'sign-in.by-invitation')}</p>
    </Narrow>,
    status,
  );
}

/** The form that waited, for one more click: a page of another site cannot cause it. */
function carriedPage(c: Request, { action, fields, files }: Carried): Response {
  const { language } = c.var;
  return page(
    c,
    { title: say(language, 'sign-in.carried-title'), unlisted: true },
    <Narrow title={say(language, 'sign-in.carried-title')}>
      <p>
        {say(language, 'sign-in.carried-words')} {files ? say(language, 'sign-in.expired-files') : ''}
      </p>
      <form method="post" action={action}>
        {fields.map(([name, value]) =>
          // Line ends live in text areas alone: an input would lose them.
          /[\r\n]/.test(value) ? (
            <textarea name={name} hidden>
              {`\n${value}`}
            </textarea>
          ) : (
            <input type="hidden" name={name} value={value} />
          ),
        )}
        <button type="submit" class="btn btn-primary">
          {say(language, 'sign-in.carried-submit')}
        </button>
      </form>
    </Narrow>,
  );
}

function readCarried(text: string | undefined): Carried | undefined {
  if (!text) return undefined;
  try {
    const { action, fields, files } = JSON.parse(text) as Record<string, unknown>;
    const own = ownAddress(action);
    if (!own || !Array.isArray(fields)) return undefined;
    const texts = fields.filter(
      (field): field is [string, string] =>
        Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string'),
    );
    return { action: own, fields: texts, files: files === true };
  } catch {
    return undefined;
  }
}

/** Signing in and out. */
export function signInRoutes(app: Hono<PageEnv>, signIn: SignIn): void {
  app.get('/:lang{(?:en|zh)}/sign-in', (c) => {
    const next = ownAddress(c.req.query('next'));
    if (c.var.viewer.role !== 'visitor') return c.redirect(next ?? `/${c.var.language}`, 303);
    return signInPage(c, { next });
  });
  app.post('/:lang{(?:en|zh)}/sign-in', async (c) => {
    const { language } = c.var;
    const { email = '', password = '', ...rest } = await textsOf(c.req);
    const form: SignInForm = {
      email,
      remember: rest['remember'] === 'yes',
      next: ownAddress(rest['next']),
      carried: readCarried(rest['carried']),
    };
    try {
      const entered = await signIn.enter(
        { email, password, remember: form.remember === true },
        { address: addressOf(c), device: deviceOf(c) },
      );
      if (!entered) return signInPage(c, { ...form, problem: say(language, 'sign-in.wrong') }, 401);
      for (const cookie of entered.cookies) c.header('Set-Cookie', cookie, { append: true });
      if (form.carried) {
        c.set('viewer', entered.viewer);
        return carriedPage(c, form.carried);
      }
      flash(c, 'flash.signed-in');
      return c.redirect(form.next ?? `/${language}/desk`, 303);
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      c.header('Retry-After', String(error.retryAfter));
      const problem = say(language, 'sign-in.slow', { seconds: error.retryAfter });
      return signInPage(c, { ...form, problem }, 429);
    }
  });
  app.post('/:lang{(?:en|zh)}/sign-out', async (c) => {
    for (const cookie of await signIn.leave(c.req.raw)) c.header('Set-Cookie', cookie, { append: true });
    flash(c, 'flash.signed-out');
    return c.redirect(`/${c.var.language}`, 303);
  });
}
