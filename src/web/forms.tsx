import { hash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Once, SignIn } from '../actions/index.ts';
import { Invalid, TooMany } from '../errors.ts';
import { sayIn } from '../words/index.ts';
import { errorPage } from './failures.tsx';
import { page, type Request } from './page.tsx';

/** Largest file in a form, and largest form. */
export const largestFile = 10 * 1024 * 1024;
const largestForm = largestFile * 3 + 1024 * 1024;

export const limited: MiddlewareHandler = bodyLimit({
  maxSize: largestForm,
  onError: (c) => errorPage(c as Request, 413),
});

export type Fields = Map<string, (string | File)[]>;

export const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(name)?.[0];
  return typeof value === 'string' ? value : undefined;
};
export const textsOf = (fields: Fields, name: string): string[] =>
  (fields.get(name) ?? []).filter((value) => typeof value === 'string');
export const fileOf = (fields: Fields, name: string): File | undefined => {
  const value = fields.get(name)?.[0];
  return value !== undefined && typeof value !== 'string' && value.size > 0 ? value : undefined;
};

/** What a form brings. */
export async function readForm(c: Request): Promise<Fields> {
  let data: FormData;
  try {
    data = await c.req.formData();
  } catch {
    throw new Invalid('The form cannot be read.', [
      { pointer: '', code: 'bad-form', words: 'Send a form (multipart/form-data or urlencoded).' },
    ]);
  }
  const fields: Fields = new Map();
  let count = 0;
  for (const [name, value] of data) {
    if (++count > 2000) break;
    // Browsers send line ends as CR LF.
    const kept = typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
    const known = fields.get(name);
    if (known) known.push(kept);
    else fields.set(name, [kept]);
  }
  return fields;
}

/** The form's one-time key, bound to who sends and what is sent. */
export function onceOf(c: Request, fields: Fields): Once | undefined {
  const key = textOf(fields, '_once');
  if (!key || key.length > 100) return undefined;
  const content = [...fields]
    .filter(([name]) => name !== '_once' && !name.startsWith('_sign-in'))
    .flatMap(([name, values]) =>
      values.map((value) => [name, typeof value === 'string' ? value : [value.name, value.size]]),
    );
  return {
    key: `${c.var.viewer.user ?? 'visitor'}:${key}`,
    digest: hash('sha256', JSON.stringify([c.req.path, content])),
  };
}

/** What signing in needs of the surroundings. */
export interface Entrance {
  signIn?: SignIn;
  /** The network address that limits count by. */
  addressOf: (c: Request) => string;
}

/**
 * Where a session ended while somebody was writing: the page that is shown in place of the answer keeps what was
 * typed and asks for e-mail and password; sent again, the form signs in and acts. Returns that page, or nothing
 * where the sender is (by now) signed in.
 */
export async function signInAgain(
  c: Request,
  fields: Fields,
  entrance: Entrance,
): Promise<Response | undefined> {
  if (c.var.viewer.role !== 'visitor') return undefined;
  const email = textOf(fields, '_sign-in-email');
  const password = textOf(fields, '_sign-in-password');
  let failed = false;
  if (entrance.signIn && email && password) {
    try {
      const device = c.req.header('user-agent');
      const entered = await entrance.signIn.enter(
        { email, password, remember: false },
        { address: entrance.addressOf(c), ...(device ? { device } : {}) },
      );
      if (entered) {
        for (const cookie of entered.cookies) c.header('Set-Cookie', cookie, { append: true });
        c.set('viewer', entered.viewer);
        return undefined;
      }
      failed = true;
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      failed = true;
    }
  }
  return page(
    c,
    { title: sayIn(c.var.language)('again.title'), unlisted: true },
    <SignInAgain
      c={c}
      fields={fields}
      email={email}
      failed={failed}
      inline={entrance.signIn !== undefined}
    />,
    401,
  );
}

const SignInAgain = ({
  c,
  fields,
  email,
  failed,
  inline,
}: {
  c: Request;
  fields: Fields;
  email: string | undefined;
  failed: boolean;
  inline: boolean;
}) => {
  const { language } = c.var;
  const say = sayIn(language);
  const files = [...fields.values()].flat().some((value) => typeof value !== 'string' && value.size > 0);
  return (
    <div class="container-tight py-4">
      <form method="post" action={c.req.path} class="card card-md">
        <div class="card-body">
          <h1 class="h2 mb-3">{say('again.title')}</h1>
          <p>{say('again.words')}</p>
          {files ? <p class="text-secondary">{say('again.files')}</p> : null}
          {failed ? (
            <div class="alert alert-danger" role="alert">
              {say('again.failed')}
            </div>
          ) : null}
          {[...fields].flatMap(([name, values]) =>
            name.startsWith('_sign-in')
              ? []
              : values
                  .filter((value) => typeof value === 'string')
                  .map((value) => <input type="hidden" name={name} value={value} />),
          )}
          {inline ? (
            <>
              <div class="mb-3">
                <label class="form-label" for="again-email">
                  {say('again.email')}
                </label>
                <input
                  id="again-email"
                  class="form-control"
                  type="email"
                  name="_sign-in-email"
                  value={email}
                  autocomplete="username"
                  required
                />
              </div>
              <div class="mb-3">
                <label class="form-label" for="again-password">
                  {say('again.password')}
                </label>
                <input
                  id="again-password"
                  class="form-control"
                  type="password"
                  name="_sign-in-password"
                  autocomplete="current-password"
                  required
                />
              </div>
            </>
          ) : (
            <p>
              <a href={`/${language}/sign-in`} target="_blank" rel="noopener">
                {say('nav.sign-in')}
              </a>
            </p>
          )}
          <button type="submit" class="btn btn-primary w-100">
            {say('again.send')}
          </button>
        </div>
      </form>
    </div>
  );
};
