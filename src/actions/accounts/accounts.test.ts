import { beforeAll, describe, expect, it } from 'vitest';
import { words, world } from '../../../test/world.ts';
import { passwordOf, sealChanges, verifyHistory } from '../../store/index.ts';
import type { Caller } from '../context.ts';
import {
  accountsKept,
  audit,
  changeAccount,
  changeProfile,
  choosePassword,
  ensureAccounts,
  type Invitation,
  inviteAccount,
  outbox,
  ownAccount,
  renewPassword,
  repeatInvitation,
  resendLetter,
  revokeAccountSessions,
  tokenHolder,
  verifyPark,
} from './index.ts';
import { verifyPassword } from './password.ts';

const { context, database, put, park } = await world();

let organisation: string;
let second: string;
let administrator: Caller;
let broker: Caller;
let member: Caller;

beforeAll(async () => {
  [organisation, second] = (await put(
    'organisation',
    { name: words('Acme Batteries') },
    { name: words('Twin') },
    { name: words('Twin') },
  )) as [string, string];
  await ensureAccounts(context);
  const callers: Caller[] = [];
  for (const role of ['administrator', 'broker', 'member'] as const) {
    const [row] = await database.query<{ id: string; organisation: string | null }>(
      'select id, organisation from users where role = $1',
      [role],
    );
    callers.push({
      viewer: { role, user: row!.id, ...(row!.organisation ? { organisation: row!.organisation } : {}) },
      door: 'page',
    });
  }
  [administrator, broker, member] = callers as [Caller, Caller, Caller];
});

let number = 0;
const form = (over: Partial<Invitation> = {}): Invitation => ({
  name: 'Kim Lee',
  email: `kim${++number}@abroad.test`,
  role: 'member',
  organisation: 'Acme Batteries',
  language: 'en',
  ...over,
});
const password = 'a long enough word';
const tokenOf = async (email: string) => {
  const letter = (await outbox(context, administrator)).find(({ to }) => to === email)!;
  return /token=(\S+)/.exec(letter.body)![1]!;
};
/** A new account that can sign in. */
async function opened(over: Partial<Invitation> = {}, by = administrator): Promise<string> {
  const invited = form(over);
  const { id } = await inviteAccount(context, by, invited);
  await choosePassword(context, 'invitation', await tokenOf(invited.email), password, password);
  return id;
}
const codes = async (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error) => error.problems?.map(({ pointer, code }: never) => `${pointer} ${code}`) ?? [String(error)],
  );

const refusal = (entry: PromiseSettledResult<unknown>): string =>
  entry.status === 'rejected' ? entry.reason.name : 'nothing refused';

describe('an invitation', () => {
  it('opens an account for the organisation, by name, id or page, with a letter in the language', async () => {
    const invited = form({ name: '金丽', language: 'zh', email: 'Kim@Abroad.TEST ' });
    const { id } = await inviteAccount(context, broker, invited);
    const letter = (await outbox(context, administrator))[0]!;
    expect({ ...letter, body: letter.body.replace(/token=\S+/, 'token=…') }).toMatchObject({
      to: 'kim@abroad.test',
      subject: '邀请您加入Causeway',
      body: expect.stringContaining('http://park.test/zh/invitation?token=…'),
      language: 'zh',
      state: 'waiting',
    });
    const kept = (await accountsKept(context, broker)).find((account) => account.id === id);
    expect(kept).toMatchObject({ email: 'kim@abroad.test', role: 'member', organisation, active: false });
    for (const meant of [second, `https://park.test/en/organisations/${second}`]) {
      const other = await inviteAccount(context, broker, form({ organisation: meant }));
      const account = (await accountsKept(context, broker)).find((entry) => entry.id === other.id);
      expect(account!.organisation).toBe(second);
    }
  });

  it('names what is wrong', async () => {
    const refused = (over: Partial<Invitation>) => codes(inviteAccount(context, broker, form(over)));
    expect(await refused({ email: 'no address' })).toEqual(['/email bad-email']);
    expect(await refused({ email: 'a@b.example\r\nBcc: c@d.example' })).toEqual(['/email bad-email']);
    expect(await refused({ email: 'KIM@abroad.test' })).toEqual(['/email email-taken']);
    expect(await refused({ name: '  ' })).toEqual(['/name required']);
    expect(await refused({ name: 'Kim\nBcc: x@y.example' })).toEqual(['/name bad-name']);
    expect(await refused({ organisation: '' })).toEqual(['/organisation organisation-missing']);
    expect(await refused({ organisation: 'Nowhere & Sons' })).toEqual(['/organisation organisation-unknown']);
    expect(await refused({ organisation: 'Twin' })).toEqual(['/organisation organisation-ambiguous']);
  });

  it('comes from staff, and for brokers and administrators from administrators', async () => {
    await expect(inviteAccount(context, member, form())).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(
      inviteAccount(context, { viewer: { role: 'visitor' }, door: 'page' }, form()),
    ).rejects.toMatchObject({ name: 'Forbidden' });
    for (const role of ['broker', 'administrator'] as const) {
      await expect(inviteAccount(context, broker, form({ role }))).rejects.toMatchObject({
        name: 'Forbidden',
      });
      await inviteAccount(context, administrator, form({ role }));
    }
  });

  it('is accepted once, and not after it was repeated', async () => {
    const invited = form();
    const { id } = await inviteAccount(context, broker, invited);
    const first = await tokenOf(invited.email);
    await repeatInvitation(context, broker, id);
    const repeated = await tokenOf(invited.email);
    expect(await codes(choosePassword(context, 'invitation', first, password, password))).toEqual([
      '/token token-used',
    ]);
    expect(await codes(choosePassword(context, 'password-reset', repeated, password, password))).toEqual([
      '/token token-used',
    ]);
    expect(await tokenHolder(context, 'invitation', repeated)).toEqual({
      user: id,
      name: 'Kim Lee',
      email: invited.email,
    });
    expect(await choosePassword(context, 'invitation', repeated, password, password)).toEqual({
      email: invited.email,
    });
    expect(await codes(choosePassword(context, 'invitation', repeated, password, password))).toEqual([
      '/token token-used',
    ]);
    expect(await codes(repeatInvitation(context, broker, id))).toEqual([' not-invited']);
  });

  it('stands for seven days', async () => {
    const invited = form();
    await inviteAccount(context, broker, invited);
    const [row] = await database.query(
      `select round(extract(epoch from max(expires_at) - now()) / 3600)::int as hours from verifications where $1`,
      [true],
    );
    expect(row).toEqual({ hours: 7 * 24 });
  });
});

describe('an account', () => {
  it('is kept by brokers where it is a member’s, by administrators always', async () => {
    expect(new Set((await accountsKept(context, broker)).map(({ role }) => role))).toEqual(
      new Set(['member']),
    );
    expect(new Set((await accountsKept(context, administrator)).map(({ role }) => role))).toEqual(
      new Set(['administrator', 'broker', 'member']),
    );
    expect(await accountsKept(context, member)).toEqual([]);
    const chief = administrator.viewer.user!;
    const attempts = [
      changeAccount(context, broker, chief, { disabled: true }),
      changeAccount(context, broker, member.viewer.user!, { role: 'broker' }),
      changeAccount(context, member, member.viewer.user!, { role: 'administrator' }),
      revokeAccountSessions(context, broker, chief),
      repeatInvitation(context, broker, chief),
    ];
    expect((await Promise.allSettled(attempts)).map(refusal)).toEqual(Array(5).fill('NotFound'));
    const [row] = await database.query('select role, disabled from users where id = $1', [chief]);
    expect(row).toEqual({ role: 'administrator', disabled: false });
  });

  it('changes role and organisation together: members have one, staff none', async () => {
    const id = await opened();
    await changeAccount(context, administrator, id, { role: 'broker', organisation: '' });
    const read = async () => {
      const [row] = await database.query('select role, organisation, disabled from users where id = $1', [
        id,
      ]);
      return row;
    };
    expect(await read()).toEqual({ role: 'broker', organisation: null, disabled: false });
    expect(await codes(changeAccount(context, administrator, id, { role: 'member' }))).toEqual([
      '/organisation organisation-missing',
    ]);
    await changeAccount(context, administrator, id, { role: 'member', organisation: second });
    expect(await read()).toEqual({ role: 'member', organisation: second, disabled: false });
  });

  it('that is closed accepts no link any more', async () => {
    const invited = form();
    const { id } = await inviteAccount(context, broker, invited);
    await changeAccount(context, broker, id, { disabled: true });
    expect(
      await codes(choosePassword(context, 'invitation', await tokenOf(invited.email), password, password)),
    ).toEqual(['/token token-used']);
  });

  it('keeps the last administrator, also when two give each other up at once', async () => {
    const chief = administrator.viewer.user!;
    for (const change of [{ disabled: true }, { role: 'broker' as const }])
      expect(await codes(changeAccount(context, administrator, chief, change))).toEqual([
        '/role last-administrator',
      ]);
    // Somebody invited who has no password yet cannot take over.
    await inviteAccount(context, administrator, form({ role: 'administrator' }));
    expect(await codes(changeAccount(context, administrator, chief, { disabled: true }))).toEqual([
      '/role last-administrator',
    ]);
    const other = await opened({ role: 'administrator' });
    const done = await Promise.allSettled([
      changeAccount(context, administrator, other, { role: 'broker' }),
      changeAccount(context, administrator, chief, { role: 'broker' }),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await database.query<{ id: string }>(
      `select u.id from users u join accounts a on a.user_id = u.id where role = 'administrator' and $1`,
      [true],
    );
    expect(left.length).toBe(1);
    await database.query(`update users set role = 'administrator' where id = $1`, [chief]);
    await database.query(`update users set role = 'broker' where id = $1`, [other]);
  });

  it('is renamed by its owner without losing a change of role made meanwhile', async () => {
    const id = await opened();
    const owner: Caller = { viewer: { role: 'member', user: id, organisation }, door: 'page' };
    await Promise.all([
      changeProfile(context, owner, { name: 'Kim Li', language: 'zh' }),
      changeAccount(context, administrator, id, { role: 'broker' }),
    ]);
    expect((await ownAccount(context, owner)).account).toMatchObject({
      name: 'Kim Li',
      language: 'zh',
      role: 'broker',
      organisation: null,
    });
    expect(await codes(changeProfile(context, owner, { name: '', language: 'zh' }))).toEqual([
      '/name required',
    ]);
  });
});

describe('a password renewed on the machine', () => {
  it('replaces the old one and ends the sessions', async () => {
    const invited = form();
    const { id } = await inviteAccount(context, broker, invited);
    const renewed = await renewPassword(context, ` ${invited.email.toUpperCase()}`);
    expect(renewed).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const hash = (await passwordOf(database, id))!;
    expect(await verifyPassword({ hash, password: renewed })).toBe(true);
    await changeAccount(context, administrator, id, { disabled: true });
    await expect(renewPassword(context, invited.email)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(renewPassword(context, 'nobody@abroad.test')).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('what happened to accounts', () => {
  it('stands in the sealed history with who did it, and never a password', async () => {
    const id = await opened();
    await changeAccount(context, administrator, id, { disabled: true });
    const steps = (await audit(context, administrator)).filter(({ record }) => record === id);
    expect(steps.map(({ action, actor, door, kind }) => [action, actor, door, kind])).toEqual([
      ['disable', 'Administrator', 'page', 'account'],
      ['accept', 'Kim Lee', 'page', 'account'],
      ['invite', 'Administrator', 'page', 'account'],
    ]);
    while ((await sealChanges(database)) > 0);
    expect(await verifyPark(context, administrator)).toMatchObject({ unsealed: 0, findings: [] });
    const rows = await database.query('select row from changes where kind = $1', ['account']);
    expect(JSON.stringify(rows)).not.toMatch(/password|token/);
    await database.query(`update changes set row = row || '{"role":"broker"}' where record = $1`, [id]);
    expect((await verifyHistory(database, park.kinds)).findings.length).toBeGreaterThan(0);
  });

  it('and letters are read by administrators alone', async () => {
    const attempts = [broker, member].flatMap((caller) => [
      outbox(context, caller),
      audit(context, caller),
      verifyPark(context, caller),
      resendLetter(context, caller, '01a20385-69a8-7401-ace7-badbb079bfcd'),
    ]);
    expect((await Promise.allSettled(attempts)).map(refusal)).toEqual(Array(8).fill('Forbidden'));
    for (const id of ['01a20385-69a8-7401-ace7-badbb079bfcd', 'x'])
      await expect(resendLetter(context, administrator, id)).rejects.toMatchObject({ name: 'NotFound' });
  });
});
