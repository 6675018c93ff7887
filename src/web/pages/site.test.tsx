import { describe, expect, it } from 'vitest';
import { broker, words, world } from '../../../test/world.ts';
import { visitor } from '../../records/index.ts';
import { web } from '../index.tsx';

const { context, put } = await world();
const app = web(context, async () => visitor);
const text = async (path: string) => (await app.request(path)).text();
const [acme] = await put(
  'organisation',
  { name: words('Acme <b>& Sons</b>'), status: 'published', country: 'DE', founded: '1999' },
  { name: words('Hidden'), status: 'draft' },
);

describe('addresses', () => {
  it.each([
    ['/', 'zh-CN', '/zh'],
    ['/', 'fr', '/en'],
    ['/organisations', 'zh', '/zh/organisations'],
    ['/organisations?country=DE', 'en', '/en/organisations?country=DE'],
    [`/organisations/${acme}`, 'zh', `/zh/organisations/${acme}`],
  ])('%s leads a reader of %s to %s', async (path, language, target) => {
    const answer = await app.request(path, { headers: { 'accept-language': language } });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, target]);
  });

  it('lose what a form left empty', async () => {
    const answer = await app.request('/en/organisations?q=&country=DE&founded[min]=');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/en/organisations?country=DE']);
  });

  it('answer 404 in the language of the page', async () => {
    const answer = await app.request('/zh/nothing/here');
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('未找到内容')]);
  });

  it('tell bad questions with their place', async () => {
    const answer = await app.request('/en/organisations?founded[min]=soon&nothing=1');
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain('<code>founded[min]</code>');
    expect(html).toContain('<code>nothing</code>');
  });
});

describe('every page', () => {
  it('carries headers that keep foreign scripts and frames out', async () => {
    for (const path of ['/en', '/en/nothing', '/favicon.svg']) {
      const { headers } = await app.request(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('has no scripts or handlers in it, and escapes what records say', async () => {
    const html = await text(`/en/organisations/${acme}`);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
    expect(html).toContain('Acme &lt;b&gt;&amp; Sons&lt;/b&gt;');
    expect(html).not.toContain('<b>&');
  });

  it('names itself and its other languages', async () => {
    const html = await text(`/zh/organisations/${acme}`);
    expect(html).toContain('<html lang="zh">');
    expect(html).toContain(`<link rel="canonical" href="http://park.test/zh/organisations/${acme}"/>`);
    expect(html).toContain(
      `<link rel="alternate" hreflang="en" href="http://park.test/en/organisations/${acme}"/>`,
    );
    expect(html).toContain(`<a class="nav-link px-2" href="/en/organisations/${acme}"`);
  });

  it('takes the appearance from its cookie, set without scripts and only on this site', async () => {
    const body = new URLSearchParams({ theme: 'dark', back: '//evil.example/' });
    const answer = await app.request('/theme', {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en']);
    const dark = await app.request('/en', {
      headers: { cookie: answer.headers.get('set-cookie')!.split(';')[0]! },
    });
    expect(await dark.text()).toContain('<html lang="en" data-bs-theme="dark">');
  });
});

describe('lists', () => {
  it('page through all records, each once, by their cursors', async () => {
    await put(
      'place',
      ...Array.from({ length: 120 }, (_, index) => ({
        name: words(`Place ${String(index).padStart(3, '0')}`),
        form: 'city',
      })),
    );
    const found: string[] = [];
    let path: string | undefined = '/en/places';
    for (let pages = 0; path && pages < 5; pages++) {
      const html: string = await text(path);
      found.push(...[...html.matchAll(/>(Place \d{3})<\/a>/g)].map((match) => match[1]!));
      path = /href="([^"]+after=[^"]+)" rel="next/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(found).toEqual(
      Array.from({ length: 120 }, (_, index) => `Place ${String(index).padStart(3, '0')}`),
    );
  });

  it('forget the cursor where the language changes: the order is another one', async () => {
    const next = /href="([^"]+after=[^"]+)" rel="next/
      .exec(await text('/en/places?form=city'))![1]!
      .replaceAll('&amp;', '&');
    expect(await text(next)).toContain('<a class="nav-link px-2" href="/zh/places?form=city"');
  });

  it('show what is asked as chips that can be taken off, and keep it in the form', async () => {
    const html = await text('/en/organisations?country=DE&founded[max]=2000&sort=-founded');
    expect(html).toContain('aria-label="Remove the filter “Country: Germany”"');
    expect(html).toContain('href="/en/organisations?founded[max]=2000&amp;sort=-founded"');
    expect(html).toContain('value="DE" selected');
    expect(html).toContain('name="founded[max]" value="2000"');
    expect(html).toContain('<input type="hidden" name="sort" value="-founded"/>');
    expect(html).toContain(
      'href="/en/organisations/export?format=csv&amp;country=DE&amp;founded[max]=2000&amp;sort=-founded"',
    );
    expect(html).toContain('<th scope="col" aria-sort="descending">');
    expect(html).toContain('1 record<');
  });
});

describe('search engines', () => {
  it('are told of what is published, and of nothing else', async () => {
    expect(await text('/robots.txt')).toContain('Sitemap: http://park.test/sitemap.xml');
    const files = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]);
    expect(files).toEqual(
      ['pages', 'opportunities', 'organisations'].map((name) => `http://park.test/sitemaps/${name}.xml`),
    );
    const listed = await text('/sitemaps/organisations.xml');
    expect([...listed.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1])).toEqual([
      `http://park.test/en/organisations/${acme}`,
      `http://park.test/zh/organisations/${acme}`,
    ]);
    expect((await app.request('/sitemaps/people.xml')).status).toBe(404);
  });
});

describe('the desk', () => {
  it('shows the staff what waits and since when', async () => {
    const [id] = await put('opportunity', {
      kind: 'technology-offer',
      title: words('Waiting'),
      status: 'submitted',
      submittedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    });
    await put('opportunity', { kind: 'technology-offer', status: 'draft', reference: 'ROW-7' });
    await put('interest', {
      opportunity: id,
      name: 'Marie',
      email: 'm@example.org',
      message: 'Hello',
      status: 'new',
    });
    const html = await (await web(context, async () => broker).request('/en/desk')).text();
    expect(html).toContain('Waiting</a>');
    expect(html).toContain('3 days ago');
    expect(html).toContain('<code>ROW-7</code>');
    expect(html).toContain('Marie</a>');
  });

  it('asks visitors to sign in', async () => {
    const answer = await app.request('/en/desk');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/en/sign-in?next=%2Fen%2Fdesk']);
  });
});

describe('the changes of a record', () => {
  it('are told with what was before, and with who to the staff alone', async () => {
    const staff = web(context, async () => broker);
    const body = new URLSearchParams({
      _version: '1',
      name: 'Acme',
      'name:language': 'en',
      city: 'Ulm',
      status: 'published',
      country: 'DE',
      founded: '1999',
    });
    await staff.request(`/en/organisations/${acme}`, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const path = `/en/organisations/${acme}/history`;
    const html = await (await staff.request(path)).text();
    expect(html).toContain('<del>Acme &#60;b&#62;&#38; Sons&#60;/b&#62;</del> <ins>Acme</ins>');
    expect(html).toContain('<dt>City</dt><dd><ins>Ulm</ins></dd>');
    expect(html).toContain(broker.user);
    const member = web(context, async () => ({ role: 'member', user: 'u-other' }));
    const seen = await (await member.request(path)).text();
    expect(seen).toContain('<ins>Ulm</ins>');
    expect(seen).not.toContain(broker.user);
    expect((await app.request(path)).status).toBe(404);
  });
});
