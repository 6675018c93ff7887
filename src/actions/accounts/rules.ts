import type { Problem } from '../../errors.ts';
import type { Viewer } from '../../records/index.ts';
import type { Account, NewAccount } from '../../store/index.ts';

/** The roles of the accounts that a viewer keeps: brokers keep members, administrators everybody. */
export const rolesKept = (viewer: Viewer): Account['role'][] => {
  if (viewer.role === 'administrator' || viewer.role === 'system')
    return ['administrator', 'broker', 'member'];
  return viewer.role === 'broker' ? ['member'] : [];
};

export const mayKeep = (viewer: Viewer, role: Account['role']): boolean => rolesKept(viewer).includes(role);

/** What the history keeps of an account: never a password or token. */
export const audited = ({
  name,
  email,
  role,
  organisation,
  language,
  ...rest
}: NewAccount & { disabled?: boolean }) => ({
  name,
  email,
  role,
  organisation,
  language,
  disabled: rest.disabled ?? false,
});

/** A person's name as typed. */
export function textProblems({ name }: { name: string }): Problem[] {
  if (!name) return [{ pointer: '/name', code: 'required', words: 'This cannot be empty.' }];
  // Names stand in letters: no line may end inside one.
  if (name.length > 200 || /\p{Cc}/u.test(name))
    return [{ pointer: '/name', code: 'bad-name', words: 'A name is one line of at most 200 characters.' }];
  return [];
}
