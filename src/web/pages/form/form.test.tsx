import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { broker, memberOf, words, world } from '../../../../test/world.ts';
import { showRecord } from '../../../actions/index.ts';
import { type Viewer, visitor } from '../../../records/index.ts';
import { web } from '../../index.tsx';

const { context, put } = await world();
const as = (viewer: Viewer) => web(context, async () => viewer);
const staff = as(broker);

type Typed = Record<string, string | File>;

function send(app: ReturnType<typeof as>, path: string, typed: Typed, headers: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(typed)) body.append(name, value);
  return app.request(path, {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  });
}

const read = async (kind: string, id: string) => JSON.parse(await showRecord(context, broker, kind, id));
const idOf = (answer: Response) => answer.headers.get('location')!.split('/').at(-1)!;

describe('adding a record', () => {
  it('writes what was typed, in its language, with its translation', async () => {
    const answer = await send(staff, '/en/organisations', {
      _once: 'key-1',
      name: '清源电池',
      'name:language': 'zh',
      'name@en': 'Qingyuan Battery',
      form: 'company',
      country: 'CN',
      founded: '2012-05',
      employees: '240',
      codes: 'gbt4754:C3841\nipc:H01M10/0562',
      status: 'published',
    });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      303,
      expect.stringContaining('flash=flash.created'),
    ]);
    const row = await read('organisation', idOf(answer));
    expect(row).toMatchObject({
      name: {
        source: 'zh',
        values: {
          zh: { text: '清源电池', state: 'source' },
          en: { text: 'Qingyuan Battery', state: 'reviewed' },
        },
      },
      form: 'company',
      country: 'CN',
      founded: '2012-05',
      employees: 240,
      codes: ['gbt4754:C3841', 'ipc:H01M10/0562'],
    });
  });

  it('keeps everything typed and says what is wrong beside the field', async () => {
    const answer = await send(staff, '/zh/organisations', {
      name: '',
      'name:language': 'zh',
      city: 'Bonn "am Rhein"',
      employees: 'many',
      website: 'example.org',
    });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain('value="Bonn &quot;am Rhein&quot;"');
    expect(html).toContain('value="many"');
    expect(html).toContain('id="field-website-problem"');
    expect(html).toContain('aria-describedby="field-name-problem"');
    expect(html).toContain('<a href="#field-name">名称: 此项不能为空。</a>');
  });

  it('acts once for a form sent twice, and asks where the same form brings something else', async () => {
    const typed = { _once: 'key-2', name: 'Twice', 'name:language': 'en' };
    const [first, second] = [
      await send(staff, '/en/organisations', typed),
      await send(staff, '/en/organisations', typed),
    ];
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    const third = await send(staff, '/en/organisations', { ...typed, name: 'Thrice' });
    expect(third.status).toBe(409);
    expect(await third.text()).toContain('value="Thrice"');
  });

  it('is turned away when another site sends it', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const answer = await send(staff, '/en/organisations', { name: 'Evil', 'name:language': 'en' }, headers);
      expect(answer.status).toBe(403);
    }
    const body = new URLSearchParams({ name: 'Evil' });
    const other = await staff.request('/en/organisations', {
      method: 'POST',
      body,
      headers: { origin: 'https://evil.example' },
    });
    expect(other.status).toBe(403);
    const own = await staff.request('/en/organisations', {
      method: 'POST',
      body,
      headers: { origin: 'http://park.test' },
    });
    expect(own.status).toBe(303);
  });

  it('keeps what was typed through signing in', async () => {
    const answer = await send(as(visitor), '/en/organisations', {
      name: 'Kept <name>',
      'name:language': 'en',
    });
    const html = await answer.text();
    expect(answer.status).toBe(401);
    expect(html).toContain('Kept &lt;name&gt;');
    expect(html).toContain('type="password"');
  });

  it('is not open to members for what is the staff’s', async () => {
    const [own] = await put('organisation', { name: words('Own'), status: 'published' });
    const member = as(memberOf(own!));
    expect((await member.request('/en/places/new')).status).toBe(403);
    expect(
      (await send(member, '/en/places', { name: 'X', 'name:language': 'en', form: 'city' })).status,
    ).toBe(403);
    const form = await (await member.request('/en/opportunities/new')).text();
    expect(form).toContain(`<option value="${own}" selected="">Own</option>`);
    expect(form).not.toContain('field-reference');
  });
});

describe('changing a record', () => {
  it('writes only what differs, and nothing where nothing does', async () => {
    const long = 'x'.repeat(6000);
    const [id] = await put('opportunity', {
      kind: 'technology-offer',
      title: words('Old'),
      description: words(long),
      status: 'draft',
    });
    const typed = {
      _version: '1',
      kind: 'technology-offer',
      title: 'Old',
      'title:language': 'en',
      description: long,
      'description:language': 'en',
    };
    expect((await send(staff, `/en/opportunities/${id}`, typed)).status).toBe(303);
    expect((await read('opportunity', id!)).version).toBe(1);
    expect((await send(staff, `/en/opportunities/${id}`, { ...typed, title: 'New' })).status).toBe(303);
    expect(await read('opportunity', id!)).toMatchObject({
      version: 2,
      title: words('New'),
      description: words(long),
    });
  });

  it('shows both versions where somebody was quicker, and loses nothing', async () => {
    const [id] = await put('place', { name: words('Ulm'), form: 'city', country: 'DE' });
    const typed = {
      _version: '1',
      name: 'Ulm an der Donau',
      'name:language': 'en',
      form: 'city',
      country: 'DE',
    };
    await send(staff, `/en/places/${id}`, { ...typed, name: 'Neu-Ulm' });
    const answer = await send(staff, `/en/places/${id}`, typed);
    const html = await answer.text();
    expect(answer.status).toBe(412);
    expect(html).toContain('[en] Neu-Ulm');
    expect(html).toContain('[en] Ulm an der Donau');
    expect(html).toContain('value="Ulm an der Donau"');
    expect(html).toContain('name="_version" value="2"');
    expect((await read('place', id!)).name.values.en.text).toBe('Neu-Ulm');
    expect((await send(staff, `/en/places/${id}`, { ...typed, _version: '2' })).status).toBe(303);
    expect((await read('place', id!)).name.values.en.text).toBe('Ulm an der Donau');
  });

  it('lets a translation grow stale with its original, until somebody looks it over', async () => {
    const answer = await send(staff, '/en/places', {
      name: 'Ulm',
      'name:language': 'de',
      'name@en': 'Ulm',
      form: 'city',
    });
    const id = idOf(answer);
    const typed = { 'name:language': 'de', name: 'Neu-Ulm', 'name@en': 'Ulm', form: 'city' };
    const stale = async () =>
      (await (await staff.request(`/en/places/${id}`)).text()).includes('The original has changed since.');
    expect(await stale()).toBe(false);
    await send(staff, `/en/places/${id}`, { ...typed, _version: '1' });
    expect(await stale()).toBe(true);
    await send(staff, `/en/places/${id}`, { ...typed, _version: '2', 'name@en:reviewed': 'yes' });
    expect(await stale()).toBe(false);
  });

  it('finds what a reference points to by a part of its name', async () => {
    await put(
      'place',
      ...Array.from({ length: 210 }, (_, index) => ({ name: words(`Somewhere ${index}`), form: 'city' })),
    );
    const typed = { name: 'Acme', 'name:language': 'en', _find: 'place', 'place:find': 'where 117' };
    const html = await (await send(staff, '/en/organisations', typed)).text();
    expect(html).toMatch(/<option value="[0-9a-f-]{36}" selected="">Somewhere 117<\/option>/);
    expect(html).toContain('value="Acme"');
  });
});

describe('removing a record', () => {
  it('asks first, and refuses while others point to it', async () => {
    const [place] = await put('place', { name: words('Used'), form: 'city' });
    const [organisation] = await put('organisation', { name: words('User'), place });
    expect(await (await staff.request(`/en/places/${place}/delete`)).text()).toContain('Remove this record?');
    const refused = await send(staff, `/en/places/${place}/delete`, { _version: '1' });
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('Other records point to this'),
    ]);
    expect((await send(staff, `/en/organisations/${organisation}/delete`, { _version: '1' })).status).toBe(
      303,
    );
    expect((await send(staff, `/en/places/${place}/delete`, { _version: '1' })).status).toBe(303);
    expect((await staff.request(`/en/places/${place}`)).status).toBe(404);
  });
});

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const base = { name: 'Logo Ltd', 'name:language': 'en' };

  it('are kept under their digest and served to whoever reaches the record, and to nobody else', async () => {
    const made = await send(staff, '/en/organisations', {
      ...base,
      status: 'draft',
      'logo:new': new File([png], 'our “logo”.png'),
    });
    const id = idOf(made);
    const { logo } = await read('organisation', id);
    expect(logo).toMatchObject({ type: 'image/png', size: png.length, name: 'our “logo”.png' });
    const address = `/files/${logo.sha256}/x.png`;
    const answer = await staff.request(address);
    expect([
      answer.status,
      answer.headers.get('content-type'),
      answer.headers.get('content-disposition'),
    ]).toEqual([
      200,
      'image/png',
      `inline; filename="our__logo_.png"; filename*=UTF-8''our%20%E2%80%9Clogo%E2%80%9D.png`,
    ]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    expect((await as(visitor).request(address)).status).toBe(404);
    await send(staff, `/en/organisations/${id}`, {
      ...base,
      _version: '1',
      status: 'published',
      'logo:kept': 'forged.token',
    });
    expect((await staff.request(address)).status).toBe(404);
  });

  it('are taken by what they are, not by what they say', async () => {
    const before = readdirSync(context.files).length;
    const page = new File(['<html><script>alert(1)</script>'], 'logo.png', { type: 'image/png' });
    const answer = await send(staff, '/en/organisations', { ...base, 'logo:new': page });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Choose a picture: PNG, JPEG, GIF or WebP.'),
    ]);
    const large = new File([png, Buffer.alloc(10 * 1024 * 1024)], 'large.png');
    const tooLarge = await send(staff, '/en/organisations', { ...base, 'logo:new': large });
    expect([tooLarge.status, await tooLarge.text()]).toEqual([
      400,
      expect.stringContaining('A file may have 10 MB at most.'),
    ]);
    expect(readdirSync(context.files).length).toBe(before);
  });

  it('stay in the form when something else is wrong', async () => {
    const answer = await send(staff, '/en/organisations', {
      ...base,
      name: '',
      'logo:new': new File([png], 'kept.png'),
    });
    const sealed = /name="logo:kept" value="([^"]+)"/.exec(await answer.text())?.[1];
    expect([answer.status, sealed]).toEqual([400, expect.any(String)]);
    const made = await send(staff, '/en/organisations', { ...base, 'logo:kept': sealed! });
    expect((await read('organisation', idOf(made))).logo.name).toBe('kept.png');
  });
});
