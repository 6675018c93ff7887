import { describe, expect, it } from 'vitest';
import { broker, memberOf, words, world } from '../../test/world.ts';
import { type Viewer, visitor } from '../records/index.ts';
import { newId } from '../store/index.ts';
import { api } from './index.ts';

const { context, put } = await world();
const [acme, other] = await put(
  'organisation',
  { name: words('Acme'), status: 'published', country: 'DE', contact: 'inside', employees: 12 },
  { name: words('Other'), status: 'published' },
);
const viewers: Record<string, Viewer> = { broker, member: memberOf(acme!), stranger: memberOf(other!) };
const logged: unknown[] = [];
const app = api(
  context,
  async (request) => viewers[request.headers.get('x-who') ?? ''] ?? visitor,
  (error) => logged.push(error),
);

interface Answer {
  status: number;
  etag: string | null;
  type: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared with whole values
  body: any;
}
async function ask(path: string, who = '', init: RequestInit & { json?: unknown } = {}): Promise<Answer> {
  const { json, ...rest } = init;
  const answer = await app.request(path, {
    ...rest,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    headers: {
      'x-who': who,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...rest.headers,
    },
  });
  const text = await answer.text();
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    type: answer.headers.get('content-type'),
    body: text ? JSON.parse(text) : null,
  };
}
const codes = (answer: Answer) => [
  answer.status,
  (answer.body.errors ?? []).map(
    ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
  ),
];

describe('the API', () => {
  it('shows a record cut to who asks, and 304 where nothing changed', async () => {
    const asVisitor = await ask(`/v1/organisations/${acme}`);
    expect([
      asVisitor.status,
      asVisitor.etag,
      'contact' in asVisitor.body,
      'employees' in asVisitor.body,
    ]).toEqual([200, '"1"', false, false]);
    const asMember = await ask(`/v1/organisations/${acme}`, 'member');
    expect([asMember.body.contact, asMember.body.employees]).toEqual(['inside', 12]);
    const asStranger = await ask(`/v1/organisations/${acme}`, 'stranger');
    expect([asStranger.body.contact, asStranger.body.employees]).toEqual([null, 12]);
    expect((await ask(`/v1/organisations/${acme}`, '', { headers: { 'if-none-match': '"1"' } })).status).toBe(
      304,
    );
  });

  it('answers wrong questions with 400 and every place, never with its insides', async () => {
    expect(codes(await ask('/v1/organisations?limit=abc&colour=red&founded=2015-02-30'))).toEqual([
      400,
      ['limit out-of-range', 'colour unknown-field', 'founded bad-value'],
    ]);
    expect(codes(await ask('/v1/organisations?contact=inside'))).toEqual([400, ['contact unknown-field']]);
    expect(codes(await ask('/v1/organisations?sort=employees'))).toEqual([400, ['sort unknown-field']]);
    expect(codes(await ask('/v1/organisations?after=made.up'))).toEqual([400, ['after bad-cursor']]);
    expect(codes(await ask(`/v1/organisations/${acme}?known=yesterday`))).toEqual([400, ['known bad-day']]);
    expect((await ask('/v1/unicorns')).status).toBe(404);
    expect((await ask('/v1/organisations/a/b/c')).body.detail).toContain('/api/openapi.json');
    expect((await ask('/v1/organisations/not-an-id')).status).toBe(404);
    expect((await ask(`/v1/organisations/${newId()}`)).status).toBe(404);
  });

  it('pages by signed cursors through equal keys without a gap or a double', async () => {
    await put('source', ...Array.from({ length: 7 }, () => ({ title: words('Same'), form: 'report' })));
    const seen: string[] = [];
    let after = '';
    do {
      const page = await ask(`/v1/sources?sort=-title&limit=3${after}`);
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      after = page.body.next ? `&after=${page.body.next}` : '';
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    const { body } = await ask('/v1/sources?sort=-title&limit=3');
    // A cursor of one order is no cursor of another.
    expect(codes(await ask(`/v1/sources?sort=title&limit=3&after=${body.next}`))).toEqual([
      400,
      ['after bad-cursor'],
    ]);
  });

  it('refuses what is written wrongly, field by field', async () => {
    const sent = {
      kind: 'gift',
      stage: '7',
      codes: ['ipc:zzz'],
      title: { source: 'en', values: {} },
      version: 3,
      colour: 'red',
      country: 'Germany',
    };
    expect(codes(await ask('/v1/opportunities', 'broker', { method: 'POST', json: sent }))).toEqual([
      400,
      [
        '/kind unknown-value',
        '/country too-long',
        '/country bad-country',
        '/stage wrong-type',
        '/codes/0 bad-code',
        '/version read-only',
        '/colour unknown-field',
      ],
    ]);
    expect(
      codes(
        await ask('/v1/presences', 'broker', {
          method: 'POST',
          json: { organisation: newId(), place: newId(), form: 'branch' },
        }),
      ),
    ).toEqual([400, ['/organisation no-such-record', '/place no-such-record']]);
    expect(
      codes(
        await ask('/v1/presences', 'broker', {
          method: 'POST',
          json: { organisation: acme, form: 'branch', from: '2016', to: '2015' },
        }),
      ),
    ).toEqual([400, ['/place required', '/to ends-before']]);
    expect(
      (
        await ask('/v1/organisations', 'broker', {
          method: 'POST',
          body: '{"name":',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await ask('/v1/organisations', 'broker', {
          method: 'POST',
          body: 'name=x',
          headers: { 'content-type': 'text/plain' },
        })
      ).status,
    ).toBe(415);
    const large = { name: words('x'), city: 'y'.repeat(1_100_000) };
    expect((await ask('/v1/organisations', 'broker', { method: 'POST', json: large })).status).toBe(413);
  });

  it('lets each role do what it may and no more', async () => {
    const mine = { kind: 'technology-request', organisation: acme, title: words('We look for a separator') };
    expect((await ask('/v1/opportunities', '', { method: 'POST', json: mine })).status).toBe(403);
    expect((await ask('/v1/opportunities', 'stranger', { method: 'POST', json: mine })).status).toBe(403);
    const made = await ask('/v1/opportunities', 'member', { method: 'POST', json: mine });
    expect([made.status, made.body.status]).toEqual([201, 'draft']);
    expect((await ask(`/v1/opportunities/${made.body.id}`, 'stranger')).status).toBe(404);
    expect(
      codes(
        await ask(`/v1/opportunities/${made.body.id}`, 'member', {
          method: 'PATCH',
          json: { status: 'published' },
          headers: { 'if-match': '"1"' },
        }),
      ),
    ).toEqual([400, ['/status read-only']]);
    // Nobody hands a record to another organisation.
    expect(
      (
        await ask(`/v1/opportunities/${made.body.id}`, 'member', {
          method: 'PATCH',
          json: { organisation: other },
          headers: { 'if-match': '"1"' },
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await ask(`/v1/opportunities/${made.body.id}/steps`, 'member', {
          method: 'POST',
          json: { step: 'publish' },
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await ask(`/v1/opportunities/${made.body.id}/steps`, 'member', {
          method: 'POST',
          json: { step: 'submit' },
        })
      ).body,
    ).toEqual({ status: 'submitted' });
    expect(
      codes(
        await ask(`/v1/opportunities/${made.body.id}/steps`, 'broker', {
          method: 'POST',
          json: { step: 'return' },
        }),
      ),
    ).toEqual([400, ['/reasons required']]);
    expect(
      (
        await ask(`/v1/opportunities/${made.body.id}/steps`, 'broker', {
          method: 'POST',
          json: { step: 'publish' },
        })
      ).body,
    ).toEqual({ status: 'published' });
    expect((await ask(`/v1/opportunities/${made.body.id}`)).status).toBe(200);
    // Published texts were reviewed: to change one, it is withdrawn first.
    expect(
      (
        await ask(`/v1/opportunities/${made.body.id}`, 'member', {
          method: 'PATCH',
          json: { country: 'CN' },
          headers: { 'if-match': '"3"' },
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await ask(`/v1/opportunities/${made.body.id}/steps`, 'member', {
          method: 'POST',
          json: { step: 'withdraw' },
        })
      ).body,
    ).toEqual({ status: 'withdrawn' });
  });

  it('answers the second of two writers with both versions, nothing lost', async () => {
    const [id] = await put('organisation', { name: words('Twice'), status: 'published', city: 'Bonn' });
    expect(
      (await ask(`/v1/organisations/${id}`, 'broker', { method: 'PATCH', json: { city: 'Ulm' } })).status,
    ).toBe(428);
    const first = await ask(`/v1/organisations/${id}`, 'broker', {
      method: 'PATCH',
      json: { city: 'Köln' },
      headers: { 'if-match': '"1"' },
    });
    expect([first.status, first.etag, first.body.city]).toEqual([200, '"2"', 'Köln']);
    const second = await ask(`/v1/organisations/${id}`, 'broker', {
      method: 'PATCH',
      json: { city: 'Ulm' },
      headers: { 'if-match': '"1"' },
    });
    expect([second.status, second.body.current.city, second.body.current.version, second.body.yours]).toEqual(
      [412, 'Köln', 2, { city: 'Ulm' }],
    );
  });

  it('acts once for a request sent twice, also at the same moment', async () => {
    const send = (name: string) =>
      ask('/v1/organisations', 'broker', {
        method: 'POST',
        json: { name: words(name) },
        headers: { 'idempotency-key': 'key-12345' },
      });
    const [one, two] = await Promise.all([send('Once'), send('Once')]);
    const three = await send('Once');
    expect([one.status, two.body.id, three.body.id]).toEqual([201, one.body.id, one.body.id]);
    expect((await send('Else')).status).toBe(412);
    expect((await ask('/v1/organisations?name=Once', 'broker')).body.count).toEqual({
      value: 1,
      more: false,
    });
  });

  it('removes, unless something points there, and keeps the history', async () => {
    const [id] = await put('organisation', { name: words('Gone'), status: 'published' });
    await put('person', { name: 'Ann', organisation: id });
    expect(
      codes(
        await ask(`/v1/organisations/${id}`, 'broker', { method: 'DELETE', headers: { 'if-match': '"1"' } }),
      ),
    ).toEqual([400, [' referenced']]);
    expect(
      (await ask(`/v1/organisations/${id}`, 'member', { method: 'DELETE', headers: { 'if-match': '"1"' } }))
        .status,
    ).toBe(403);
  });

  it('answers as known on an earlier day, and as true on a day', async () => {
    const [place] = await put('place', { name: words('Seoul'), form: 'city', country: 'KR' });
    const [id] = await put('presence', {
      organisation: acme,
      place,
      form: 'branch',
      from: '2015-03',
      to: '2018',
    });
    const at = async (day: string) =>
      (await ask(`/v1/presences?at=${day}`)).body.items.map((item: { id: string }) => item.id);
    expect([
      await at('2015-02-28'),
      await at('2015-03-01'),
      await at('2018-12-31'),
      await at('2019-01-01'),
    ]).toEqual([[], [id], [id], []]);
    expect((await ask('/v1/organisations?presences.place.country=KR&at=2020-01-01')).body.items).toEqual([]);
    expect((await ask('/v1/presences?known=2020-01-01')).body.items).toEqual([]);
    const tomorrow = new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10);
    expect(
      (await ask(`/v1/presences?known=${tomorrow}`)).body.items.map((item: { id: string }) => item.id),
    ).toEqual([id]);
  });

  it('never failed in a way that nobody foresaw', () => {
    expect(logged).toEqual([]);
  });
});
