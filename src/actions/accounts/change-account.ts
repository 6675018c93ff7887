import { Invalid, NotFound } from '../../errors.ts';
import {
  type Account,
  type Db,
  endSessions,
  findAccount,
  forgetTokens,
  listAccounts,
  lockAccount,
  lockAdministrators,
  recordChange,
  updateAccess,
} from '../../store/index.ts';
import { type Caller, type Context, handOf } from '../context.ts';
import { organisationMeant } from './organisation.ts';
import { audited, mayKeep, rolesKept } from './rules.ts';

/** The accounts that the viewer keeps, by name; those whose name or address has the text. */
export const accountsKept = (context: Context, caller: Caller, text?: string): Promise<Account[]> =>
  listAccounts(context.database, rolesKept(caller.viewer), text?.trim());

/** One account that the viewer keeps. */
export async function accountKept(context: Context, caller: Caller, id: string): Promise<Account> {
  return kept(context.database, caller, id);
}

async function kept(db: Db, caller: Caller, id: string): Promise<Account> {
  const account = await findAccount(db, id);
  if (!account || !mayKeep(caller.viewer, account.role)) throw new NotFound('There is no such account.');
  return account;
}

export interface AccountChange {
  role?: Account['role'];
  /** The organisation's name, id or page; members need one, others have none. */
  organisation?: string;
  disabled?: boolean;
}

/**
 * Changes what an account may do; it acts on the owner's next request. Disabling ends the sessions and open links.
 * The last administrator who can sign in stays one.
 */
export async function changeAccount(
  context: Context,
  caller: Caller,
  id: string,
  change: AccountChange,
): Promise<void> {
  const before = await kept(context.database, caller, id);
  const role = change.role ?? before.role;
  if (!mayKeep(caller.viewer, role)) throw new NotFound('There is no such account.');
  let organisation = role === 'member' ? before.organisation : null;
  if (role === 'member' && (change.organisation !== undefined || !organisation))
    organisation = await organisationMeant(context, caller.viewer, change.organisation ?? '');
  await context.database.transaction(async (tx) => {
    const administrators = await lockAdministrators(tx);
    await lockAccount(tx, id);
    const account = await kept(tx, caller, id);
    const disabled = change.disabled ?? account.disabled;
    if ((role !== 'administrator' || disabled) && administrators.length === 1 && administrators[0] === id)
      throw new Invalid('This is the last administrator.', [
        {
          pointer: '/role',
          code: 'last-administrator',
          words: 'This is the last administrator: make somebody else one first.',
        },
      ]);
    const after = { ...account, role, organisation, disabled };
    await updateAccess(tx, id, after);
    if (disabled) {
      await endSessions(tx, id);
      await forgetTokens(tx, id);
    }
    await recordChange(tx, handOf(caller), 'account', id, actionOf(account, after), audited(after));
  });
}

const actionOf = (before: Account, after: Account): string => {
  if (before.disabled !== after.disabled) return after.disabled ? 'disable' : 'enable';
  return 'update';
};

/** Ends all sessions of an account that the viewer keeps. Returns how many. */
export async function revokeAccountSessions(context: Context, caller: Caller, id: string): Promise<number> {
  return context.database.transaction(async (tx) => {
    const account = await kept(tx, caller, id);
    await recordChange(tx, handOf(caller), 'account', id, 'revoke', audited(account));
    return endSessions(tx, id);
  });
}
