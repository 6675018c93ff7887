import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../src/env.ts';
import { alive } from '../src/store/embedded-hold.ts';

const data = mkdtempSync(join(tmpdir(), 'causeway start ü-'));
// The database's own user must get in, where root runs this.
chmodSync(data, 0o755);
const program = join(root, 'dist/main.js');
const environment = { ...process.env, DATA_DIR: data, DATABASE_URL: '', PORT: '0' };

interface Started {
  child: ChildProcess;
  address: string;
  said: () => string;
}

/** Starts the built platform and waits for the line that tells its address. */
async function start(): Promise<Started> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => {
    words += piece;
  });
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
    const address = /^Causeway is at (http:\S+)\/$/m.exec(words)?.[1];
    if (address) return { child, address, said: () => words };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`The platform did not start:\n${words}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return exit;
}

/** A connection of its own: one kept from before a command ran may be closed by now. */
const get = (address: string) => fetch(address, { headers: { connection: 'close' } });

const command = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: environment,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

/** The database server's process, as it says itself. */
const serverProcess = (): number =>
  (JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as { pid: number }).pid;
let running: Started | undefined;
afterAll(async () => {
  if (running && running.child.exitCode === null && running.child.signalCode === null)
    await end(running.child, 'SIGTERM');
  rmSync(data, { recursive: true, force: true });
});

const clean = /^\d+ sealed changes, \d+ not sealed yet, \d+ records: 0 findings\n$/;

describe('start and stop', () => {
  it('starts on an empty folder, answers, and tells how to sign in', async () => {
    running = await start();
    const answer = await get(`${running.address}/healthz`);
    expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
    expect((await get(`${running.address}/`)).url).toBe(`${running.address}/en`);
    expect((await get(`${running.address}/en/`)).url).toBe(`${running.address}/en`);
    expect(running.said()).toMatch(/^ {2}administrator +\S+@\S+ +\S+$/m);
  });

  it('refuses a second web server on the same data, while commands join in', () => {
    const second = command('start');
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('Another Causeway already serves this data folder.');
    const verify = command('verify');
    expect([verify.status, verify.stdout]).toEqual([0, expect.stringMatching(clean)]);
    expect(alive(serverProcess())).toBe(true);
  });

  it('refuses a busy port and unknown options with a line', () => {
    const busy = command('start', '--port', new URL(running!.address).port);
    expect([busy.status, busy.stderr]).toEqual([
      2,
      expect.stringMatching(/^Port \d+ is in use\. Choose another: .*\n$/),
    ]);
    const wrong = command('start', '--bogus');
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/^Unknown option '--bogus'.*\n$/),
    ]);
  });

  it('starts again after a hard kill, with the same records', async () => {
    const before = (await (await get(`${running!.address}/api/v1/organisations?count=exact`)).json()) as {
      data: unknown[];
    };
    const orphan = serverProcess();
    expect(await end(running!.child, 'SIGKILL')).toEqual([null, 'SIGKILL']);
    expect(alive(orphan)).toBe(true);
    running = await start();
    // The database that outlived the kill is joined, and no sample is loaded again.
    expect(serverProcess()).toBe(orphan);
    expect(running.said()).not.toContain('sample');
    const after = await (await get(`${running.address}/api/v1/organisations?count=exact`)).json();
    expect(after).toEqual(before);
  });

  it('ends with a word when the database is killed, and starts again', async () => {
    const exit = once(running!.child, 'exit');
    process.kill(serverProcess(), 'SIGKILL');
    expect(await exit).toEqual([1, null]);
    expect(running!.said()).toContain('The database server has gone.');
    running = await start();
  });

  it('ends on SIGINT within seconds, the database with it, and everything is in order', async () => {
    const server = serverProcess();
    const begun = Date.now();
    expect(await end(running!.child, 'SIGINT')).toEqual([0, null]);
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(alive(server)).toBe(false);
    const verify = command('verify');
    expect([verify.status, verify.stdout]).toEqual([0, expect.stringMatching(clean)]);
    expect(alive(serverProcess())).toBe(false);
  });
});
