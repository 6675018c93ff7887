import { Forbidden, NotFound } from '../../errors.ts';
import {
  countLetters,
  findLetter,
  type LetterRow,
  letterTries,
  listLetters,
  requeueLetter,
} from '../../store/index.ts';
import type { Caller, Context } from '../context.ts';

export interface OutboxLetter extends LetterRow {
  state: 'waiting' | 'held' | 'sent' | 'failed';
}

/** A letter that lay for so long without being tried is left to the administrator (milliseconds). */
const heldAfter = 3 * 24 * 3600 * 1000;

const stateOf = (letter: LetterRow): OutboxLetter['state'] => {
  if (letter.sentAt) return 'sent';
  if (letter.tries >= letterTries) return 'failed';
  return Date.now() - new Date(letter.dueAt).getTime() > heldAfter ? 'held' : 'waiting';
};

export const onlyAdministrators = ({ viewer }: Caller): void => {
  if (viewer.role !== 'administrator' && viewer.role !== 'system')
    throw new Forbidden('Only administrators may do this.');
};

/** The latest letters of the outbox, with what became of them. */
export async function outbox(context: Context, caller: Caller): Promise<OutboxLetter[]> {
  onlyAdministrators(caller);
  return (await listLetters(context.database)).map((letter) => ({ ...letter, state: stateOf(letter) }));
}

export async function outboxCounts(context: Context, caller: Caller) {
  onlyAdministrators(caller);
  return countLetters(context.database);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One letter, whole. */
export async function showLetter(context: Context, caller: Caller, id: string): Promise<OutboxLetter> {
  onlyAdministrators(caller);
  const letter = uuid.test(id) ? await findLetter(context.database, id) : undefined;
  if (!letter) throw new NotFound('There is no such letter.');
  return { ...letter, state: stateOf(letter) };
}

/** Puts a letter into the outbox again, as it is. */
export async function resendLetter(context: Context, caller: Caller, id: string): Promise<void> {
  await showLetter(context, caller, id);
  await context.database.transaction((tx) => requeueLetter(tx, id));
}
