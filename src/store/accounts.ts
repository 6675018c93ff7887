import type { Role } from '../records/index.ts';
import type { Db } from './database.ts';
import { type Hand, newId } from './write.ts';

/** Whose session a token is; undefined once it has run out, was revoked, or the account is disabled. */
export interface SessionRow {
  session: string;
  user: string;
  name: string;
  role: Exclude<Role, 'visitor' | 'system'>;
  organisation: string | null;
}

export async function findSession(db: Db, token: string): Promise<SessionRow | undefined> {
  const [row] = await db.query<SessionRow>(
    `select s.id as session, u.id as "user", u.name, u.role, u.organisation
     from sessions s join users u on u.id = s.user_id
     where s.token = $1 and s.expires_at > now() and not u.disabled`,
    [token],
  );
  return row;
}

export interface Account {
  id: string;
  name: string;
  email: string;
  role: Exclude<Role, 'visitor' | 'system'>;
  organisation: string | null;
  /** The organisation's name as kept: a text in languages. */
  organisationName: unknown;
  language: 'en' | 'zh';
  disabled: boolean;
  /** Whether a password was ever set; until then the invitation stands open. */
  active: boolean;
  sessions: number;
  createdAt: string;
}

const accountColumns = `u.id, u.name, u.email, u.role, u.organisation, o.name as "organisationName", u.language, u.disabled,
  exists (select from accounts a where a.user_id = u.id and a.password is not null) as active,
  (select count(*) from sessions s where s.user_id = u.id and s.expires_at > now()) as sessions, u.created_at::text as "createdAt"`;

/** Accounts in the order of their names; those of some roles, or whose name or address has the text. */
export const listAccounts = (db: Db, roles: readonly string[], text = '', limit = 500): Promise<Account[]> =>
  db.query<Account>(
    `select ${accountColumns} from users u left join organisations o on o.id = u.organisation
     where u.role = any($1) and ($2 = '' or strpos(lower(u.name), lower($2)) > 0 or strpos(u.email, lower($2)) > 0)
     order by u.name, u.id limit $3`,
    [roles, text, limit],
  );

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  const [row] = await db.query<Account>(
    `select ${accountColumns} from users u left join organisations o on o.id = u.organisation where u.id = $1`,
    [id],
  );
  return row;
}

/** The account of an address, whatever its letters' case. */
export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const [row] = await db.query<Account>(
    `select ${accountColumns} from users u left join organisations o on o.id = u.organisation where u.email = lower($1)`,
    [email],
  );
  return row;
}

export async function countAccounts(db: Db): Promise<number> {
  const [row] = await db.query<{ n: number }>('select count(*) as n from users');
  return row!.n;
}

export type NewAccount = Pick<Account, 'id' | 'name' | 'email' | 'role' | 'organisation' | 'language'>;

/** Adds an account; false where its address has one already. */
export async function insertAccount(tx: Db, account: NewAccount): Promise<boolean> {
  const rows = await tx.query(
    `insert into users (id, name, email, role, organisation, language) values ($1, $2, lower($3), $4, $5, $6)
     on conflict (email) do nothing returning id`,
    [account.id, account.name, account.email, account.role, account.organisation, account.language],
  );
  return rows.length > 0;
}

/** Locks an account until the transaction ends, so that two changes of it come one after the other. */
export const lockAccount = (tx: Db, id: string) =>
  tx.query('select id from users where id = $1 for update', [id]);

export const updateProfile = (tx: Db, id: string, account: Pick<Account, 'name' | 'language'>) =>
  tx.query('update users set name = $2, language = $3, updated_at = now() where id = $1', [
    id,
    account.name,
    account.language,
  ]);

export const updateAccess = (
  tx: Db,
  id: string,
  account: Pick<Account, 'role' | 'organisation' | 'disabled'>,
) =>
  tx.query('update users set role = $2, organisation = $3, disabled = $4, updated_at = now() where id = $1', [
    id,
    account.role,
    account.organisation,
    account.disabled,
  ]);

/**
 * The administrators who can sign in, locked until the transaction ends: two who demote each other at once are
 * served one after the other.
 */
export async function lockAdministrators(tx: Db): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select u.id from users u where u.role = 'administrator' and not u.disabled
     and exists (select from accounts a where a.user_id = u.id and a.password is not null) order by u.id for update of u`,
  );
  return rows.map((row) => row.id);
}

/** The scrypt hash of an account's password. */
export async function passwordOf(db: Db, user: string): Promise<string | undefined> {
  const [row] = await db.query<{ password: string | null }>(
    `select password from accounts where user_id = $1 and provider_id = 'credential'`,
    [user],
  );
  return row?.password ?? undefined;
}

/** Sets a password; what was set before is forgotten. */
export async function setPassword(tx: Db, user: string, hash: string): Promise<void> {
  const changed = await tx.query(
    `update accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential' returning id`,
    [user, hash],
  );
  if (changed.length > 0) return;
  await tx.query(
    `insert into accounts (id, account_id, provider_id, user_id, password) values ($1, $2, 'credential', $2, $3)`,
    [newId(), user, hash],
  );
}

export const confirmEmail = (tx: Db, user: string) =>
  tx.query('update users set email_verified = true where id = $1', [user]);

export interface Session {
  id: string;
  startedAt: string;
  expiresAt: string;
  address: string | null;
  device: string | null;
}

/** Sessions that are open, latest first. */
export const sessionsOf = (db: Db, user: string): Promise<Session[]> =>
  db.query<Session>(
    `select id, created_at::text as "startedAt", expires_at::text as "expiresAt", ip_address as address, user_agent as device
     from sessions where user_id = $1 and expires_at > now() order by created_at desc, id`,
    [user],
  );

/** Ends sessions of an account: all, one, or all but one. Returns how many. */
export async function endSessions(
  db: Db,
  user: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const rows = await db.query(
    `delete from sessions where user_id = $1 and ($2::text is null or id = $2) and ($3::text is null or id <> $3) returning id`,
    [user, which.only ?? null, which.except ?? null],
  );
  return rows.length;
}

/** Ends the session of a token. */
export const endSession = (db: Db, token: string) =>
  db.query('delete from sessions where token = $1', [token]);

/** What a letter's link was made for. */
export type Purpose = 'invitation' | 'password-reset';

/** Keeps the digest of a single-use token; earlier ones of the same purpose run out. */
export async function insertToken(
  tx: Db,
  purpose: Purpose,
  digest: string,
  user: string,
  seconds: number,
): Promise<void> {
  await forgetTokens(tx, user, purpose);
  await tx.query(
    `insert into verifications (id, identifier, value, expires_at) values ($1, $2, $3, now() + make_interval(secs => $4))`,
    [newId(), `${purpose}:${digest}`, user, seconds],
  );
}

export const forgetTokens = (tx: Db, user: string, purpose?: Purpose) =>
  tx.query(
    'delete from verifications where value = $1 and ($2::text is null or starts_with(identifier, $2))',
    [user, purpose ? `${purpose}:` : null],
  );

/** Whose token it is, while it stands. */
export async function findToken(
  db: Db,
  purpose: Purpose,
  digest: string,
): Promise<{ user: string; name: string; email: string } | undefined> {
  const [row] = await db.query<{ user: string; name: string; email: string }>(
    `select u.id as "user", u.name, u.email from verifications v join users u on u.id = v.value
     where v.identifier = $1 and v.expires_at > now() and not u.disabled`,
    [`${purpose}:${digest}`],
  );
  return row;
}

/** Uses a token up: of two who come at once, one gets the account. */
export async function takeToken(tx: Db, purpose: Purpose, digest: string): Promise<string | undefined> {
  const [row] = await tx.query<{ value: string }>(
    'delete from verifications where identifier = $1 and expires_at > now() returning value',
    [`${purpose}:${digest}`],
  );
  return row?.value;
}

/** Deletes what has run out: sessions, tokens, and one-time keys older than some days. Returns how many. */
export async function clearExpired(db: Db, onceDays: number): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `with s as (delete from sessions where expires_at < now() returning 1),
       v as (delete from verifications where expires_at < now() returning 1),
       o as (delete from onces where created_at < now() - make_interval(days => $1) returning 1)
     select (select count(*) from s) + (select count(*) from v) + (select count(*) from o) as n`,
    [onceDays],
  );
  return row!.n;
}

/**
 * Appends to the history what happened to something that is no kind of record: an account or the settings. It is
 * sealed with all other changes.
 */
export const recordChange = (
  tx: Db,
  hand: Hand,
  kind: 'account' | 'settings',
  record: string,
  action: string,
  row: Record<string, unknown>,
) =>
  tx.query(
    `insert into changes (actor, door, kind, record, action, row, salt, digest)
     select $1, $2, $3, $4::uuid, $5, $6::jsonb, salt, sha256(salt || convert_to($6::jsonb::text, 'UTF8'))
     from (select uuid_send(gen_random_uuid()) as salt) made`,
    [hand.actor, hand.door, kind, record, action, JSON.stringify(row)],
  );

export interface AuditedChange {
  seq: number;
  at: string;
  /** The account's name where there is one, else who it was: a role, `sample`, a command. */
  actor: string;
  door: string;
  action: string;
  kind: string;
  record: string;
  sealed: boolean;
}

/** The latest changes of everything. */
export const latestChanges = (db: Db, limit: number): Promise<AuditedChange[]> =>
  db.query<AuditedChange>(
    `select c.seq, c.at::text as at, coalesce(u.name, c.actor) as actor, c.door, c.action, c.kind, c.record, c.place is not null as sealed
     from (select * from changes order by seq desc limit $1) c left join users u on u.id = c.actor order by c.seq desc`,
    [limit],
  );

/** The organisation that offers and asks for most; any where none does. */
export async function busiestOrganisation(db: Db): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(
    `select o.id from organisations o left join opportunities p on p.organisation = o.id
     group by o.id order by count(p.id) desc, o.id limit 1`,
  );
  return row?.id;
}
