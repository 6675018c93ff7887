import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

const mark = (secret: string, purpose: string, body: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${body}`).digest('base64url').slice(0, 27);

/** A value that travels through a form and comes back as it went, or not at all. */
export function seal(secret: string, purpose: string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${body}.${mark(secret, purpose, body)}`;
}

export function unseal<T>(secret: string, purpose: string, sealed: unknown): T | undefined {
  if (typeof sealed !== 'string') return undefined;
  const [body = '', given = '', more] = sealed.split('.');
  const expected = mark(secret, purpose, body);
  if (more !== undefined || given.length !== expected.length) return undefined;
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as T;
}

/** A key under which a form acts once. */
export const oneTimeKey = (): string => randomUUID();
