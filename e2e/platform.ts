import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { root } from '../src/env.ts';

export interface Account {
  email: string;
  password: string;
}

/** The platform as `npm start` runs it, on data of its own with the sample park, and a browser to look at it. */
export interface Platform {
  address: string;
  accounts: Record<'administrator' | 'broker' | 'member', Account>;
  data: string;
  browser: Browser;
  /** A visitor with a fresh browser profile. */
  visit(options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
  /** Somebody signed in through the sign-in page. */
  signIn(
    role: 'administrator' | 'broker' | 'member',
    options?: Parameters<Browser['newContext']>[0],
  ): Promise<Page>;
  stop(): Promise<void>;
}

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startPlatform(): Promise<Platform> {
  const data = mkdtempSync(join(tmpdir(), 'causeway-e2e-'));
  // As root, the database's own user must get in.
  chmodSync(data, 0o755);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'dist/main.js'), 'start'],
    {
      env: { ...process.env, DATA_DIR: data, PORT: String(port), PUBLIC_URL: address, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  await untilAnswers(address, child, () => said);
  const browser = await chromium.launch({ executablePath: executable!, args: quiet });
  const contexts: BrowserContext[] = [];
  const visit: Platform['visit'] = async (options) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      ...options,
    });
    contexts.push(context);
    return context.newPage();
  };
  const accounts = accountsIn(said);
  return {
    address,
    accounts,
    data,
    browser,
    visit,
    async signIn(role, options) {
      const page = await visit(options);
      await page.goto(`${address}/en/sign-in`);
      await page.getByLabel('E-mail').fill(accounts[role].email);
      await page.getByLabel('Password', { exact: true }).fill(accounts[role].password);
      await page
        .locator('main form button[type=submit], form[action$="/sign-in"] button[type=submit]')
        .first()
        .click();
      await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
      return page;
    },
    async stop() {
      for (const context of contexts) await context.close();
      await browser.close();
      child.kill('SIGINT');
      await new Promise((done) => child.once('exit', done));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What start printed of how to sign in: a line a role with address and password. */
function accountsIn(said: string): Platform['accounts'] {
  const found: Partial<Platform['accounts']> = {};
  for (const role of ['administrator', 'broker', 'member'] as const) {
    const match = new RegExp(`^\\s*${role}\\s+(\\S+@\\S+)\\s+(\\S+)\\s*$`, 'm').exec(said);
    if (match) found[role] = { email: match[1]!, password: match[2]! };
  }
  return found as Platform['accounts'];
}

async function untilAnswers(address: string, child: ChildProcess, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`The platform ended:\n${said()}`);
    const answer = await fetch(`${address}/healthz`).catch(() => undefined);
    // How to sign in is printed once the door is open.
    if (answer?.ok && /^\s*member\s+\S+@/m.test(said())) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`The platform does not answer:\n${said()}`);
}

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer();
    probe.listen(0, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
