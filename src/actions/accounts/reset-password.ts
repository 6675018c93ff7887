import { setTimeout as wait } from 'node:timers/promises';
import { Invalid, NotFound } from '../../errors.ts';
import {
  confirmEmail,
  endSessions,
  findAccount,
  findAccountByEmail,
  findToken,
  forgetTokens,
  insertToken,
  type Purpose,
  recordChange,
  setPassword,
  takeToken,
} from '../../store/index.ts';
import { type Context, refuse } from '../context.ts';
import { writeLetter } from '../write-letter.ts';
import { bucketsOf, limit } from './limits.ts';
import { digestOf, hashPassword, newToken, passwordProblems, randomPassword } from './password.ts';
import { audited } from './rules.ts';

/** A reset's link stands for so many seconds. */
export const resetSeconds = 3600;

/** Every answer takes at least this long (milliseconds), whether there is such an account or not. */
const answerTime = 200;

/**
 * Writes a letter with a link for a new password, where the address has an open account. The answer is the same
 * where it has none. Throws `TooMany` by network address alone.
 */
export async function requestReset(context: Context, email: string, address: string): Promise<void> {
  limit(context, 'reset address', address);
  const account = email.trim().toLowerCase().slice(0, 320);
  // Beyond its limit an account gets no more letters, and the sender hears nothing of it.
  const allowed = bucketsOf(context).take('reset account', account) === 0;
  await Promise.all([wait(answerTime), allowed ? sendReset(context, account) : undefined]);
}

async function sendReset(context: Context, email: string): Promise<void> {
  await context.database.transaction(async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (!account || account.disabled) return;
    const { token, digest } = newToken();
    await insertToken(tx, 'password-reset', digest, account.id, resetSeconds);
    await writeLetter(tx, context, {
      to: account.email,
      language: account.language,
      letter: 'password-reset',
      values: { link: `${context.address ?? ''}/${account.language}/password?token=${token}` },
    });
  });
}

/** Whose link a token is, while it stands. */
export const tokenHolder = (context: Context, purpose: Purpose, token: string) =>
  findToken(context.database, purpose, digestOf(token));

/**
 * Sets the password that a letter's link was for. The link works once; all sessions and other links of the account
 * end. Returns the account's address for signing in.
 */
export async function choosePassword(
  context: Context,
  purpose: Purpose,
  token: string,
  password: string,
  repeated: string,
): Promise<{ email: string }> {
  const digest = digestOf(token);
  if (!(await findToken(context.database, purpose, digest))) throw worthless();
  const problems = passwordProblems(password, repeated);
  if (problems.length > 0) refuse(problems);
  const hash = await hashPassword(password);
  return context.database.transaction(async (tx) => {
    const user = await takeToken(tx, purpose, digest);
    const account = user && (await findAccount(tx, user));
    if (!account || account.disabled) throw worthless();
    await setPassword(tx, account.id, hash);
    await confirmEmail(tx, account.id);
    await endSessions(tx, account.id);
    await forgetTokens(tx, account.id);
    await recordChange(
      tx,
      { actor: account.id, door: 'page' },
      'account',
      account.id,
      purpose === 'invitation' ? 'accept' : 'password',
      audited(account),
    );
    return { email: account.email };
  });
}

/**
 * Gives an account a password made by chance and ends its sessions: for who runs the platform's machine. Returns the
 * password, kept nowhere.
 */
export async function renewPassword(context: Context, email: string): Promise<string> {
  const password = randomPassword();
  const hash = await hashPassword(password);
  return context.database.transaction(async (tx) => {
    const account = await findAccountByEmail(tx, email.trim());
    if (!account || account.disabled) throw new NotFound('This address has no open account.');
    await setPassword(tx, account.id, hash);
    await endSessions(tx, account.id);
    await forgetTokens(tx, account.id);
    const hand = { actor: 'system', door: 'command' } as const;
    await recordChange(tx, hand, 'account', account.id, 'password', audited(account));
    return password;
  });
}

const worthless = () =>
  new Invalid('This link has been used or has run out.', [
    { pointer: '/token', code: 'token-used', words: 'This link has been used or has run out.' },
  ]);
