import {
  type Account,
  busiestOrganisation,
  confirmEmail,
  countAccounts,
  insertAccount,
  newId,
  recordChange,
  setPassword,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { hashPassword, randomPassword } from './password.ts';
import { audited } from './rules.ts';

export interface FirstAccount {
  role: Account['role'];
  email: string;
  password: string;
}

const named = { administrator: 'Administrator', broker: 'Broker', member: 'Member' } as const;

/**
 * Opens the accounts that a new park begins with, each with a password made by chance: the administrator, and for
 * the sample park a broker and a member of one of its organisations. Nothing where there is any account. The
 * passwords are returned this once and kept nowhere.
 */
export async function ensureAccounts(
  context: Context,
  options: { empty?: boolean } = {},
): Promise<FirstAccount[]> {
  if ((await countAccounts(context.database)) > 0) return [];
  const organisation = options.empty ? undefined : await busiestOrganisation(context.database);
  const roles: Account['role'][] = ['administrator'];
  if (!options.empty) roles.push('broker');
  if (organisation) roles.push('member');
  const first = await Promise.all(
    roles.map(async (role) => {
      const password = randomPassword();
      return { role, email: `${role}@sample.example`, password, hash: await hashPassword(password) };
    }),
  );
  return context.database.transaction(async (tx) => {
    const made: FirstAccount[] = [];
    for (const { role, email, password, hash } of first) {
      const account = {
        id: newId(),
        name: named[role],
        email,
        role,
        organisation: role === 'member' ? organisation! : null,
        language: 'en' as const,
      };
      // Another process may begin at the same moment: the first one's accounts stand.
      if (!(await insertAccount(tx, account))) continue;
      await setPassword(tx, account.id, hash);
      await confirmEmail(tx, account.id);
      await recordChange(
        tx,
        { actor: 'system', door: 'command' },
        'account',
        account.id,
        'create',
        audited(account),
      );
      made.push({ role, email, password });
    }
    return made;
  });
}
