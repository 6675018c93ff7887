import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { world } from '../test/world.ts';
import { Buckets } from './actions/index.ts';
import { clientAddress, entrance } from './entrance.ts';
import { openSignIn } from './sign-in.ts';

const { context } = await world();

const addressWith = async (trust: string | undefined, socket: string, forwarded?: string) => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(trust)(c)));
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress: socket } } })).text();
};

describe('the address of a request', () => {
  it('is the socket’s, whatever a header says', async () => {
    expect(await addressWith(undefined, '192.0.2.1', '203.0.113.5')).toBe('192.0.2.1');
    expect(await addressWith('0', '::ffff:192.0.2.1')).toBe('192.0.2.1');
  });

  it('is what the trusted proxies wrote, not what stands left of it', async () => {
    expect(await addressWith('1', '10.0.0.1', '6.6.6.6, 203.0.113.5')).toBe('203.0.113.5');
    expect(await addressWith('2', '10.0.0.1', '6.6.6.6, 203.0.113.5, 10.0.0.2')).toBe('203.0.113.5');
    expect(await addressWith('1', '10.0.0.1')).toBe('10.0.0.1');
    expect(() => clientAddress('yes')).toThrow('TRUST_PROXY');
  });

  it('of IPv6 is the network that one customer has whole', async () => {
    expect(await addressWith(undefined, '2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::');
    expect(await addressWith(undefined, '2001:db8::7')).toBe('2001:db8:0:0::');
    expect(await addressWith(undefined, 'fe80::1%eth0')).toBe('fe80:0:0:0::');
  });
});

describe('limits', () => {
  it('let a burst pass, then one in so many seconds', () => {
    let now = 0;
    const buckets = new Buckets(() => now);
    const take = () => buckets.take('sign-in', 'a');
    expect([take(), take(), take(), take(), take()]).toEqual([0, 0, 0, 0, 0]);
    expect(take()).toBe(60);
    now = 59_000;
    expect(take()).toBe(1);
    now = 60_000;
    expect([take(), take()]).toEqual([0, 60]);
    expect(buckets.take('sign-in', 'b')).toBe(0);
    buckets.giveBack('sign-in', 'a');
    expect(take()).toBe(0);
    now = 3_600_000;
    expect([take(), take(), take(), take(), take(), take()]).toEqual([0, 0, 0, 0, 0, 60]);
  });

  it('turn away who changes without end, with the time to wait, and leave reading alone', async () => {
    const app = new Hono();
    app.use(entrance(context, openSignIn(context)));
    app.all('*', (c) => c.text('passed'));
    const env = { incoming: { socket: { remoteAddress: '192.0.2.77' } } };
    const ask = (path: string, method: string) => app.request(path, { method }, env);
    const statuses = [];
    for (let time = 0; time < 600; time++) statuses.push((await ask('/en/x', 'POST')).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const page = await ask('/en/x', 'POST');
    const api = await ask('/api/v1/x', 'POST');
    expect([page.status, api.status]).toEqual([429, 429]);
    expect([page.headers.get('retry-after'), api.headers.get('retry-after')]).toEqual(['1', '1']);
    expect(api.headers.get('content-type')).toBe('application/problem+json');
    expect((await ask('/en/x', 'GET')).status).toBe(200);
  });

  it('hold interest shown over the API', async () => {
    const app = new Hono();
    app.use(entrance(context, openSignIn(context)));
    app.all('*', (c) => c.text('passed'));
    const env = { incoming: { socket: { remoteAddress: '192.0.2.78' } } };
    const statuses = [];
    for (let time = 0; time < 11; time++)
      statuses.push((await app.request('/api/v1/opportunities/1/interests', { method: 'POST' }, env)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
  });
});
