import { describe, expect, it } from 'vitest';
import { hand, words, world } from '../../test/world.ts';
import { kinds } from '../records/index.ts';
import { lockRow, sealChanges, updateRows, verifyHistory } from './index.ts';

const { database, park, put } = await world();

describe('history', () => {
  it('binds every change, and names a row changed behind its back and a change altered later', async () => {
    const [acme, beta] = await put(
      'organisation',
      { name: words('Acme'), city: 'Bonn' },
      { name: words('Beta') },
    );
    await database.transaction(async (tx) => {
      const row = await lockRow(tx, park, kinds.organisation, { role: 'system' }, acme!, 'update');
      await updateRows(tx, kinds.organisation, [{ ...row!, city: 'Köln' }], hand);
    });
    expect(await sealChanges(database)).toBe(3);
    expect(await verifyHistory(database, kinds)).toEqual({
      sealed: 3,
      unsealed: 0,
      records: 2,
      findings: [],
    });

    await database.query(`update organisations set city = 'Ulm' where id = $1`, [acme]);
    await database.query(`delete from organisations where id = $1`, [beta]);
    expect((await verifyHistory(database, kinds)).findings).toEqual([
      {
        kind: 'organisation',
        record: acme,
        words: 'This organisation was changed behind the history’s back.',
      },
      {
        kind: 'organisation',
        record: beta,
        words: 'This organisation was removed behind the history’s back.',
      },
    ]);

    await database.query(`update organisations set city = 'Köln' where id = $1`, [acme]);
    await database.query(`update changes set actor = 'nobody' where seq = 1`);
    await database.query(`update changes set row = row || '{"city": "Ulm"}' where seq = 3`);
    const words3 = (await verifyHistory(database, kinds)).findings.map((finding) => finding.words);
    expect(words3).toEqual([
      'The chain does not fit at change 1.',
      'Change 3 was altered after it was written.',
      'This organisation was changed behind the history’s back.',
      'This organisation was removed behind the history’s back.',
    ]);
  });
});
