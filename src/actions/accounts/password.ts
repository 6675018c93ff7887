import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Problem } from '../../errors.ts';

export { hashPassword, verifyPassword };

/** How long a password is, in characters. */
export const passwordLength = { min: 10, max: 128 };

/** What is wrong with a new password; nothing where it can be taken. */
export function passwordProblems(password: string, repeated: string = password): Problem[] {
  if (password.length < passwordLength.min)
    return [
      {
        pointer: '/password',
        code: 'password-short',
        words: `A password has at least ${passwordLength.min} characters.`,
      },
    ];
  if (password.length > passwordLength.max)
    return [
      {
        pointer: '/password',
        code: 'password-long',
        words: `A password has at most ${passwordLength.max} characters.`,
      },
    ];
  if (password !== repeated)
    return [{ pointer: '/repeated', code: 'password-differs', words: 'The two passwords differ.' }];
  return [];
}

/** Without the letters and digits that are taken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password made by chance, four groups of four (79 bits), readable from a screen. */
export const randomPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-');

/** A token for a letter's link (192 bits), and the digest that is kept of it. */
export function newToken(): { token: string; digest: string } {
  const token = randomBytes(24).toString('base64url');
  return { token, digest: digestOf(token) };
}

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
