import { beforeAll, describe, expect, it } from 'vitest';
import { words, world } from '../../../test/world.ts';
import { ensureAccounts, type SignIn } from '../../actions/index.ts';
import { platform } from '../../server.ts';
import { openSignIn } from '../../sign-in.ts';

const { context, put } = await world();

let app: ReturnType<typeof platform>;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  await put('organisation', { name: words('Acme Batteries') });
  const signIn: SignIn = openSignIn(context);
  app = platform(context, signIn);
  for (const { role, email, password } of await ensureAccounts(context)) {
    const entered = await signIn.enter({ email, password, remember: true }, { address: role });
    cookies[role] = entered!.cookies[0]!.split(';')[0]!;
  }
});

const from = { incoming: { socket: { remoteAddress: '203.0.113.9' } } };
const get = (path: string, role?: string) =>
  app.request(path, { headers: role ? { cookie: cookies[role]! } : {} }, from);
const post = (path: string, role: string, form: Record<string, string> = {}) =>
  app.request(
    path,
    {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { cookie: cookies[role]!, 'sec-fetch-site': 'same-origin' },
    },
    from,
  );

const pages = ['', '/people', '/mail', '/settings', '/audit'].map((path) => `/en/admin${path}`);

describe('the administration', () => {
  it('is open to administrators, its people to brokers, nothing of it to others', async () => {
    const statuses: Record<string, number[]> = {};
    for (const role of ['administrator', 'broker', 'member', undefined])
      statuses[role ?? 'visitor'] = await Promise.all(
        pages.map(async (path) => (await get(path, role)).status),
      );
    expect(statuses).toEqual({
      administrator: [200, 200, 200, 200, 200],
      broker: [403, 200, 403, 403, 403],
      member: [403, 403, 403, 403, 403],
      visitor: [302, 302, 302, 302, 302],
    });
  });

  it('speaks Chinese', async () => {
    const html = await (await get('/zh/admin/people', 'administrator')).text();
    expect(html).toContain('<html lang="zh"');
    expect(html).toContain('邀请人员');
  });

  it('invites, keeps what was typed where something is wrong, and shows the letter whole', async () => {
    const form = { name: 'Kim & Co <x>', email: 'kim@abroad.test', role: 'member', language: 'en' };
    const wrong = await post('/en/admin/people', 'broker', { ...form, organisation: 'Nobody' });
    const html = await wrong.text();
    expect(wrong.status).toBe(400);
    expect(html).toContain('value="Kim &amp; Co &lt;x&gt;"');
    expect(html).toContain('There is no such organisation.');
    expect(
      await (await post('/zh/admin/people', 'broker', { ...form, organisation: 'Nobody' })).text(),
    ).toContain('没有这个机构');
    const right = await post('/en/admin/people', 'broker', { ...form, organisation: 'Acme Batteries' });
    expect([right.status, right.headers.get('location')]).toEqual([303, '/en/admin/people']);
    const list = await (await get('/en/admin/mail', 'administrator')).text();
    const id = /\/en\/admin\/mail\/([0-9a-f-]{36})/.exec(list)![1]!;
    const letter = await (await get(`/en/admin/mail/${id}`, 'administrator')).text();
    expect(letter).toContain('Kim &amp; Co &lt;x&gt;, you are invited');
    expect(letter).toMatch(
      /<a class="text-decoration-underline" href="http:\/\/park\.test\/en\/invitation\?token=[\w-]{32}">/,
    );
    expect((await post(`/en/admin/mail/${id}`, 'administrator')).status).toBe(303);
    expect((await get('/en/admin/mail/nothing', 'administrator')).status).toBe(404);
  });

  it('changes a person, and says why not', async () => {
    const list = await (await get('/en/admin/people?q=administrator', 'administrator')).text();
    const id = /\/en\/admin\/people\/([0-9a-f-]{36})/.exec(list)![1]!;
    const last = await post(`/en/admin/people/${id}`, 'administrator', { role: 'broker', organisation: '' });
    expect([last.status, (await last.text()).includes('This is the last administrator')]).toEqual([
      400,
      true,
    ]);
    const closing = await post(`/en/admin/people/${id}/disable`, 'administrator');
    expect(closing.status).toBe(400);
    expect((await get(`/en/admin/people/${id}`, 'broker')).status).toBe(404);
    expect((await post(`/en/admin/people/${id}/disable`, 'broker')).status).toBe(404);
    const members = await (await get('/en/admin/people', 'broker')).text();
    const member = /\/en\/admin\/people\/([0-9a-f-]{36})">Member/.exec(members)![1]!;
    expect((await post(`/en/admin/people/${member}/sessions`, 'broker')).status).toBe(303);
    expect((await get('/en/account', 'member')).status).toBe(302);
  });

  it('writes what the park says of itself, shown at once', async () => {
    const saved = await post('/en/admin/settings', 'administrator', {
      'name-en': 'Riverside Park',
      'name-zh': '河畔园区',
      'imprint-en': 'Riverside Park Ltd\r\n\r\n1 River Street',
      'unknown-en': 'x',
    });
    expect(saved.status).toBe(303);
    expect(await (await get('/zh/admin/settings', 'administrator')).text()).toContain(
      '<span>河畔园区</span>',
    );
    expect(await (await get('/en/admin/settings', 'administrator')).text()).toContain(
      '\nRiverside Park Ltd\n\n1 River Street</textarea>',
    );
    expect(await (await get('/en/admin/audit', 'administrator')).text()).toContain('>Settings</a>');
    expect((await post('/en/admin/settings', 'broker', { 'name-en': 'Mine' })).status).toBe(403);
  });

  it('verifies the history when asked', async () => {
    const html = await (await post('/en/admin/verification', 'administrator')).text();
    expect(html).toContain('The history is whole.');
  });
});
