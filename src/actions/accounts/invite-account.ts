import { Forbidden, Invalid, NotFound } from '../../errors.ts';
import { isEmail, isStaff } from '../../records/index.ts';
import {
  type Account,
  type Db,
  findAccount,
  insertAccount,
  insertToken,
  newId,
  recordChange,
} from '../../store/index.ts';
import { type Caller, type Context, handOf, type Once, refuse, transactOnce } from '../context.ts';
import { parkName, parkTexts } from '../park-texts.ts';
import { writeLetter } from '../write-letter.ts';
import { limit } from './limits.ts';
import { organisationMeant } from './organisation.ts';
import { newToken } from './password.ts';
import { audited, mayKeep, textProblems } from './rules.ts';

/** An invitation's link stands for so many days. */
export const invitationDays = 7;

export interface Invitation {
  name: string;
  email: string;
  role: Account['role'];
  /** For members: the organisation's name, id or page. */
  organisation?: string;
  language: 'en' | 'zh';
}

/**
 * Opens an account and writes the letter with which its owner chooses a password. Brokers invite members;
 * administrators anybody.
 */
export async function inviteAccount(
  context: Context,
  caller: Caller,
  form: Invitation,
  once?: Once,
): Promise<{ id: string }> {
  if (!isStaff(caller.viewer)) throw new Forbidden('Only park staff invite.');
  if (!mayKeep(caller.viewer, form.role)) throw new Forbidden('Brokers invite members only.');
  limit(context, 'invitation', caller.viewer.user ?? caller.viewer.role);
  const name = form.name.trim();
  const email = form.email.trim().toLowerCase();
  const problems = textProblems({ name });
  if (!isEmail(email))
    problems.push({
      pointer: '/email',
      code: 'bad-email',
      words: 'Write an e-mail address such as name@example.org.',
    });
  if (problems.length > 0) refuse(problems);
  const organisation =
    form.role === 'member' ? await organisationMeant(context, caller.viewer, form.organisation ?? '') : null;
  return transactOnce(context, once, async (tx) => {
    const account = { id: newId(), name, email, role: form.role, organisation, language: form.language };
    if (!(await insertAccount(tx, account)))
      throw new Invalid('This address has an account already.', [
        { pointer: '/email', code: 'email-taken', words: 'This address has an account already.' },
      ]);
    await recordChange(tx, handOf(caller), 'account', account.id, 'invite', audited(account));
    await sendInvitation(tx, context, account);
    return { id: account.id };
  });
}

/** Writes the letter again, with a new link; the old one no longer works. */
export async function repeatInvitation(context: Context, caller: Caller, id: string): Promise<void> {
  limit(context, 'invitation', caller.viewer.user ?? caller.viewer.role);
  await context.database.transaction(async (tx) => {
    const account = await findAccount(tx, id);
    if (!account || !mayKeep(caller.viewer, account.role)) throw new NotFound('There is no such account.');
    if (account.active || account.disabled)
      throw new Invalid('This account is not waiting for its invitation.', [
        { pointer: '', code: 'not-invited', words: 'This account is not waiting for its invitation.' },
      ]);
    await sendInvitation(tx, context, account);
    await recordChange(tx, handOf(caller), 'account', id, 'invite', audited(account));
  });
}

async function sendInvitation(
  tx: Db,
  context: Context,
  account: Pick<Account, 'id' | 'name' | 'email' | 'language'>,
): Promise<void> {
  const { token, digest } = newToken();
  await insertToken(tx, 'invitation', digest, account.id, invitationDays * 24 * 3600);
  await parkTexts(context);
  await writeLetter(tx, context, {
    to: account.email,
    language: account.language,
    letter: 'invitation',
    values: {
      name: account.name,
      park: parkName(context, account.language),
      link: `${context.address ?? ''}/${account.language}/invitation?token=${token}`,
    },
  });
}
