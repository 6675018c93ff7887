import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type ServerFile, settledSecret, writeServerFile } from './embedded-file.ts';
import { alive, type Hold, holdServer } from './embedded-hold.ts';
import { binaries, type Identity, reachableFolder, serverIdentity } from './embedded-programs.ts';

/** A PostgreSQL server of our own, in the data folder. */
export interface Embedded {
  url: string;
  /** Makes this process the web server of these data; false where another one already is. */
  serve(): Promise<boolean>;
  /** Settles when the server has gone for good while it was in use. */
  lost: Promise<void>;
  /** Lets go of the server. The last process that does so stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Words for the person who waits. */
  say?: (words: string) => void;
  /** For tests only: no waiting for the disk. */
  careless?: boolean;
}

interface Place {
  bin: string;
  /** PostgreSQL's own folder. */
  data: string;
  /** The path of `server.json`. */
  file: string;
  identity: Identity;
  careless: boolean;
}

const database = 'causeway';
const run = promisify(execFile);
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Milliseconds that a server may take to come up: after a crash it first reads its log again. */
const patience = 300_000;

/** The server is on its way up or down: worth another look. */
class Passing extends Error {}

/**
 * Starts the PostgreSQL that the package ships, or joins the one that already runs on these data: that of another
 * process, or one that outlived a hard kill of its own.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const say = options.say ?? (() => {});
  mkdirSync(dataDir, { recursive: true });
  const identity = serverIdentity(dataDir);
  const home = reachableFolder(dataDir, identity, say);
  const place: Place = {
    bin: binaries(identity, say),
    data: join(home, 'postgres'),
    file: join(dataDir, 'server.json'),
    identity,
    careless: options.careless === true,
  };
  const secret = settledSecret(place.file);
  if (!existsSync(join(place.data, 'PG_VERSION'))) {
    say('Making the database …');
    await initialise(place, secret);
  }
  const begun = Date.now();
  for (let told = false; ; ) {
    try {
      const server = { ...(runningServer(place.data) ?? (await launch(place))), secret };
      const url = urlOf(server);
      const hold = await reach(url, server.pid);
      writeServerFile(place.file, server);
      return {
        url,
        serve: hold.serve,
        lost: hold.lost,
        stop: () => hold.release(() => stopServer(place)),
      };
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      const waited = Date.now() - begun;
      if (waited > patience) throw new Error(`The embedded database does not start: ${error.message}`);
      if (!told && waited > 5000) {
        told = true;
        say('Waiting for the database: it may be recovering from a hard stop …');
      }
      await pause(200);
    }
  }
}

const urlOf = ({ port, secret }: ServerFile) =>
  `postgres://causeway:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;

/** Process and port of the server that holds the data, as it wrote them itself; none where that process is gone. */
function runningServer(data: string): { pid: number; port: number } | undefined {
  const file = join(data, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port) throw new Passing('The server has not said yet where it listens.');
  if (alive(pid) && (process.platform !== 'linux' || commandOf(pid) === 'postgres')) return { pid, port };
  // In a container a new process easily gets the number of the dead server, which would keep the next one from
  // starting.
  if (existsSync(`/proc/${pid}`)) rmSync(file, { force: true });
  return undefined;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Connects to the running server and takes hold of it. */
async function reach(url: string, pid: number): Promise<Hold> {
  try {
    await ensureDatabase(url);
    return await holdServer(url, pid);
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    // 57P: it starts, recovers or stops.
    if (/^(57P|08|ECONN|EPIPE)/.test(code) || message.startsWith('Connection terminated'))
      throw new Passing(message);
    throw error;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const admin = new pg.Client({
    connectionString: url.replace(/\/causeway$/, '/postgres'),
    connectionTimeoutMillis: 5000,
  });
  admin.on('error', () => {});
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
    if (!rowCount)
      await admin.query(`create database ${database}`).catch((error: { code?: string }) => {
        // Another process was quicker: 42P04, or 23505 at the very same moment.
        if (error.code !== '42P04' && error.code !== '23505') throw error;
      });
  } finally {
    await admin.end();
  }
}

/** Makes the database in a folder of its own and puts it in place whole: a half-made one is never met. */
async function initialise({ bin, data, identity }: Place, secret: string): Promise<void> {
  const draft = `${data}.${process.pid}`;
  const password = `${draft}.password`;
  // What a hard kill left half-made.
  for (const name of readdirSync(dirname(data)))
    if (new RegExp(`^${basename(data)}\\.\\d+`).test(name) && !alive(Number(name.split('.')[1])))
      rmSync(join(dirname(data), name), { recursive: true, force: true });
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(password, `${secret}\n`, { mode: 0o600 });
  if (identity.uid !== undefined)
    for (const path of [draft, password]) chownSync(path, identity.uid, identity.gid!);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  try {
    await run(
      join(bin, 'initdb'),
      [
        `--pgdata=${draft}`,
        '--username=causeway',
        '--auth=scram-sha-256',
        `--pwfile=${password}`,
        '--encoding=UTF8',
        `--locale=${locale}`,
        '--no-instructions',
      ],
      { ...identity, cwd: '/', env: { PATH: process.env['PATH'] ?? '' } },
    );
    if (existsSync(data) && !existsSync(join(data, 'PG_VERSION'))) rmdirSync(data);
    renameSync(draft, data);
  } catch (error) {
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(password, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Starts the server on a free port; {@link Passing} where one that was there before is still in the way. */
async function launch({ bin, data, identity, careless }: Place): Promise<{ pid: number; port: number }> {
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    '-c log_min_messages=warning',
  ];
  if (careless) settings.push('-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off');
  try {
    await run(
      join(bin, 'pg_ctl'),
      ['start', '-w', '-t', '60', '-D', data, '-l', join(data, 'server.log'), '-o', settings.join(' ')],
      { ...identity, cwd: '/', env: { PATH: process.env['PATH'] ?? '' } },
    );
  } catch (error) {
    const words = lastWords(data, error);
    // Another process was quicker, the rest of a killed server is still ending, or the port was taken meanwhile.
    if (runningServer(data) || /shared memory block|postmaster\.pid|Address already in use/.test(words))
      throw new Passing(words);
    throw new Error(`The embedded database does not start: ${words}`);
  }
  const server = runningServer(data);
  if (!server) throw new Passing('The server ended as soon as it had started.');
  return server;
}

async function stopServer({ bin, data, identity }: Place): Promise<void> {
  await run(join(bin, 'pg_ctl'), ['stop', '-w', '-m', 'fast', '-D', data], { ...identity, cwd: '/' }).catch(
    () => {},
  );
}

function lastWords(data: string, error: unknown): string {
  try {
    return readFileSync(join(data, 'server.log'), 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return String(error);
  }
}

const freePort = () =>
  new Promise<number>((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
