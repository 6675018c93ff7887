import { hash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Once } from '../actions/index.ts';
import { Invalid } from '../errors.ts';
import { errorPage } from './failures.tsx';
import type { Request } from './page.tsx';

/** Largest file in a form, and largest form. */
export const largestFile = 10 * 1024 * 1024;
const largestForm = largestFile * 3 + 1024 * 1024;

export const limited: MiddlewareHandler = bodyLimit({
  maxSize: largestForm,
  onError: (c) => errorPage(c as Request, 413),
});

export type Fields = Map<string, (string | File)[]>;

export const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(name)?.[0];
  return typeof value === 'string' ? value : undefined;
};
export const textsOf = (fields: Fields, name: string): string[] =>
  (fields.get(name) ?? []).filter((value) => typeof value === 'string');
export const fileOf = (fields: Fields, name: string): File | undefined => {
  const value = fields.get(name)?.[0];
  return value !== undefined && typeof value !== 'string' && value.size > 0 ? value : undefined;
};

/** What a form brings. */
export async function readForm(c: Request): Promise<Fields> {
  let data: FormData;
  try {
    data = await c.req.formData();
  } catch {
    throw new Invalid('The form cannot be read.', [
      { pointer: '', code: 'bad-form', words: 'Send a form (multipart/form-data or urlencoded).' },
    ]);
  }
  const fields: Fields = new Map();
  let count = 0;
  for (const [name, value] of data) {
    if (++count > 2000) break;
    // Browsers send line ends as CR LF.
    const kept = typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
    const known = fields.get(name);
    if (known) known.push(kept);
    else fields.set(name, [kept]);
  }
  return fields;
}

/** The form's one-time key, bound to who sends and what is sent. */
export function onceOf(c: Request, fields: Fields): Once | undefined {
  const key = textOf(fields, '_once');
  if (!key || key.length > 100) return undefined;
  const content = [...fields]
    .filter(([name]) => name !== '_once')
    .flatMap(([name, values]) =>
      values.map((value) => [name, typeof value === 'string' ? value : [value.name, value.size]]),
    );
  return {
    key: `${c.var.viewer.user ?? 'visitor'}:${key}`,
    digest: hash('sha256', JSON.stringify([c.req.path, content])),
  };
}
