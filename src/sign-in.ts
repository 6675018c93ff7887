import { createHmac, timingSafeEqual } from 'node:crypto';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { drizzle } from 'drizzle-orm/node-postgres';
import {
  bucketsOf,
  type Context,
  type Credentials,
  type Entered,
  limit,
  type Origin,
  passwordLength,
  type SignIn,
} from './actions/index.ts';
import { type Viewer, visitor } from './records/index.ts';
import { accounts, sessions, users, verifications } from './store/accounts-tables.ts';
import { endSession, findAccount, findSession, newId, type SessionRow } from './store/index.ts';

/** A session lasts so long from its start, in seconds; one that ends with the browser lasts a day at most. */
const sessionSeconds = 30 * 24 * 3600;

/** A header of our own making: what the socket or the trusted proxy says, never what a browser sends. */
const addressHeader = 'x-causeway-address';

/**
 * Sign-in by e-mail and password. better-auth checks the password, writes the session and signs its cookie; who a
 * request comes from is asked on every page and answered here by one statement, so that a revoked session or a
 * changed role acts at once.
 */
export function openSignIn(context: Context): SignIn {
  const secret = createHmac('sha256', context.park.secret).update('sessions').digest('base64url');
  const secure = context.address?.startsWith('https:') ?? false;
  const cookieName = `${secure ? '__Secure-' : ''}causeway.session_token`;
  const auth = openAuth(context, secret, secure);

  /** The session token that a request shows, in its cookie or as a bearer. */
  const tokenOf = (request: Request): string | undefined => {
    const header = request.headers.get('authorization');
    if (header !== null) return /^Bearer +([\w-]{20,100})$/i.exec(header)?.[1];
    return readCookie(request.headers.get('cookie'), cookieName, secret);
  };

  const asked = new WeakMap<Request, Promise<SessionRow | undefined>>();
  const sessionOf = (request: Request): Promise<SessionRow | undefined> => {
    let session = asked.get(request);
    if (!session) {
      const token = tokenOf(request);
      session = token ? findSession(context.database, token) : nobody;
      asked.set(request, session);
    }
    return session;
  };

  return {
    sessionOf,
    async viewerOf(request) {
      const session = await sessionOf(request);
      return session ? viewerOfSession(session) : visitor;
    },
    carriesCookie: (request) => request.headers.get('cookie')?.includes(`${cookieName}=`) ?? false,
    enter: (credentials, origin) => enter(context, auth, credentials, origin),
    async leave(request) {
      const token = tokenOf(request);
      if (token) await endSession(context.database, token);
      const { name, attributes } = (await auth.$context).authCookies.sessionToken;
      return [
        `${name}=; Max-Age=0; Path=${attributes.path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
      ];
    },
  };
}

const nobody = Promise.resolve(undefined);

const viewerOfSession = ({ user, name, role, organisation }: SessionRow): Viewer => ({
  role,
  user,
  name,
  ...(organisation ? { organisation } : {}),
});

type Auth = ReturnType<typeof openAuth>;

function openAuth(context: Context, secret: string, secure: boolean) {
  const { pool } = context.database;
  return betterAuth({
    appName: 'Causeway',
    baseURL: context.address ?? 'http://localhost',
    secret,
    database: drizzleAdapter(drizzle(pool), {
      provider: 'pg',
      usePlural: true,
      schema: { users, sessions, accounts, verifications },
    }),
    // Accounts come by invitation; letters and their tokens are our own actions, kept in one transaction.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          // A closed account is told the same as a wrong password, after the same work.
          before: async ({ userId }) => (await findAccount(context.database, userId))?.disabled !== true,
        },
      },
    },
    advanced: {
      cookiePrefix: 'causeway',
      useSecureCookies: secure,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // Limits are ours; letters of the library to the log would name accounts.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}

async function enter(
  context: Context,
  auth: Auth,
  { email, password, remember }: Credentials,
  { address, device }: Origin,
): Promise<Entered | undefined> {
  const account = email.trim().toLowerCase().slice(0, 320);
  const taken = [
    ['sign-in address', address],
    ['sign-in account', account],
    ['sign-in', `${address} ${account}`],
  ] as const;
  // Counted before the password is looked at, so that attempts sent all at once count too.
  for (const [name, key] of taken) limit(context, name, key);
  try {
    const { headers, response } = await auth.api.signInEmail({
      body: { email: account, password, rememberMe: remember },
      headers: new Headers({
        [addressHeader]: address,
        'user-agent': device?.slice(0, 300) ?? '',
      }),
      returnHeaders: true,
    });
    for (const [name, key] of taken) bucketsOf(context).giveBack(name, key);
    const session = await findSession(context.database, response.token);
    if (!session) return undefined;
    // The library's note that a session is not to be remembered serves its own renewal, which is off.
    const cookies = headers.getSetCookie().filter((cookie) => cookie.includes('.session_token='));
    return { token: response.token, viewer: viewerOfSession(session), cookies };
  } catch (error) {
    if (error instanceof APIError && [400, 401, 403].includes(error.statusCode)) return undefined;
    throw error;
  }
}

/**
 * The value of a signed cookie: `{value}.{base64 of HMAC-SHA-256(value)}`, percent-encoded. Undefined where the
 * signature is not ours.
 */
function readCookie(header: string | null, name: string, secret: string): string | undefined {
  if (!header) return undefined;
  for (const part of header.split(';')) {
    const cookie = part.trim();
    if (!cookie.startsWith(name) || cookie[name.length] !== '=') continue;
    let signed: string;
    try {
      signed = decodeURIComponent(cookie.slice(name.length + 1));
    } catch {
      return undefined;
    }
    const dot = signed.lastIndexOf('.');
    if (dot < 1) return undefined;
    const value = signed.slice(0, dot);
    const given = Buffer.from(signed.slice(dot + 1), 'base64');
    const made = createHmac('sha256', secret).update(value).digest();
    return given.length === made.length && timingSafeEqual(given, made) ? value : undefined;
  }
  return undefined;
}
