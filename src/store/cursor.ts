import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where a page ended: the sort keys and id of its last row, signed, so that a cursor is opaque and can't be made up. */
export function signCursor(secret: string, list: string, keys: unknown[]): string {
  const body = Buffer.from(JSON.stringify(keys)).toString('base64url');
  return `${body}.${seal(secret, list, body)}`;
}

/** The keys of a cursor, or undefined where it is not ours or belongs to another list or order. */
export function readCursor(secret: string, list: string, cursor: string): unknown[] | undefined {
  const [body, mark, more] = cursor.split('.');
  if (!body || !mark || more !== undefined) return undefined;
  const expected = Buffer.from(seal(secret, list, body));
  const given = Buffer.from(mark);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[];
}

const seal = (secret: string, list: string, body: string) =>
  createHmac('sha256', secret).update(`${list}\n${body}`).digest('base64url').slice(0, 22);
