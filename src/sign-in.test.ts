import { beforeAll, describe, expect, it } from 'vitest';
import { world } from '../test/world.ts';
import { changeAccount, ensureAccounts, type FirstAccount, type SignIn } from './actions/index.ts';
import { openSignIn } from './sign-in.ts';

const { context, put, database } = await world();
const administrator = { viewer: { role: 'administrator', user: 'a' }, door: 'page' } as const;

let accounts: FirstAccount[];
let door: SignIn;
beforeAll(async () => {
  await put('organisation', { name: { source: 'en', values: { en: { text: 'Acme', state: 'source' } } } });
  accounts = await ensureAccounts(context);
  door = openSignIn(context);
});

const of = (role: string) => accounts.find((account) => account.role === role)!;
let host = 0;
/** Each test comes from an address of its own. */
const somewhere = () => ({ address: `192.0.2.${++host}`, device: 'Test/1.0' });
const enter = (account: { email: string; password: string }, remember = true, from = somewhere()) =>
  door.enter({ ...account, remember }, from);
const withCookie = (cookie: string) => new Request('http://park.test/', { headers: { cookie } });
const bearer = (token: string) =>
  new Request('http://park.test/', { headers: { authorization: `Bearer ${token}` } });
const pairOf = (cookie: string) => cookie.split(';')[0]!;

describe('the first accounts', () => {
  it('are one of each role, with a password each, made once', async () => {
    expect(accounts.map(({ role, email }) => [role, email])).toEqual([
      ['administrator', 'administrator@sample.example'],
      ['broker', 'broker@sample.example'],
      ['member', 'member@sample.example'],
    ]);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(3);
    expect(await ensureAccounts(context)).toEqual([]);
  });
});

describe('signing in', () => {
  it('makes the viewer of the account', async () => {
    const entered = await enter(of('member'));
    const [organisation] = await database.query<{ id: string }>('select id from organisations');
    expect(entered!.viewer).toEqual({
      role: 'member',
      user: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Member',
      organisation: organisation!.id,
    });
    expect(await door.viewerOf(withCookie(pairOf(entered!.cookies[0]!)))).toEqual(entered!.viewer);
    expect(await door.viewerOf(bearer(entered!.token))).toEqual(entered!.viewer);
  });

  it('takes an address in any case', async () => {
    const { email, password } = of('broker');
    expect((await enter({ email: ` ${email.toUpperCase()} `, password }))?.viewer.role).toBe('broker');
  });

  it('refuses a wrong password, an unknown address, and what is no address at all, alike', async () => {
    expect(await enter({ email: of('broker').email, password: 'wrong wrong wrong' })).toBeUndefined();
    expect(await enter({ email: 'nobody@sample.example', password: 'wrong wrong wrong' })).toBeUndefined();
    expect(await enter({ email: '', password: '' })).toBeUndefined();
    expect(await enter({ email: 'x\u0000y', password: 'p'.repeat(5000) })).toBeUndefined();
  });

  it('sets a cookie that scripts and other sites do not get, secure where the park is', async () => {
    const [cookie] = (await enter(of('broker')))!.cookies;
    expect(cookie!.replace(/=[^;]+/, '=…')).toBe(
      'causeway.session_token=…; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax',
    );
    const secure = openSignIn({ ...context, address: 'https://park.test' });
    const entered = await secure.enter({ ...of('broker'), remember: true }, somewhere());
    expect(entered!.cookies[0]!.replace(/=[^;]+/, '=…')).toBe(
      '__Secure-causeway.session_token=…; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect((await secure.viewerOf(withCookie(pairOf(entered!.cookies[0]!)))).role).toBe('broker');
  });

  it('ends with the browser where it is not to be remembered', async () => {
    const entered = await enter(of('broker'), false);
    expect(entered!.cookies.length).toBe(1);
    expect(entered!.cookies[0]).not.toMatch(/Max-Age|Expires/);
    const [row] = await database.query<{ hours: number }>(
      `select round(extract(epoch from expires_at - now()) / 3600)::int as hours from sessions where token = $1`,
      [entered!.token],
    );
    expect(row).toEqual({ hours: 24 });
  });

  it('notes where a session was opened', async () => {
    const from = { address: '2001:db8::7', device: 'Firefox on Linux' };
    const entered = await enter(of('broker'), true, from);
    const [row] = await database.query('select ip_address, user_agent from sessions where token = $1', [
      entered!.token,
    ]);
    expect(row).toEqual({ ip_address: expect.stringContaining('2001:'), user_agent: 'Firefox on Linux' });
  });
});

describe('limits', () => {
  it('slow five failures down, sent one by one or all at once, for this address and account alone', async () => {
    const from = somewhere();
    const wrong = { email: 'guessed@sample.example', password: 'not this one' };
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => enter(wrong, true, from)));
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBe(5);
    const refused = tries.find((entry) => entry.status === 'rejected')!;
    expect(refused.reason).toMatchObject({ name: 'TooMany', status: 429 });
    expect(refused.reason.retryAfter).toBeGreaterThan(50);
    expect(refused.reason.retryAfter).toBeLessThanOrEqual(60);
    expect(await enter(wrong, true, somewhere())).toBeUndefined();
    expect((await enter(of('broker'), true, from))?.viewer.role).toBe('broker');
  });

  it('do not count what turned out well', async () => {
    const from = somewhere();
    for (let time = 0; time < 8; time++)
      expect((await enter(of('broker'), true, from))?.viewer.role).toBe('broker');
  });
});

describe('who asks', () => {
  it('is a visitor with a forged, foreign or broken cookie', async () => {
    const pair = pairOf((await enter(of('administrator')))!.cookies[0]!);
    const [name, value] = pair.split('=') as [string, string];
    const [token, signature] = decodeURIComponent(value).split('.') as [string, string];
    const forged = [
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=${token}.${encodeURIComponent(signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))}`,
      `${name}=x${encodeURIComponent(`${token}.${signature}`)}`,
      `${name}=%E0%A4%A`,
      `${name}=`,
      `other.session_token=${value}`,
    ];
    for (const cookie of forged) expect(await door.viewerOf(withCookie(cookie))).toEqual({ role: 'visitor' });
    const elsewhere = openSignIn({ ...context, park: { ...context.park, secret: 'another park’s secret' } });
    expect(await elsewhere.viewerOf(withCookie(pair))).toEqual({ role: 'visitor' });
    expect((await door.viewerOf(withCookie(`a=b; ${pair}; c=d`))).role).toBe('administrator');
  });

  it('is a visitor with an unknown or malformed bearer token, whatever the cookie says', async () => {
    const pair = pairOf((await enter(of('broker')))!.cookies[0]!);
    for (const authorization of [`Bearer ${'x'.repeat(32)}`, 'Bearer x', 'Basic Ym86Ym8=', '']) {
      const request = new Request('http://park.test/', { headers: { authorization, cookie: pair } });
      expect(await door.viewerOf(request)).toEqual({ role: 'visitor' });
    }
  });

  it('is a visitor once the session has run out, was left or revoked, or the account is closed', async () => {
    const first = (await enter(of('member')))!;
    await database.query(`update sessions set expires_at = now() - interval '1 second' where token = $1`, [
      first.token,
    ]);
    expect(await door.viewerOf(bearer(first.token))).toEqual({ role: 'visitor' });

    const second = (await enter(of('member')))!;
    const cookies = await door.leave(withCookie(pairOf(second.cookies[0]!)));
    expect(cookies).toEqual(['causeway.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
    expect(await door.viewerOf(bearer(second.token))).toEqual({ role: 'visitor' });

    const third = (await enter(of('member')))!;
    const { user } = third.viewer;
    await changeAccount(context, administrator, user!, { disabled: true });
    expect(await door.viewerOf(bearer(third.token))).toEqual({ role: 'visitor' });
    expect(await enter(of('member'))).toBeUndefined();
    expect(await database.query('select id from sessions where user_id = $1', [user])).toEqual([]);
    await changeAccount(context, administrator, user!, { disabled: false });
    expect((await enter(of('member')))?.viewer.user).toBe(user);
  });

  it('follows a change of role at once', async () => {
    const entered = (await enter(of('broker')))!;
    await changeAccount(context, administrator, entered.viewer.user!, { role: 'administrator' });
    expect((await door.viewerOf(bearer(entered.token))).role).toBe('administrator');
    await changeAccount(context, administrator, entered.viewer.user!, { role: 'broker' });
    expect((await door.viewerOf(bearer(entered.token))).role).toBe('broker');
  });
});
