import { createHash } from 'node:crypto';
import type { Kind, Kinds } from '../records/index.ts';
import type { Database, Db } from './database.ts';
import { quoted } from './tables.ts';
import { fromColumns, type Values } from './write.ts';

/** Only one process seals at a time. */
const sealLock = 7_210_001;

/**
 * What the chain binds of a change: its place and everything that erasure of personal data leaves standing.
 * The row itself is bound through its digest.
 */
const link = (
  previous: Buffer,
  change: {
    seq: number;
    at: string;
    actor: string;
    door: string;
    kind: string;
    record: string;
    action: string;
    digest: Buffer;
  },
) =>
  createHash('sha256')
    .update(previous)
    .update(
      JSON.stringify([
        change.seq,
        change.at,
        change.actor,
        change.door,
        change.kind,
        change.record,
        change.action,
      ]),
    )
    .update(change.digest)
    .digest();

interface Unsealed {
  seq: number;
  at: string;
  actor: string;
  door: string;
  kind: string;
  record: string;
  action: string;
  digest: Buffer;
}

const columns = `seq, at::text as at, actor, door, kind, record, action, digest`;

/**
 * Chains what has been written since: only changes of transactions older than every running one, in the order of
 * (transaction, sequence), so that writers never wait for each other and none slips in behind. Returns how many.
 */
export async function sealChanges(database: Database, limit = 10_000): Promise<number> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock(${sealLock}) as mine`);
    if (!lock!.mine) return 0;
    const [tail] = await tx.query<{ place: number; chain: Buffer }>(
      'select place, chain from changes where place is not null order by place desc limit 1',
    );
    const rows = await tx.query<Unsealed>(
      `select ${columns} from changes where place is null and tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx, seq limit ${limit}`,
    );
    let chain = tail?.chain ?? Buffer.alloc(32);
    const chains: Buffer[] = [];
    for (const row of rows) {
      chain = link(chain, row);
      chains.push(chain);
    }
    if (rows.length > 0) {
      await tx.query(
        `update changes set place = $1::bigint + sealed.nr, chain = sealed.chain
         from unnest($2::bigint[], $3::bytea[]) with ordinality sealed(seq, chain, nr) where changes.seq = sealed.seq`,
        [tail?.place ?? 0, rows.map((row) => row.seq), chains],
      );
    }
    return rows.length;
  });
}

/** What is wrong with the history or with a row beside it. */
export interface Finding {
  kind: string;
  record: string;
  seq?: number;
  words: string;
}

export interface Verification {
  sealed: number;
  unsealed: number;
  records: number;
  findings: Finding[];
}

/**
 * Walks the chain from its beginning and compares each record with its last change. Names every change whose
 * digest or link does not fit, and every row changed, added or removed without a change.
 */
export async function verifyHistory(
  db: Db,
  kinds: Kinds,
  progress: (done: number) => void = () => {},
): Promise<Verification> {
  const findings: Finding[] = [];
  let chain: Buffer = Buffer.alloc(32);
  let place = 0;
  for (;;) {
    const rows = await db.query<Unsealed & { place: number; chain: Buffer; fits: boolean | null }>(
      `select ${columns}, place, chain, sha256(salt || coalesce(convert_to(row::text, 'UTF8'), ''::bytea)) = digest as fits
       from changes where place > $1 order by place limit 5000`,
      [place],
    );
    for (const row of rows) {
      const named = { kind: row.kind, record: row.record, seq: row.seq };
      if (row.place !== place + 1)
        findings.push({ ...named, words: `Changes are missing from the chain before place ${row.place}.` });
      if (row.fits === false)
        findings.push({ ...named, words: `Change ${row.seq} was altered after it was written.` });
      const expected = link(chain, row);
      if (!expected.equals(row.chain))
        findings.push({ ...named, words: `The chain does not fit at change ${row.seq}.` });
      chain = row.chain;
      place = row.place;
    }
    progress(place);
    if (rows.length === 0) break;
  }
  const unsealed = await db.query<{ seq: number; kind: string; record: string; fits: boolean | null }>(
    `select seq, kind, record, sha256(salt || coalesce(convert_to(row::text, 'UTF8'), ''::bytea)) = digest as fits from changes where place is null`,
  );
  for (const row of unsealed) {
    if (row.fits === false)
      findings.push({
        kind: row.kind,
        record: row.record,
        seq: row.seq,
        words: `Change ${row.seq} was altered after it was written.`,
      });
  }
  let records = 0;
  for (const kind of Object.values(kinds)) {
    const [count] = await db.query<{ n: number }>(`select count(*) as n from ${quoted(kind.plural)}`);
    records += count!.n;
    const differing = await db.query<{ record: string; what: string }>(
      `with last as (select distinct on (record) record, row, action from changes where kind = $1 order by record, seq desc)
       select coalesce(t.id, last.record) as record,
         case when last.record is null then 'added' when t.id is null then 'removed' when last.action = 'delete' then 'revived' else 'changed' end as what
       from ${quoted(kind.plural)} t full join last on last.record = t.id
       where (t.id is null and last.action <> 'delete') or (t.id is not null and (last.record is null or last.action = 'delete'
         or (last.row is not null and last.row <> jsonb_strip_nulls(to_jsonb(t)))))
       order by 1 limit 1000`,
      [kind.name],
    );
    for (const { record, what } of differing) {
      findings.push({
        kind: kind.name,
        record,
        words: `This ${kind.name} was ${what} behind the history’s back.`,
      });
    }
  }
  return { sealed: place, unsealed: unsealed.length, records, findings };
}

export interface Change {
  seq: number;
  at: string;
  actor: string;
  /** The name of the actor's account, where it still has one. */
  name?: string;
  door: string;
  action: string;
  /** The whole record after the change; undefined after deletion or erasure. */
  row?: Values;
}

/** The changes of one record, latest first. */
export async function changesOf(db: Db, kind: Kind, record: string, limit = 100): Promise<Change[]> {
  const rows = await db.query<Omit<Change, 'name'> & { row: Values | null; name: string | null }>(
    'select seq, at::text as at, actor, (select name from users where users.id = actor), door, action, row from changes where kind = $1 and record = $2 order by seq desc limit $3',
    [kind.name, record, limit],
  );
  return rows.map(({ row, name, ...change }) => ({
    ...change,
    ...(name ? { name } : {}),
    ...(row ? { row: fromColumns(kind, row) } : {}),
  }));
}

/** A change as readers of the history get it: which record, not what it holds. */
export interface Step {
  seq: number;
  kind: string;
  record: string;
}

/**
 * What has changed behind a watermark. Sequence numbers are given before commit, so that a later one may show
 * first: the new watermark stays below every change that may still come, and some steps may be met twice.
 */
export async function changesSince(
  db: Db,
  watermark: string,
  kinds: readonly string[],
): Promise<{ steps: Step[]; watermark: string }> {
  const [safe] = await db.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  );
  const steps = await db.query<Step>(
    'select seq, kind, record from changes where tx >= $1::xid8 and kind = any($2) order by seq',
    [watermark, kinds],
  );
  return { steps, watermark: safe!.xmin };
}
