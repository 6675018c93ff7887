import { describe, expect, it } from 'vitest';
import { asBroker, broker, memberOf, words, world } from '../../test/world.ts';
import { kinds, visitor } from '../records/index.ts';
import {
  type Caller,
  createRecord,
  expireOpportunities,
  qualityGaps,
  reviewOpportunity,
  showInterest,
  showRecord,
  stepsOpen,
} from './index.ts';

const { context, database, put } = await world();
const [acme] = await put('organisation', { name: words('Acme'), status: 'published' });
const member = memberOf(acme!);
const asMember: Caller = { viewer: member, door: 'page' };
await database.query(
  `insert into users (id, name, email, role, organisation, language) values ('m', 'Mo', 'mo@acme.example', 'member', $1, 'zh'), ('b', 'Bo', 'bo@park.example', 'broker', null, 'en')`,
  [acme],
);
const letters = async () =>
  (
    await database.query<{ to: string; subject: string }>(
      'select "to", subject from letters order by created_at, "to"',
    )
  ).map(({ to, subject }) => `${to}: ${subject}`);
const statusOf = async (id: string) =>
  (JSON.parse(await showRecord(context, broker, 'opportunity', id)) as { status: string }).status;

describe('the life of an opportunity', () => {
  it('goes from draft over review to published, withdrawn and back, each step in the history and told by letter', async () => {
    const { id } = await createRecord(context, asMember, 'opportunity', {
      kind: 'technology-offer',
      organisation: acme,
      title: words('Solid electrolyte'),
      contact: 'Ms A',
    });
    await expect(showRecord(context, visitor, 'opportunity', id)).rejects.toThrow('no such');
    expect(await reviewOpportunity(context, asMember, id, 'submit', 1)).toEqual({ status: 'submitted' });
    await reviewOpportunity(context, asBroker, id, 'return', 2, {
      reasons: ['maturity-evidence', 'partner'],
      note: 'Almost there.',
    });
    expect(await statusOf(id)).toBe('returned');
    await reviewOpportunity(context, asMember, id, 'submit', 3);
    await reviewOpportunity(context, asBroker, id, 'publish', 4);
    const shown = JSON.parse(await showRecord(context, visitor, 'opportunity', id)) as Record<
      string,
      unknown
    >;
    expect([
      shown['status'],
      'contact' in shown,
      String(shown['expires']) > String(shown['published']),
    ]).toEqual(['published', false, true]);
    await reviewOpportunity(context, asMember, id, 'extend', 5);
    await expect(reviewOpportunity(context, asMember, id, 'extend', 6)).rejects.toThrow(
      'cannot be taken this step',
    );
    await reviewOpportunity(context, asMember, id, 'withdraw', 6);
    await expect(showRecord(context, visitor, 'opportunity', id)).rejects.toThrow('no such');
    const actions = await database.query<{ action: string }>(
      'select action from changes where record = $1 order by seq',
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'create',
      'submit',
      'return',
      'submit',
      'publish',
      'extend',
      'withdraw',
    ]);
    expect(await letters()).toEqual([
      'mo@acme.example: 请修改：Solid electrolyte',
      'mo@acme.example: 已发布：Solid electrolyte',
    ]);
  });

  it('refuses steps out of turn, by the wrong people, and on a version that somebody changed', async () => {
    const { id } = await createRecord(context, asMember, 'opportunity', {
      kind: 'technology-offer',
      organisation: acme,
      title: words('Another'),
    });
    await expect(
      reviewOpportunity(context, asBroker, id, 'return', 1, { reasons: ['title'] }),
    ).rejects.toThrow('cannot be taken');
    await expect(reviewOpportunity(context, asMember, id, 'publish', 1)).rejects.toMatchObject({
      status: 403,
    });
    await reviewOpportunity(context, asMember, id, 'submit', 1);
    await expect(reviewOpportunity(context, asBroker, id, 'publish', 1)).rejects.toMatchObject({
      status: 412,
    });
    await expect(
      reviewOpportunity(
        context,
        { viewer: memberOf('00000000-0000-7000-8000-000000000000'), door: 'page' },
        id,
        'withdraw',
        2,
      ),
    ).rejects.toMatchObject({ status: 404 });
    const untitled = await createRecord(context, asBroker, 'opportunity', { kind: 'technology-offer' });
    await expect(reviewOpportunity(context, asBroker, untitled.id, 'publish', 1)).rejects.toMatchObject({
      problems: [{ pointer: '/title', code: 'required' }],
    });
    expect(stepsOpen(member, { status: 'published', organisation: acme })).toEqual(['withdraw', 'extend']);
    expect(stepsOpen(visitor, { status: 'published', organisation: acme })).toEqual([]);
  });

  it('ends when its last day has passed, not before', async () => {
    const offer = (expires: string) => ({
      kind: 'technology-offer',
      status: 'published',
      title: words('x'),
      expires,
    });
    const [old, today, year] = await put(
      'opportunity',
      offer('2020-01-31'),
      offer(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)),
      offer(String(new Date().getFullYear())),
    );
    expect(await expireOpportunities(context)).toBe(1);
    expect([await statusOf(old!), await statusOf(today!), await statusOf(year!)]).toEqual([
      'expired',
      'published',
      'published',
    ]);
  });

  it('names what a reader will miss', () => {
    expect(qualityGaps({ kind: 'technology-offer', title: words('Short') })).toEqual([
      'title',
      'description',
      'maturity-evidence',
      'advantage',
      'partner',
    ]);
    const whole = {
      kind: 'technology-offer',
      title: words('硫化物固态电解质膜', 'zh'),
      description: words('电'.repeat(120), 'zh'),
      advantages: words('电'.repeat(30), 'zh'),
      partners: ['company'],
      stage: 6,
      stageEvidence: 'pilot line',
    };
    expect(qualityGaps(whole)).toEqual([]);
  });
});

describe('interest', () => {
  const form = {
    name: 'Anna Rossi',
    email: 'anna@example.org',
    message: 'We would like to test it.',
    language: 'it',
  };

  it('reaches the brokers and is confirmed, once for a form sent twice; only for what is published', async () => {
    await database.query('delete from letters');
    const [open, draft] = await put(
      'opportunity',
      { kind: 'technology-offer', status: 'published', title: words('Open') },
      { kind: 'technology-offer', status: 'draft', title: words('Draft') },
    );
    const once = { key: 'form-1', digest: 'a' };
    const first = await showInterest(context, { viewer: visitor, door: 'page' }, open!, form, once);
    expect(await showInterest(context, { viewer: visitor, door: 'page' }, open!, form, once)).toEqual(first);
    expect(await letters()).toEqual([
      'anna@example.org: We have your message about: Open',
      'bo@park.example: Interest in: Open',
    ]);
    await expect(
      showInterest(context, { viewer: visitor, door: 'page' }, draft!, form),
    ).rejects.toMatchObject({ status: 404 });
    await expect(
      showInterest(context, { viewer: visitor, door: 'page' }, open!, {
        ...form,
        email: 'nobody',
        message: '',
      }),
    ).rejects.toMatchObject({
      problems: [
        { pointer: '/email', code: 'bad-email' },
        { pointer: '/message', code: 'required' },
      ],
    });
    const seen = JSON.parse(await showRecord(context, broker, 'interest', first.id)) as Record<
      string,
      unknown
    >;
    expect([seen['status'], seen['email']]).toEqual(['new', 'anna@example.org']);
    await expect(showRecord(context, visitor, 'interest', first.id)).rejects.toMatchObject({ status: 404 });
  });

  it('is limited for one address', async () => {
    const [open] = await put('opportunity', {
      kind: 'technology-offer',
      status: 'published',
      title: words('Much wanted'),
    });
    const send = () =>
      showInterest(context, { viewer: visitor, door: 'page' }, open!, {
        ...form,
        email: 'eager@example.org',
      });
    for (let time = 0; time < 5; time++) await send();
    await expect(send()).rejects.toMatchObject({ status: 429 });
  });

  it('is a kind with all its fields beyond a visitor’s sight', () => {
    expect(
      Object.entries(kinds.interest.fields)
        .filter(([, field]) => field.level === 'public')
        .map(([name]) => name),
    ).toEqual(['opportunity', 'status', 'reference', 'source', 'createdAt', 'updatedAt', 'version']);
  });
});
