import { Invalid } from '../../errors.ts';
import { today } from '../../filter/index.ts';
import { claimOnce, hasHistory, insertRows, newId, type Values } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { sampleKinds, sampleRows } from './read-sample.ts';
import { type Reading, sampleValues } from './sample-values.ts';
import { storeSampleFile } from './store-sample-file.ts';

/** Nothing was ever recorded here, accounts included: a first start. */
export const isUntouched = async (context: Context): Promise<boolean> =>
  !(await hasHistory(context.database));

/**
 * Fills an empty park with the sample park, in one transaction; days are reckoned from the day of loading, so
 * that the sample is always fresh. Returns how many records came in, by kind. Throws {@link Invalid} where
 * records are, or ever were, here: what somebody removed does not come back.
 */
export async function loadSample(context: Context): Promise<Record<string, number>> {
  const hand = { actor: 'system', door: 'sample' } as const;
  return context.database.transaction(async (tx) => {
    // Two that load at the same moment wait for each other here; the second then finds the first one's records.
    await claimOnce(tx, 'sample-park', '');
    if (await hasHistory(tx, Object.keys(context.park.kinds)))
      throw new Invalid('The sample park is loaded into an empty park only; this one has records.');
    const reading: Reading = {
      day: today(context.park.timezone),
      now: Date.now(),
      ids: new Map(),
      storeFile: (path) => storeSampleFile(context.files, path),
    };
    const counts: Record<string, number> = {};
    for (const kind of sampleKinds) {
      const rows = sampleRows(kind);
      for (const row of rows) reading.ids.set(`${kind.name} ${row['reference']}`, newId());
      const written: Values[] = [];
      for (const row of rows) written.push(await sampleValues(kind, row, reading));
      await insertRows(tx, kind, written, hand);
      if (rows.length > 0) counts[kind.name] = rows.length;
    }
    return counts;
  });
}
