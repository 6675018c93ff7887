import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/env.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { Database } from '../src/store/index.ts';
import { cpuSeconds, load, table, untilIdle } from './load.ts';

// Import and search over real offers and requests: rows a second end to end with history, then requests per
// CPU-second of application and database together, beside PostgreSQL's full text with an index of its own.
// `node bench/search.ts FOLDER` with the folder that holds university-offers/ and agency-requests.json (after a build).
const real = process.argv[2] ?? join(root, '../shared/data/exchange');
if (!existsSync(real)) {
  process.stderr.write(`There are no real offers and requests at ${real}; name their folder.\n`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
const embedded = await startEmbedded(folder);
const postmaster = (JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as { pid: number }).pid;
const database = new Database(embedded.url);
const children: ChildProcess[] = [];
const environment = { ...process.env, DATABASE_URL: embedded.url, DATA_DIR: folder };
const say = (words: string) => process.stderr.write(`${words}\n`);

async function serve(args: string[], port: number): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  children.push(child);
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)) return child.pid!;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing answers at ${port}`);
}

try {
  const files = [
    ...readdirSync(join(real, 'university-offers')).map((name) => join(real, 'university-offers', name)),
    join(real, 'agency-requests.json'),
  ];
  const began = performance.now();
  const done = spawnSync(
    process.execPath,
    [join(root, 'dist/main.js'), 'import', 'opportunity', ...files, '--publish'],
    { env: environment, encoding: 'utf8' },
  );
  const seconds = (performance.now() - began) / 1000;
  const account = done.stdout.trim().split('\n').at(-1) ?? '';
  const rows = Number(/^(\d+) rows/.exec(account)?.[1] ?? 0);
  process.stdout.write(
    `${account}\n${Math.round(rows / seconds)} rows a second, the command as a whole (${seconds.toFixed(1)} s)\n`,
  );
  await database.query(
    `create index on opportunities using gin (to_tsvector('english', coalesce(words_text(title, 'en'), '') || ' ' || coalesce(words_text(description, 'en'), '')))`,
  );
  await database.query('vacuum analyze');
  const ours = await serve([join(root, 'dist/main.js'), 'start', '--empty', '--port', '4811'], 4811);
  const bare = await serve([join(root, 'bench/bare.ts'), embedded.url, '4812'], 4812);
  for (let attempt = 0; ; attempt++) {
    const { items } = (await (await fetch('http://127.0.0.1:4811/api/v1/opportunities?q=system')).json()) as {
      items: unknown[];
    };
    if (items.length === 50) break;
    if (attempt > 600) throw new Error('the index does not fill');
    await new Promise((next) => setTimeout(next, 500));
  }
  await untilIdle(ours);
  const broad = ['system', 'method', 'device', 'material'];
  const narrow = [
    'battery electrolyte',
    'wearable glucose sensor',
    'gene therapy vector',
    'radiation hardened antenna',
  ];
  const jobs: [string, number, string, string[]][] = [
    ['thousands of hits: full text, bare', bare, 'http://127.0.0.1:4812/search?q=', broad],
    ['thousands of hits: API', ours, 'http://127.0.0.1:4811/api/v1/opportunities?q=', broad],
    ['narrow: full text, bare', bare, 'http://127.0.0.1:4812/search?q=', narrow],
    ['narrow: API', ours, 'http://127.0.0.1:4811/api/v1/opportunities?q=', narrow],
    [
      'narrow, in Chinese: API',
      ours,
      'http://127.0.0.1:4811/api/v1/opportunities?q=',
      ['固态电池电解质', '可穿戴血糖传感器', '基因治疗载体'],
    ],
    [
      'narrow, filtered: API',
      ours,
      'http://127.0.0.1:4811/api/v1/opportunities?kind=technology-offer&q=',
      narrow,
    ],
    ['page of results', ours, 'http://127.0.0.1:4811/en/opportunities?q=', narrow],
  ];
  const measuredRows = [];
  for (const [what, pid, base, questions] of jobs) {
    const paths = questions.map(encodeURIComponent);
    await load(base, paths, { seconds: 1.5, connections: 4 });
    const before = cpuSeconds(pid) + cpuSeconds(postmaster);
    const measured = await load(base, paths, { connections: 4 });
    const used = cpuSeconds(pid) + cpuSeconds(postmaster) - before;
    measuredRows.push({
      what,
      'a CPU-second': Math.round(measured.requests / used),
      'a second': Math.round(measured.requests / measured.seconds),
      'p50 ms': measured.p50.toFixed(1),
      'p99 ms': measured.p99.toFixed(1),
      failed: measured.failed,
    });
    say(`${what} …`);
  }
  process.stdout.write(`\n${rows} offers and requests, pages of 50\n${table(measuredRows)}\n`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
