import { beforeAll, describe, expect, it } from 'vitest';
import { words, world } from '../../../test/world.ts';
import { ensureAccounts, type FirstAccount } from '../../actions/index.ts';
import { platform } from '../../server.ts';
import { openSignIn } from '../../sign-in.ts';
import { listLetters } from '../../store/index.ts';

const { context, database, put } = await world();

let accounts: FirstAccount[];
let app: ReturnType<typeof platform>;
beforeAll(async () => {
  await put('organisation', { name: words('Acme Batteries') });
  accounts = await ensureAccounts(context);
  app = platform(context, openSignIn(context));
});

const of = (role: string) => accounts.find((account) => account.role === role)!;
let host = 0;
const elsewhere = () => `198.51.100.${++host}`;

interface Sent {
  cookie?: string;
  address?: string;
  headers?: Record<string, string>;
}

const from = (address: string) => ({ incoming: { socket: { remoteAddress: address } } });
const get = (path: string, { cookie, address = elsewhere(), headers }: Sent = {}) =>
  app.request(path, { headers: { ...(cookie ? { cookie } : {}), ...headers } }, from(address));
const post = (path: string, form: Record<string, string>, sent: Sent = {}) =>
  app.request(
    path,
    {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(sent.cookie ? { cookie: sent.cookie } : {}),
        ...sent.headers,
      },
    },
    from(sent.address ?? elsewhere()),
  );
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.includes('session_token='))!
    .split(';')[0]!;
const enter = async (account: { email: string; password: string }) =>
  cookieOf(await post('/en/sign-in', { email: account.email, password: account.password, remember: 'yes' }));
const letters = async () => listLetters(database, 5);
const linkIn = (body: string) => /http:\/\/park\.test(\/\S+)/.exec(body)![1]!;
const tokenIn = (body: string) => new URL(`http://park.test${linkIn(body)}`).searchParams.get('token')!;

describe('the page of signing in', () => {
  it('leads on to the page that was asked for, on this site alone', async () => {
    const { email, password } = of('broker');
    for (const [next, location] of [
      ['/zh/opportunities?kind=offer', '/zh/opportunities?kind=offer'],
      ['https://evil.test/', '/en/desk'],
      ['//evil.test/', '/en/desk'],
      ['/\\evil.test/', '/en/desk'],
    ] as const) {
      const answer = await post('/en/sign-in', { email, password, remember: 'yes', next });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, location]);
    }
  });

  it('keeps what was typed except the password, and says what is wrong', async () => {
    const answer = await post('/en/sign-in', {
      email: 'x@y.example',
      password: 'SECRET-WORD',
      next: '/en/a',
    });
    const html = await answer.text();
    expect(answer.status).toBe(401);
    expect(html).toContain('value="x@y.example"');
    expect(html).toContain('name="next" value="/en/a"');
    expect(html).toContain('E-mail and password do not go together');
    expect(html).not.toContain('SECRET-WORD');
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('says how long to wait after five failures', async () => {
    const address = elsewhere();
    const wrong = { email: 'guess@y.example', password: 'no' };
    for (let time = 0; time < 5; time++)
      expect((await post('/en/sign-in', wrong, { address })).status).toBe(401);
    const answer = await post('/en/sign-in', wrong, { address });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(30);
    expect(await answer.text()).toMatch(/Please wait \d+ seconds/);
  });

  it('refuses a form of another site', async () => {
    const { email, password } = of('broker');
    const answer = await post(
      '/en/sign-in',
      { email, password },
      { headers: { 'sec-fetch-site': 'cross-site' } },
    );
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('takes a form along whose session had ended', async () => {
    const answer = await post('/en/account/profile', { name: 'A "new"\nname', language: 'zh' });
    expect(answer.status).toBe(401);
    const html = await answer.text();
    const carried = /name="carried" value="([^"]*)"/
      .exec(html)![1]!
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    expect(JSON.parse(carried)).toEqual({
      action: '/en/account/profile',
      fields: [
        ['name', 'A "new"\nname'],
        ['language', 'zh'],
      ],
      files: false,
    });
    const { email, password } = of('broker');
    const entered = await post('/en/sign-in', { email, password, carried });
    const offered = await entered.text();
    expect(entered.status).toBe(200);
    expect(cookieOf(entered)).toContain('causeway.session_token=');
    expect(offered).toContain('<form method="post" action="/en/account/profile">');
    expect(offered).toContain('<textarea name="name" hidden="">\nA &quot;new&quot;\nname</textarea>');
    const foreign = JSON.stringify({ action: 'https://evil.test/', fields: [['a', 'b']] });
    expect((await post('/en/sign-in', { email, password, carried: foreign })).status).toBe(303);
  });

  it('leaves no session behind after signing out', async () => {
    const cookie = await enter(of('broker'));
    expect((await get('/en/account', { cookie })).status).toBe(200);
    const out = await post('/en/sign-out', {}, { cookie });
    expect(out.headers.getSetCookie()[0]).toMatch(/^causeway\.session_token=; Max-Age=0;/);
    const after = await get('/en/account', { cookie });
    expect([after.status, after.headers.get('location')]).toEqual([302, '/en/sign-in?next=%2Fen%2Faccount']);
  });
});

describe('a forgotten password', () => {
  it('answers alike for every address, and writes only to an account’s', async () => {
    const before = (await letters()).length;
    const answers = [];
    for (const email of ['nobody@y.example', of('member').email, 'not an address', ''])
      answers.push(await post('/en/forgotten', { email }));
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
      Array(4).fill([303, '/en/forgotten?sent']),
    );
    expect(await (await get('/en/forgotten?sent')).text()).toContain('If this address has an account');
    const written = (await letters()).slice(0, (await letters()).length - before);
    expect(written.map(({ to, subject }) => [to, subject])).toEqual([
      [of('member').email, 'Reset your password'],
    ]);
  });

  it('is replaced once through the letter’s link; sessions and other links end', async () => {
    const old = await enter(of('member'));
    await post('/en/forgotten', { email: of('member').email });
    const first = tokenIn((await letters())[0]!.body);
    await post('/en/forgotten', { email: of('member').email });
    const second = tokenIn((await letters())[0]!.body);
    expect((await get(`/en/password?token=${first}`)).status).toBe(400);
    const page = await get(`/en/password?token=${second}`);
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(await page.text()).toContain(of('member').email);
    const stored = await database.query('select identifier, value from verifications where $1', [true]);
    expect(JSON.stringify(stored)).not.toContain(second);

    const short = await post('/en/password', { token: second, password: 'short', repeated: 'short' });
    expect([short.status, (await short.text()).includes('at least 10 characters')]).toEqual([400, true]);
    const differing = await post('/en/password', {
      token: second,
      password: 'long enough 1',
      repeated: 'long enough 2',
    });
    expect((await differing.text()).includes('The two passwords differ.')).toBe(true);

    const both = await Promise.all(
      [1, 2].map(() =>
        post('/en/password', { token: second, password: 'a new long word', repeated: 'a new long word' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 400]);
    expect((await get('/en/account', { cookie: old })).status).toBe(302);
    expect(await post('/en/sign-in', of('member') as never)).toMatchObject({ status: 401 });
    of('member').password = 'a new long word';
    expect((await get('/en/account', { cookie: await enter(of('member')) })).status).toBe(200);
  });

  it('is not replaced by a link that has run out, nor by one made up', async () => {
    await post('/en/forgotten', { email: of('broker').email });
    const token = tokenIn((await letters())[0]!.body);
    await database.query(`update verifications set expires_at = now() - interval '1 second' where $1`, [
      true,
    ]);
    for (const made of [token, 'x', '', '../..', `${token}'`]) {
      const answer = await post('/en/password', {
        token: made,
        password: 'another long word',
        repeated: 'another long word',
      });
      expect(answer.status).toBe(400);
    }
    expect(await enter(of('broker'))).toContain('session_token');
  });
});

describe('one’s own account', () => {
  it('lists sessions and ends one, or all others, at once', async () => {
    const [here, there, third] = [
      await enter(of('broker')),
      await enter(of('broker')),
      await enter(of('broker')),
    ];
    const html = await (await get('/en/account', { cookie: here })).text();
    const ids = [...html.matchAll(/account\/sessions\/([0-9a-f-]{36})/g)].map((match) => match[1]!);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    const value = decodeURIComponent(there.split('=')[1]!).split('.')[0]!;
    const [row] = await database.query<{ id: string }>('select id from sessions where token = $1', [value]);
    await post(`/en/account/sessions/${row!.id}`, {}, { cookie: here });
    expect((await get('/en/account', { cookie: there })).status).toBe(302);
    expect((await get('/en/account', { cookie: third })).status).toBe(200);
    await post('/en/account/sessions/others', {}, { cookie: here });
    expect((await get('/en/account', { cookie: third })).status).toBe(302);
    expect((await get('/en/account', { cookie: here })).status).toBe(200);
  });

  it('does not end sessions of somebody else', async () => {
    const [mine, theirs] = [await enter(of('broker')), await enter(of('administrator'))];
    const value = decodeURIComponent(theirs.split('=')[1]!).split('.')[0]!;
    const [row] = await database.query<{ id: string }>('select id from sessions where token = $1', [value]);
    await post(`/en/account/sessions/${row!.id}`, {}, { cookie: mine });
    expect((await get('/en/account', { cookie: theirs })).status).toBe(200);
  });

  it('changes name, language and password, the password only with the current one', async () => {
    const [here, there] = [await enter(of('broker')), await enter(of('broker'))];
    await post('/en/account/profile', { name: 'Bo Brown', language: 'zh' }, { cookie: here });
    expect(await (await get('/en/account', { cookie: here })).text()).toContain('Bo Brown');
    const wrong = await post(
      '/en/account/password',
      { current: 'guessed it?', password: 'the next long word', repeated: 'the next long word' },
      { cookie: here },
    );
    expect([wrong.status, (await wrong.text()).includes('The current password is not right.')]).toEqual([
      400,
      true,
    ]);
    const right = await post(
      '/en/account/password',
      { current: of('broker').password, password: 'the next long word', repeated: 'the next long word' },
      { cookie: here },
    );
    expect(right.status).toBe(303);
    of('broker').password = 'the next long word';
    expect((await get('/en/account', { cookie: here })).status).toBe(200);
    expect((await get('/en/account', { cookie: there })).status).toBe(302);
  });
});

describe('sessions of programs', () => {
  const call = (path: string, init: RequestInit = {}) => app.request(path, init, from(elsewhere()));
  const open = (body: unknown) =>
    call('/api/v1/sessions', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });

  it('are opened with a password, used as a bearer, and ended', async () => {
    const { email, password } = of('broker');
    const answer = await open({ email, password });
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { token, ...rest } = (await answer.json()) as { token: string };
    expect(rest).toEqual({ role: 'broker', name: 'Bo Brown', organisation: null });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const place = JSON.stringify({ name: words('Hamburg'), form: 'city' });
    expect((await call('/api/v1/places', { method: 'POST', headers, body: place })).status).toBe(201);
    expect((await call('/api/v1/sessions/current', { method: 'DELETE', headers })).status).toBe(204);
    const after = await call('/api/v1/places', { headers });
    expect([after.status, after.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it('are refused with a word', async () => {
    const { email } = of('broker');
    for (const [body, status] of [
      [{ email, password: 'wrong' }, 401],
      [{ email: 1, password: [] }, 400],
      [[], 400],
      [null, 400],
    ] as const)
      expect((await open(body)).status).toBe(status);
    expect((await call('/api/v1/sessions', { method: 'POST', body: 'email=a' })).status).toBe(415);
    const large = await open({ email, password: 'x'.repeat(20_000) });
    expect(large.status).toBe(413);
  });

  it('hear of a body that is none, wherever it is sent', async () => {
    for (const path of ['opportunities/x/interests', 'opportunities/x/steps', 'places'])
      expect((await call(`/api/v1/${path}`, { method: 'POST', body: 'abc' })).status).toBe(415);
  });

  it('of a browser change nothing that another site asks for', async () => {
    const cookie = await enter(of('broker'));
    const body = JSON.stringify({ name: words('Bremen'), form: 'city' });
    const ask = (headers: Record<string, string>) =>
      call('/api/v1/places', {
        method: 'POST',
        body,
        headers: { cookie, 'content-type': 'application/json', ...headers },
      });
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await ask({ origin: 'https://evil.test' })).status).toBe(403);
    expect((await ask({ origin: 'null' })).status).toBe(403);
    expect((await ask({})).status).toBe(403);
    expect((await ask({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });
});
