import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hand, words, world } from '../../test/world.ts';
import { loadTables } from '../engines/matching/index.ts';
import { kinds } from '../records/index.ts';
import { deleteRows, insertRows, lockRow, newId, updateRows } from '../store/index.ts';
import { LiveIndex } from './index.ts';

const { database, park, put, context, onClose } = await world();
const path = join(context.files, 'index.bin');
const open = async () => {
  const index = new LiveIndex({ database, park, tables: loadTables({}), path, every: 200 });
  await index.start();
  return index;
};
const ids = (index: LiveIndex, text: string, kind = 'opportunity') =>
  index.find(kind, text, 10).map((hit) => hit.id);

describe('the live index', () => {
  it('finds what is published, at once after each change, and nothing else', async () => {
    const [solid, draft, acme] = [newId(), newId(), newId()];
    await put('organisation', { id: acme, name: words('Acme Electrolytes'), status: 'published' });
    await put(
      'opportunity',
      {
        id: solid,
        kind: 'technology-offer',
        status: 'published',
        title: words('固态电池电解质', 'zh'),
        contact: 'zzsecret',
      },
      { id: draft, kind: 'technology-offer', status: 'draft', title: words('Secret battery') },
    );
    const index = await open();
    onClose(() => index.close());
    await index.settled();
    expect(ids(index, '电池')).toEqual([solid]);
    expect(ids(index, 'battery secret')).toEqual([]);
    expect(ids(index, 'zzsecret')).toEqual([]);
    expect(ids(index, 'electrolytes', 'organisation')).toEqual([acme]);

    await database.transaction(async (tx) => {
      const row = await lockRow(tx, park, kinds.opportunity, { role: 'system' }, draft, 'update');
      await updateRows(tx, kinds.opportunity, [{ ...row!, status: 'published' }], hand);
    });
    await expect.poll(() => ids(index, 'battery secret'), { timeout: 2000, interval: 50 }).toEqual([draft]);

    await database.transaction((tx) => deleteRows(tx, kinds.opportunity, [solid], hand));
    await expect.poll(() => ids(index, '电池'), { timeout: 2000, interval: 50 }).toEqual([]);
  });

  it('meets a change that commits late, after changes that began later', async () => {
    const index = await open();
    onClose(() => index.close());
    await index.settled();
    const [late, early] = [newId(), newId()];
    const offer = (id: string, title: string) => ({
      id,
      kind: 'technology-offer',
      status: 'published',
      title: words(title),
    });
    await database.transaction(async (slow) => {
      await insertRows(slow, kinds.opportunity, [offer(late, 'slowpoke turbine')], hand);
      await database.transaction((tx) =>
        insertRows(tx, kinds.opportunity, [offer(early, 'quick turbine')], hand),
      );
      await expect.poll(() => ids(index, 'quick turbine'), { timeout: 2000, interval: 50 }).toEqual([early]);
    });
    await expect.poll(() => ids(index, 'slowpoke'), { timeout: 2000, interval: 50 }).toEqual([late]);
  });

  it('starts right from what was kept, and from a broken file', async () => {
    const first = await open();
    const id = newId();
    await put('opportunity', {
      id,
      kind: 'business-offer',
      status: 'published',
      title: words('Kept anchors'),
    });
    await first.settled();
    await first.close();
    const missed = newId();
    await put('opportunity', {
      id: missed,
      kind: 'business-offer',
      status: 'published',
      title: words('Missed anchors'),
    });
    const second = await open();
    await second.settled();
    expect(ids(second, 'anchors').sort()).toEqual([id, missed].sort());
    await second.close();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path, 'broken');
    const third = await open();
    onClose(() => third.close());
    await expect
      .poll(() => ids(third, 'anchors').sort(), { timeout: 10_000, interval: 100 })
      .toEqual([id, missed].sort());
  });

  it('matches a request with offers of others that fit, by shared words', async () => {
    const index = await open();
    onClose(() => index.close());
    const [buyer, seller] = await put('organisation', { name: words('Buyer') }, { name: words('Seller') });
    const [offer] = await put(
      'opportunity',
      {
        kind: 'technology-offer',
        status: 'published',
        organisation: seller,
        title: words('Sulfide glass separator'),
        country: 'DE',
      },
      {
        kind: 'technology-offer',
        status: 'published',
        organisation: buyer,
        title: words('Sulfide glass separator of our own'),
      },
      {
        kind: 'technology-offer',
        status: 'published',
        organisation: seller,
        title: words('Sulfide glass separator for Korea'),
        countries: ['KR'],
      },
      {
        kind: 'business-offer',
        status: 'published',
        organisation: seller,
        title: words('Sulfide glass trade'),
      },
    );
    await index.settled();
    const request = {
      kind: 'technology-request',
      organisation: buyer,
      country: 'CN',
      title: words('separator made of sulfide glass'),
    };
    const found = index.matches(request, 10);
    expect(found.map((match) => match.id)).toEqual([offer]);
    const total = found[0]!.reasons.reduce((sum, reason) => sum + reason.weight, 0);
    expect(total).toBeCloseTo(found[0]!.score, 6);
  });
});
