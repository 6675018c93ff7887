import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/env.ts';
import { kinds } from '../src/records/index.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { insertRows, newId, openStore } from '../src/store/index.ts';
import { cpuSeconds, load, table, untilIdle } from './load.ts';

// Lists, records and deep pages over 100,000 organisations: requests per CPU-second of application and database
// together, beside hand-written SQL behind a bare route. `node bench/lists.ts [organisations]` (after a build).
const total = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
const embedded = await startEmbedded(folder);
const postmaster = (JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as { pid: number }).pid;
const { database } = await openStore(embedded.url, kinds);
const children: ChildProcess[] = [];

const say = (words: string) => process.stderr.write(`${words}\n`);
const countries = ['CN', 'DE', 'IT', 'KR', 'US', 'FR', 'ES', 'GB', 'JP', 'NL'];
const syllables = [
  'nova',
  'tech',
  'bio',
  'lux',
  'terra',
  'sol',
  'aqua',
  'mech',
  'data',
  'quant',
  'ferro',
  'syn',
];
let seed = 7;
const chance = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const pick = <T>(items: readonly T[]) => items[Math.floor(chance() * items.length)]!;

function organisation(nr: number) {
  const name = `${pick(syllables)}${pick(syllables)} ${nr}`;
  return {
    id: newId(),
    name: { source: 'en', values: { en: { text: name, state: 'source' } } },
    summary: {
      source: 'en',
      values: {
        en: {
          text: `${name} develops components for ${pick(syllables)} and ${pick(syllables)} systems in small series.`,
          state: 'source',
        },
      },
    },
    form: pick(['company', 'university', 'institute', 'investor']),
    status: 'published',
    country: pick(countries),
    city: pick(syllables),
    founded: String(1980 + Math.floor(chance() * 45)),
    employees: Math.floor(chance() * 500),
    codes: [`ipc:H01M10/05${10 + Math.floor(chance() * 80)}`],
    website: `https://example.org/${nr}`,
  };
}

let said = '';

/** The cookie of somebody signed in with the account that the first start printed. */
async function signedIn(base: string): Promise<string> {
  const account = /administrator\s+(\S+@\S+)\s+(\S+)/.exec(said);
  if (!account) throw new Error(`no account was printed:\n${said}`);
  const answer = await fetch(`${base}/en/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: account[1]!, password: account[2]! }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (!cookie) throw new Error(`signing in answered ${answer.status}`);
  return cookie;
}

async function serve(
  args: string[],
  port: number,
  environment: Record<string, string> = {},
): Promise<number> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  children.push(child);
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer) return child.pid!;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing answers at ${port}`);
}

try {
  say(`writing ${total} organisations …`);
  const ids: string[] = [];
  const began = performance.now();
  for (let nr = 0; nr < total; nr += 1000) {
    const rows = Array.from({ length: Math.min(1000, total - nr) }, (_, index) => organisation(nr + index));
    ids.push(...rows.map((row) => row.id));
    await database.transaction((tx) =>
      insertRows(tx, kinds.organisation, rows, { actor: 'bench', door: 'command' }),
    );
  }
  say(`${Math.round((total / (performance.now() - began)) * 1000)} rows a second with history`);
  await database.query('vacuum analyze');
  const ours = await serve([join(root, 'dist/main.js'), 'start', '--empty', '--port', '4801'], 4801, {
    DATABASE_URL: embedded.url,
    DATA_DIR: folder,
  });
  const bare = await serve([join(root, 'bench/bare.ts'), embedded.url, '4802'], 4802);
  await untilIdle(ours);
  const some = ids.filter((_, index) => index % Math.ceil(total / 500) === 0);
  let deep = '';
  for (let page = 0; page < 40; page++) {
    const answer = (await (
      await fetch(`http://127.0.0.1:4801/api/v1/organisations?sort=name&limit=200&count=none${deep}`)
    ).json()) as { next: string | null };
    if (!answer.next) break;
    deep = `&after=${answer.next}`;
  }
  const list = (more: string) =>
    countries.map((country) => `/api/v1/organisations?country=${country}&sort=name&limit=50${more}`);
  const cookie = await signedIn('http://127.0.0.1:4801');
  const jobs: [string, number, string, string[], Record<string, string>?][] = [
    [
      'list of 50, filtered and sorted: bare',
      bare,
      'http://127.0.0.1:4802',
      countries.map((country) => `/list?country=${country}`),
    ],
    ['list of 50: API', ours, 'http://127.0.0.1:4801', list('&count=none')],
    ['list of 50: API, counted to 1,000', ours, 'http://127.0.0.1:4801', list('')],
    [
      'list of 50 at depth 8,000: API',
      ours,
      'http://127.0.0.1:4801',
      [`/api/v1/organisations?sort=name&limit=50&count=none${deep}`],
    ],
    [
      'list of 50: page',
      ours,
      'http://127.0.0.1:4801',
      countries.map((country) => `/en/organisations?country=${country}&sort=name&limit=50`),
    ],
    [
      'list of 50: page, signed in',
      ours,
      'http://127.0.0.1:4801',
      countries.map((country) => `/en/organisations?country=${country}&sort=name&limit=50&count=none`),
      { cookie },
    ],
    ['record: bare', bare, 'http://127.0.0.1:4802', some.map((id) => `/record/${id}`)],
    ['record: API', ours, 'http://127.0.0.1:4801', some.map((id) => `/api/v1/organisations/${id}`)],
    ['record: page', ours, 'http://127.0.0.1:4801', some.map((id) => `/en/organisations/${id}`)],
  ];
  const rows = [];
  for (const [what, pid, base, paths, headers = {}] of jobs) {
    await load(base, paths, { seconds: 1.5, headers });
    const before = cpuSeconds(pid) + cpuSeconds(postmaster);
    const measured = await load(base, paths, { headers });
    const used = cpuSeconds(pid) + cpuSeconds(postmaster) - before;
    rows.push({
      what,
      'a CPU-second': Math.round(measured.requests / used),
      'a second': Math.round(measured.requests / measured.seconds),
      'p50 ms': measured.p50.toFixed(1),
      'p99 ms': measured.p99.toFixed(1),
      failed: measured.failed,
    });
    say(`${what} …`);
  }
  process.stdout.write(`\n${total} organisations\n${table(rows)}\n`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
