import { Forbidden, Invalid, NotFound } from '../../errors.ts';
import {
  type Account,
  endSessions,
  findAccount,
  forgetTokens,
  lockAccount,
  passwordOf,
  recordChange,
  type Session,
  sessionsOf,
  setPassword,
  updateProfile,
} from '../../store/index.ts';
import { type Caller, type Context, handOf, refuse } from '../context.ts';
import { bucketsOf, limit } from './limits.ts';
import { hashPassword, passwordProblems, verifyPassword } from './password.ts';
import { audited, textProblems } from './rules.ts';

const ownerOf = (caller: Caller): string => {
  if (!caller.viewer.user) throw new Forbidden('Sign in first.');
  return caller.viewer.user;
};

/** The viewer's own account, with its open sessions. */
export async function ownAccount(
  context: Context,
  caller: Caller,
): Promise<{ account: Account; sessions: Session[] }> {
  const user = ownerOf(caller);
  const account = await findAccount(context.database, user);
  if (!account) throw new NotFound('There is no such account.');
  return { account, sessions: await sessionsOf(context.database, user) };
}

/** Changes how somebody is called and in which language letters come. */
export async function changeProfile(
  context: Context,
  caller: Caller,
  profile: { name: string; language: Account['language'] },
): Promise<void> {
  const name = profile.name.trim();
  const problems = textProblems({ name });
  if (problems.length > 0) refuse(problems);
  const user = ownerOf(caller);
  await context.database.transaction(async (tx) => {
    await lockAccount(tx, user);
    const account = await findAccount(tx, user);
    if (!account) throw new NotFound('There is no such account.');
    const after = { ...account, name, language: profile.language };
    await updateProfile(tx, account.id, after);
    await recordChange(tx, handOf(caller), 'account', account.id, 'update', audited(after));
  });
}

/** Changes the password; all sessions but the one it is done in end. Throws `TooMany` after wrong tries. */
export async function changePassword(
  context: Context,
  caller: Caller,
  passwords: { current: string; password: string; repeated: string },
  session: string | undefined,
): Promise<void> {
  const user = ownerOf(caller);
  limit(context, 'password', user);
  const hash = await passwordOf(context.database, user);
  const right =
    hash !== undefined &&
    passwords.current.length <= 1000 &&
    (await verifyPassword({ hash, password: passwords.current }));
  if (!right)
    throw new Invalid('The current password is not right.', [
      { pointer: '/current', code: 'password-wrong', words: 'The current password is not right.' },
    ]);
  bucketsOf(context).giveBack('password', user);
  const problems = passwordProblems(passwords.password, passwords.repeated);
  if (problems.length > 0) refuse(problems);
  const next = await hashPassword(passwords.password);
  await context.database.transaction(async (tx) => {
    const account = await findAccount(tx, user);
    if (!account) throw new NotFound('There is no such account.');
    await setPassword(tx, user, next);
    await endSessions(tx, user, session ? { except: session } : {});
    await forgetTokens(tx, user);
    await recordChange(tx, handOf(caller), 'account', user, 'password', audited(account));
  });
}

/** Ends one of the viewer's own sessions, or all but the given one. Returns how many. */
export const revokeOwnSessions = (
  context: Context,
  caller: Caller,
  which: { only: string } | { except: string },
): Promise<number> => endSessions(context.database, ownerOf(caller), which);
