import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
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

/** Held by the one web server of an embedded database. */
const serverLock = 7_210_002;

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
    const say = (words: string) => process.stderr.write(`${words}\n`);
    await refuseBusyPort(port);
    const opened = await openPark({ say });
    const holder = await opened.context.database.pool.connect();
    const { rows } = await holder.query(`select pg_try_advisory_lock(${serverLock}) as mine`);
    if (opened.embedded && !rows[0].mine) {
      holder.release();
      await opened.close();
      say('Another Causeway already serves this data folder. Stop it, or set DATA_DIR to another one.');
      return 1;
    }
    // Before the index starts, which then reads it once.
    if (!values.empty && (await isUntouched(opened.context)))
      say(sampleLoaded(await loadSample(opened.context)));
    await opened.index.start();
    const stopTables = refreshTables((tables) => opened.index.useTables(tables), say);
    // Letters carry links: without an address from outside, those of a trial on this machine.
    opened.context.address ??= `http://localhost:${port}`;
    const first = await ensureAccounts(opened.context, { empty: values.empty ?? false });
    const tasks = startTasks(opened.context);
    const server = createServer(getRequestListener(platform(opened.context).fetch));
    server.listen(port);
    await once(server, 'listening');
    const { port: bound } = server.address() as { port: number };
    const jobs = await startJobs(opened.context);
    say(`Causeway is at http://localhost:${bound}/`);
    if (first.length > 0) say(howToSignIn(first));
    await untilStopped();
    say('Stopping …');
    await closeServer(server);
    await jobs.close();
    await stopTables();
    await tasks.close();
    holder.release();
    await opened.close({ server: true });
    return 0;
  },
};

/** The only time that the first accounts' passwords are shown. */
const howToSignIn = (first: FirstAccount[]): string =>
  [
    'Sign in as (the passwords are shown this once):',
    ...first.map(({ role, email, password }) => `  ${role.padEnd(14)} ${email.padEnd(30)} ${password}`),
  ].join('\n');

async function refuseBusyPort(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port);
  try {
    await once(probe, 'listening');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new Usage(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
    if (code === 'EACCES')
      throw new Usage(`Port ${port} may not be used by this user. Choose another: PORT=3000 npm start`);
    throw error;
  }
  probe.close();
  await once(probe, 'close');
}

/** Ctrl-C, a stop by the system, or the end of the process that started this one. */
const untilStopped = () =>
  new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done());
    process.on('disconnect', () => done());
  });

async function closeServer(server: Server): Promise<void> {
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 3000);
  if (server.listening) await once(server, 'close');
  clearTimeout(timer);
}
