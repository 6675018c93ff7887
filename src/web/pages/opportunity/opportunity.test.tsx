import { afterEach, describe, expect, it, vi } from 'vitest';
import { broker, memberOf, words, world } from '../../../../test/world.ts';
import { type Viewer, visitor } from '../../../records/index.ts';
import { web } from '../../index.tsx';

const { context, put, database } = await world();
const as = (viewer: Viewer) => web(context, async () => viewer);
const [owner] = await put('organisation', { name: words('Owner'), status: 'published' });

const opportunity = async (more: Record<string, unknown> = {}) =>
  (
    await put('opportunity', {
      kind: 'technology-offer',
      title: words('A solid electrolyte'),
      organisation: owner,
      status: 'published',
      ...more,
    })
  )[0]!;

const post = (app: ReturnType<typeof as>, path: string, typed: Record<string, string | string[]>) => {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(typed))
    for (const value of [values].flat()) body.append(name, value);
  return app.request(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
};

afterEach(() => vi.useRealTimers());

describe('interest', () => {
  const message = { name: 'Marie', email: 'marie@example.org', language: 'fr', message: 'A sample, please.' };
  const asked = (id: string) =>
    database.query<{ name: string }>(
      'select name, email, language, message from interests where opportunity = $1',
      [id],
    );
  /** Opens the page, and comes back after so many milliseconds. */
  async function open(id: string, wait = 5000) {
    vi.useFakeTimers({ toFake: ['Date'] });
    const html = await (await as(visitor).request(`/en/opportunities/${id}`)).text();
    vi.setSystemTime(Date.now() + wait);
    return /name="proof" value="([^"]+)"/.exec(html)![1]!;
  }

  it('of a visitor reaches the queue once, and is confirmed', async () => {
    const id = await opportunity();
    const proof = await open(id);
    const path = `/en/opportunities/${id}/interests`;
    const first = await post(as(visitor), path, { ...message, proof });
    expect([first.status, first.headers.get('location')]).toEqual([
      303,
      `/en/opportunities/${id}/interested`,
    ]);
    expect((await post(as(visitor), path, { ...message, proof })).status).toBe(303);
    expect(await asked(id)).toEqual([message]);
    expect(await (await as(visitor).request(first.headers.get('location')!)).text()).toContain(
      'A solid electrolyte',
    );
  });

  it('keeps what was typed where something is wrong', async () => {
    const id = await opportunity();
    const proof = await open(id);
    const answer = await post(as(visitor), `/zh/opportunities/${id}/interests`, {
      ...message,
      email: 'nowhere',
      proof,
    });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain('value="nowhere"');
    expect(html).toContain('A sample, please.');
    expect(html).toContain('id="interest-email-problem"');
  });

  it('of a robot comes to nothing: too fast, without a form of ours, or with the trap filled', async () => {
    const id = await opportunity();
    const path = `/en/opportunities/${id}/interests`;
    const fast = await open(id, 800);
    expect((await post(as(visitor), path, { ...message, proof: fast })).status).toBe(400);
    const foreign = await open(await opportunity());
    expect((await post(as(visitor), path, { ...message, proof: foreign })).status).toBe(400);
    expect((await post(as(visitor), path, { ...message, proof: `${fast}x` })).status).toBe(400);
    expect(
      (await post(as(visitor), path, { ...message, proof: fast, website: 'https://spam.example' })).status,
    ).toBe(303);
    expect(await asked(id)).toEqual([]);
  });
});

describe('steps', () => {
  it('lead a draft through review, each offered to whom it is open', async () => {
    const id = await opportunity({ status: 'draft' });
    const member = as(memberOf(owner!));
    const staff = as(broker);
    const path = `/en/opportunities/${id}`;
    const offered = async (app: ReturnType<typeof as>) =>
      [...(await (await app.request(path)).text()).matchAll(/name="step" value="(\w+)"/g)].map(
        (match) => match[1],
      );
    expect((await as(visitor).request(path)).status).toBe(404);
    expect(await offered(member)).toEqual(['submit']);
    expect((await post(member, `${path}/steps`, { step: 'submit', version: '1' })).status).toBe(303);
    expect(await offered(staff)).toEqual(['publish', 'withdraw', 'return']);

    const bare = await post(staff, `${path}/steps`, {
      step: 'return',
      version: '2',
      note: 'Please say more.',
    });
    expect(bare.status).toBe(400);
    expect(await bare.text()).toContain('Please say more.');
    const returned = await post(staff, `${path}/steps`, {
      step: 'return',
      version: '2',
      reasons: ['advantage', 'partner'],
      note: 'Please say more.',
    });
    expect(returned.status).toBe(303);
    expect(await (await member.request(path)).text()).toContain(
      'The advantage over rivals is not clear, The partner sought is not described',
    );

    expect((await post(staff, `${path}/steps`, { step: 'publish', version: '2' })).status).toBe(412);
    expect((await post(staff, `${path}/steps`, { step: 'publish', version: '3' })).status).toBe(303);
    expect((await as(visitor).request(path)).status).toBe(200);
    expect(await offered(as(visitor))).toEqual([]);
  });
});

describe('matches', () => {
  it('stand with the words that brought them, as each side writes them, each word once', async () => {
    const own = await opportunity();
    const other = await opportunity({ kind: 'technology-request', title: words('固态电解质', 'zh') });
    const reason = (query: string, document: string) => ({
      kind: 'concept' as const,
      query,
      document,
      through: [document],
      weight: 0.1,
    });
    const search = {
      ...context.search,
      matches: () => [
        {
          id: other,
          score: 0.4,
          reasons: [
            reason('solid electrolyte', ''),
            reason('Electrolyte', ''),
            reason('12', ''),
            reason('a, b', ''),
          ],
        },
      ],
      quote: (reasons: { query: string; document: string }[]) => {
        for (const found of reasons)
          found.document = found.query === 'solid electrolyte' ? '固态电解质' : found.query;
      },
    };
    const html = await (
      await web({ ...context, search }, async () => visitor).request(`/en/opportunities/${own}`)
    ).text();
    const shown = /<ul class="reasons"[^>]*>(.*?)<\/ul>/.exec(html)?.[1];
    expect(html).toContain(`<a href="/en/opportunities/${other}" lang="zh">固态电解质</a>`);
    expect(shown).toBe('<li>solid electrolyte ↔ 固态电解质</li><li>Electrolyte</li>');
  });
});
