import { expect } from 'vitest';
import { type ReadOptions, type Row, readRows, Unreadable } from './index.ts';

export const encoded = (text: string) => new TextEncoder().encode(text);

export async function all(bytes: Uint8Array | string, options?: ReadOptions): Promise<Row[]> {
  const source = { name: 'file.csv', bytes: typeof bytes === 'string' ? encoded(bytes) : bytes };
  const rows: Row[] = [];
  for await (const row of readRows(source, options)) rows.push(row);
  return rows;
}

export const values = async (bytes: Uint8Array | string, options?: ReadOptions) =>
  (await all(bytes, options)).map((row) => row.values);

/** Code and row of the refusal. */
export async function refusal(
  bytes: Uint8Array | string,
  options?: ReadOptions,
): Promise<[string, number | undefined]> {
  const error: unknown = await all(bytes, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof Unreadable)) throw new Error(`not refused: ${String(error)}`);
  expect(error.problems).toEqual([{ pointer: '', code: error.code, words: error.words }]);
  return [error.code, error.place.row];
}
