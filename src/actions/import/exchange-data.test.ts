import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { world } from '../../../test/world.ts';
import { system } from '../../records/index.ts';
import { verifyHistory } from '../../store/index.ts';
import { type Caller, importNow, listRecords, undoImport } from '../index.ts';

const folder = '../shared/data/exchange';
const missing = !existsSync(folder);
if (missing) console.warn(`Skipped: ${folder} is not here.`);

const command: Caller = { viewer: system, door: 'command' };
const { context } = await world();

const count = async (search: string, kind = 'opportunity') =>
  (await listRecords(context, system, kind, `${search}&count=exact&limit=1`)).count!.value;

it.skipIf(missing)(
  'brings in all real offers and requests, none twice, none lost, and takes them back',
  async () => {
    const offers = readdirSync(`${folder}/university-offers`).sort();
    const files = [
      ...offers.map((name) => ({ name, path: `${folder}/university-offers/${name}` })),
      { name: 'agency-requests.json', path: `${folder}/agency-requests.json` },
    ];
    const started = performance.now();
    const first = await importNow(context, command, { kind: 'opportunity', files });
    console.info(`${Math.round(11_007 / ((performance.now() - started) / 1000))} rows a second`);
    // 117 rows say again, word for word, what another row of their file says; four say it with other patents.
    expect(first.result!.account).toEqual({
      rows: 11_007,
      added: 10_886,
      updated: 4,
      unchanged: 117,
      rejected: 0,
      made: { organisation: 49 },
    });
    expect(first.result!.counts).toEqual({ 'bad-url': 247, 'unknown-columns': 1 });
    expect([await count('kind=technology-offer'), await count('kind=technology-request')]).toEqual([
      7032, 3854,
    ]);
    expect([await count('status=draft'), await count('status=submitted')]).toEqual([180, 10_706]);
    expect(await count('', 'source')).toBe(18);
    const second = await importNow(context, command, { kind: 'opportunity', files });
    expect(second.result!.account).toEqual({
      rows: 11_007,
      added: 0,
      updated: 0,
      unchanged: 11_007,
      rejected: 0,
      made: {},
    });
    expect(await count('')).toBe(10_886);
    const { findings } = await verifyHistory(context.database, context.park.kinds);
    expect(findings).toEqual([]);
    expect(await undoImport(context, command, first.id)).toEqual({
      deleted: 10_953,
      restored: 0,
      left: [],
      leftCount: 0,
    });
    const left = await Promise.all(
      ['opportunities', 'organisations', 'sources'].map((table) =>
        context.database.query(`select count(*) as n from ${table}`),
      ),
    );
    expect(left).toEqual([[{ n: 0 }], [{ n: 0 }], [{ n: 0 }]]);
  },
  120_000,
);
