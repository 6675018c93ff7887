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
  tries: number;
  error: string | null;
}

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
  await tx.query(`select pg_notify('letters', '')`);
}

const columns = `id, "to", subject, body, language, created_at::text as "createdAt", sent_at::text as "sentAt", tries, error`;

/** Letters, latest first. */
export const listLetters = (db: Db, limit = 200): Promise<LetterRow[]> =>
  db.query<LetterRow>(`select ${columns} from letters order by created_at desc, id desc limit $1`, [limit]);

/** Letters that wait to be sent, oldest first; taken by one sender at a time inside its transaction. */
export const waitingLetters = (tx: Db, limit = 20): Promise<LetterRow[]> =>
  tx.query<LetterRow>(
    `select ${columns} from letters where sent_at is null and tries < 8 order by created_at limit $1 for update skip locked`,
    [limit],
  );

export const letterSent = (tx: Db, id: string) =>
  tx.query('update letters set sent_at = now(), error = null where id = $1', [id]);

export const letterFailed = (tx: Db, id: string, error: string) =>
  tx.query('update letters set tries = tries + 1, error = $2 where id = $1', [id, error.slice(0, 1000)]);
