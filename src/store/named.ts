import type { Db } from './database.ts';

export interface Addressee {
  email: string;
  language: string;
}

/** The accounts that get letters: brokers, or the members of an organisation. */
export const brokersAddresses = (db: Db): Promise<Addressee[]> =>
  db.query<Addressee>(
    `select email, language from users where role = 'broker' and not disabled order by email`,
    [],
  );

export const membersAddresses = (db: Db, organisation: string | null): Promise<Addressee[]> =>
  db.query<Addressee>(
    `select email, language from users where organisation = $1 and role = 'member' and not disabled order by email`,
    [organisation],
  );

/** How many expressions of interest came in the last hour from an address, and for an opportunity. */
export async function recentInterests(
  db: Db,
  email: string,
  opportunity: string,
): Promise<{ email: number; opportunity: number }> {
  const [row] = await db.query<{ email: number; opportunity: number }>(
    `select count(*) filter (where lower(email) = lower($1)) as email, count(*) filter (where opportunity = $2::uuid) as opportunity
     from interests where created_at > now() - interval '1 hour'`,
    [email, opportunity],
  );
  return row!;
}

/** Published opportunities whose last day has passed. */
export async function expiredOpportunities(db: Db, day: string, limit = 1000): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from opportunities where status = 'published' and expires_last < $1::date order by id limit $2`,
    [day, limit],
  );
  return rows.map((row) => row.id);
}

/** Claims a one-time key; the earlier claim comes back where there is one (after its transaction has ended). */
export async function claimOnce(
  tx: Db,
  key: string,
  digest: string,
): Promise<{ digest: string; answer: unknown } | undefined> {
  const mine = await tx.query(
    'insert into onces (key, digest) values ($1, $2) on conflict do nothing returning key',
    [key, digest],
  );
  if (mine.length > 0) return undefined;
  const [earlier] = await tx.query<{ digest: string; answer: unknown }>(
    'select digest, answer from onces where key = $1',
    [key],
  );
  return earlier;
}

export const answerOnce = (tx: Db, key: string, answer: unknown) =>
  tx.query('update onces set answer = $2 where key = $1', [key, JSON.stringify(answer ?? null)]);

/** Whether anything was ever recorded, of the kinds named or of any (accounts too); what was removed counts. */
export async function hasHistory(db: Db, kinds?: readonly string[]): Promise<boolean> {
  const [row] = await db.query<{ found: boolean }>(
    'select exists (select 1 from changes where $1::text[] is null or kind = any($1)) as found',
    [kinds ?? null],
  );
  return row!.found;
}
