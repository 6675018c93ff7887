import { makeTables, tablesCurrent } from '../search/tables.ts';

/** Builds the matching engine's tables; false where the present ones are of the present sources. */
export async function buildMatchingTables(say: (words: string) => void, again: boolean): Promise<boolean> {
  if (!again && tablesCurrent()) return false;
  await makeTables(say);
  return true;
}
