import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { trimTrailingSlash } from 'hono/trailing-slash';
import {
  type Context,
  ensureAccounts,
  type FirstAccount,
  isUntouched,
  loadSample,
  type SignIn,
} from './actions/index.ts';
import { api } from './api/index.ts';
import { openapi } from './api/openapi.ts';
import { sessionRoutes } from './api/sessions.ts';
import { type Command, Usage } from './cli/command.ts';
import { sampleLoaded } from './cli/sample.ts';
import { entrance } from './entrance.ts';
import { root } from './env.ts';
import { startJobs } from './jobs/index.ts';
import { startTasks } from './jobs/tasks.ts';
import { openPark } from './open.ts';
import { refreshTables } from './search/index.ts';
import { openSignIn } from './sign-in.ts';
import { accountPages } from './web/account/index.tsx';
import { adminPages } from './web/admin/index.tsx';
import { web } from './web/index.tsx';

/** The whole platform as one handler of requests. */
export function platform(context: Context, signIn: SignIn = openSignIn(context)): Hono {
  const app = new Hono();
  app.use(
    '/assets/*',
    serveStatic({
      root: join(root, 'dist'),
      onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.get('/healthz', (c) => c.text('ok'));
  app.use(trimTrailingSlash());
  app.use(entrance(context, signIn));
  app.route('/api/v1/sessions', sessionRoutes(signIn));
  app.route('/api', api(context, signIn.viewerOf));
  app.route('/', accountPages(context, signIn));
  app.route('/', adminPages(context, signIn));
  app.route('/', web(context, signIn.viewerOf, { describeApi: () => openapi(context.park.kinds) }));
  return app;
}

export const start: Command = {
  name: 'start',
  summary: 'starts the platform',
  help: `causeway start [--port N] [--empty]

Starts the platform and prints its address. An empty database is filled with the sample park, unless --empty.

  --port N   the port to listen on (PORT; 3000)
  --empty    no sample park

DATABASE_URL  a PostgreSQL server (15 or later); without it an embedded one starts in DATA_DIR
DATA_DIR      where the database and files lie (./data-local)
PUBLIC_URL    where the park is reached from outside, for letters and feeds
SMTP_URL      the mail server (smtp://user:password@host:587); without it letters are read at /admin/mail
MAIL_FROM     the sender of letters (noreply@ the host of PUBLIC_URL)
TRUST_PROXY   how many proxies stand in front (0), whose X-Forwarded-For is believed`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string' }, empty: { type: 'boolean' } },
      strict: true,
    });
    const port = Number(values.port ?? process.env['PORT'] ?? 3000);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Usage('A port is a number from 0 to 65535.');
    const stopped = untilStopped();
    // Taken first: nothing is begun that a busy port would undo.
    const server = createServer();
    server.on('request', starting);
    await listen(server, port);
    const opened = await openPark({ say });
    const { context, index, embedded } = opened;
    const closing = [() => closeServer(server)];
    try {
      if (embedded && !(await embedded.serve())) {
        say('Another Causeway already serves this data folder. Stop it, or set DATA_DIR to another one.');
        return 1;
      }
      // Before the index starts, which then reads it once.
      if (!values.empty && !stopped.already()) await fill(context);
      if (stopped.already()) return 0;
      const first = await ensureAccounts(context, { empty: values.empty ?? false });
      if (first.length > 0) say(howToSignIn(first));
      await index.start();
      closing.push(refreshTables((tables) => index.useTables(tables), say));
      const { port: bound } = server.address() as AddressInfo;
      // Letters carry links: without an address from outside, those of a trial on this machine.
      context.address ??= `http://localhost:${bound}`;
      const tasks = startTasks(context);
      closing.push(() => tasks.close());
      const jobs = await startJobs(context);
      closing.push(() => jobs.close());
      server.off('request', starting).on('request', getRequestListener(platform(context).fetch));
      say(`Causeway is at http://localhost:${bound}/`);
      const gone = await Promise.race([stopped.signal, embedded?.lost.then(() => true) ?? stopped.signal]);
      if (gone) say('The database server has gone. Start Causeway again: what was written is safe.');
      return gone ? 1 : 0;
    } finally {
      say('Stopping …');
      // Whatever hangs must not keep a stopped platform alive.
      setTimeout(() => process.exit(1), 30_000).unref();
      for (const close of closing) await close().catch((error: unknown) => say(String(error)));
      await opened.close();
    }
  },
};

const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};

/** Loads the sample park into an empty one, unless another process on the same database is quicker. */
async function fill(context: Context): Promise<void> {
  if (!(await isUntouched(context))) return;
  try {
    say(sampleLoaded(await loadSample(context)));
  } catch (error) {
    if (await isUntouched(context)) throw error;
  }
}

/** The only time that the first accounts' passwords are shown. */
const howToSignIn = (first: FirstAccount[]): string =>
  [
    'Sign in as (the passwords are shown this once):',
    ...first.map(({ role, email, password }) => `  ${role.padEnd(14)} ${email.padEnd(30)} ${password}`),
  ].join('\n');

/** The answer until the platform is there. */
const starting: RequestListener = (_, answer) => {
  answer.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2', refresh: '2' });
  answer.end('Causeway is starting …\n');
};

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port);
    await once(server, 'listening');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new Usage(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
    if (code === 'EACCES')
      throw new Usage(`Port ${port} may not be used by this user. Choose another: PORT=3000 npm start`);
    throw error;
  }
}

/** Ctrl-C, a stop by the system, or the end of the process that started this one. */
function untilStopped(): { signal: Promise<undefined>; already(): boolean } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let already = false;
  const stop = () => {
    already = true;
    resolve(undefined);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  if (process.connected === false) stop();
  return { signal: promise, already: () => already };
}

async function closeServer(server: Server): Promise<void> {
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 3000);
  if (server.listening) await once(server, 'close');
  clearTimeout(timer);
}
