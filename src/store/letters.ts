import type { Db } from './database.ts';
import { newId } from './write.ts';

export interface LetterRow {
  id: string;
  to: string;
  subject: string;
  body: string;
  language: string;
  createdAt: string;
  sentAt: string | null;
  /** When it is tried next. */
  dueAt: string;
  tries: number;
  error: string | null;
}

/** A letter is tried so often: after minutes, then hours; then it waits for an administrator. */
export const letterTries = 8;

/** Waiting time after each try, in minutes. */
const pauses = [1, 5, 15, 60, 180, 480, 720, 1440];

/** Puts a letter into the outbox and wakes who sends it. */
export async function queueLetter(
  tx: Db,
  letter: Pick<LetterRow, 'to' | 'subject' | 'body' | 'language'>,
): Promise<void> {
  await tx.query('insert into letters (id, "to", subject, body, language) values ($1, $2, $3, $4, $5)', [
    newId(),
    letter.to,
    letter.subject,
    letter.body,
    letter.language,
  ]);
  await wakeSender(tx);
}

const wakeSender = (tx: Db) => tx.query(`select pg_notify('letters', '')`);

const columns = `id, "to", subject, body, language, created_at::text as "createdAt", sent_at::text as "sentAt", due_at::text as "dueAt", tries, error`;

/** Letters, latest first. */
export const listLetters = (db: Db, limit = 200): Promise<LetterRow[]> =>
  db.query<LetterRow>(`select ${columns} from letters order by created_at desc, id desc limit $1`, [limit]);

export async function findLetter(db: Db, id: string): Promise<LetterRow | undefined> {
  const [row] = await db.query<LetterRow>(`select ${columns} from letters where id = $1::uuid`, [id]);
  return row;
}

/** How many letters wait, and how many were given up. */
export async function countLetters(db: Db): Promise<{ waiting: number; failed: number }> {
  const [row] = await db.query<{ waiting: number; failed: number }>(
    `select count(*) filter (where tries < $1) as waiting, count(*) filter (where tries >= $1) as failed
     from letters where sent_at is null`,
    [letterTries],
  );
  return row!;
}

/**
 * Takes letters that are due, oldest first, and sets when each would be tried again: no transaction is held while
 * they are sent, several senders never take the same one, and one whose sender dies is tried again. A letter that
 * has lain for three days without a mail server is left to an administrator.
 */
export const takeLetters = (db: Db, limit = 20): Promise<LetterRow[]> =>
  db.query<LetterRow>(
    `with due as (select id from letters where sent_at is null and tries < $2 and due_at <= now() and due_at > now() - interval '3 days'
       order by due_at limit $1 for update skip locked)
     update letters set tries = tries + 1, due_at = now() + make_interval(mins => ($3::int[])[tries + 1])
     where id in (select id from due) returning ${columns}`,
    [limit, letterTries, pauses],
  );

export const letterSent = (db: Db, id: string) =>
  db.query('update letters set sent_at = now(), error = null where id = $1', [id]);

export const letterFailed = (db: Db, id: string, error: string) =>
  db.query('update letters set error = $2 where id = $1', [id, error.slice(0, 1000)]);

/** Lets a letter be sent again from the beginning. False where there is none. */
export async function requeueLetter(tx: Db, id: string): Promise<boolean> {
  const rows = await tx.query(
    'update letters set sent_at = null, tries = 0, due_at = now(), error = null where id = $1::uuid returning id',
    [id],
  );
  await wakeSender(tx);
  return rows.length > 0;
}
