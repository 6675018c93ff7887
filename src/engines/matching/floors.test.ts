import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSet, type Score, score } from '../../../bench/matching/sets.ts';
import { root } from '../../env.ts';
import { currentTables } from '../../search/tables.ts';
import { createIndex, loadTables, type Tables } from './index.ts';

// Floors of the design: what the engine must find, on texts that none of its words or weights were taken from.
let tables: Tables;
beforeAll(async () => {
  tables = loadTables(await currentTables());
}, 280_000);

function measure(name: string, keep: (language: string) => boolean = () => true): Record<string, Score> {
  const set = readSet(name);
  const documents = set.documents.filter(({ language = '' }) => keep(language));
  const index = createIndex(tables);
  for (const { id, language, text } of documents) index.add(id, [{ text, language }]);
  const kept = set.queries.filter(({ relevant }) => index.has(relevant));
  return score(
    kept,
    kept.map(({ text, language }) => index.search({ text, language }).map(({ id }) => id)),
  );
}

/** Those that fall below, as words: the list is empty when all hold. */
function below(
  scores: Record<string, Score>,
  floors: Record<string, [recall1: number, recall10: number]>,
): string[] {
  return Object.entries(floors).flatMap(([language, [least1, least10]]) => {
    const { recall1, recall10 } = scores[language]!;
    const words = `${language} ${(100 * recall1).toFixed(1)}/${(100 * recall10).toFixed(1)}`;
    return recall1 * 100 < least1 || recall10 * 100 < least10 ? [`${words} below ${least1}/${least10}`] : [];
  });
}

const shared = existsSync(join(root, '../shared/data/retrieval'));

describe.skipIf(!shared)('floors on general texts (skipped where ../shared is missing)', () => {
  it('xquad: German and Spanish questions, English paragraphs', { timeout: 60_000 }, () => {
    expect(below(measure('xquad'), { de: [80, 96], es: [82, 97] })).toEqual([]);
  });
  it('ntrex: German and Korean head lines, English news', { timeout: 60_000 }, () => {
    expect(below(measure('ntrex'), { de: [75, 95], ko: [70, 94] })).toEqual([]);
  });
});

describe.skipIf(!existsSync(join(root, 'data/field-test/queries.jsonl')))(
  'floors on the field’s own words',
  () => {
    it('finds the English offer that answers a request', { timeout: 60_000 }, () => {
      expect(
        below(
          measure('field', (language) => language === 'en'),
          { zh: [95, 98], de: [88, 97], it: [90, 98], ko: [90, 98] },
        ),
      ).toEqual([]);
    });
    it('finds it among offers in seven languages', { timeout: 60_000 }, () => {
      expect(
        below(measure('field'), { zh: [92, 98], de: [77, 95], it: [75, 95], ko: [83, 97], en: [62, 92] }),
      ).toEqual([]);
    });
  },
);

describe('reasons across languages', () => {
  it('say which words met, in both languages', () => {
    const index = createIndex(tables);
    const fields = [{ text: 'Sulfide ceramic electrolyte for solid-state batteries', language: 'en' }];
    index.add('o7', fields);
    index.add('o8', 'Welding of steel pipes');
    const [result, ...rest] = index.search({ text: '固态电解质', language: 'zh' }, { fields: () => fields });
    expect([result?.id, rest]).toEqual(['o7', []]);
    const [reason] = result!.reasons;
    expect(reason!.query).toContain('电解质');
    expect(reason!.document).toContain('electrolyte');
    expect(result!.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(result!.score, 10);
  });

  it.each([
    ['zh', '钙钛矿太阳能电池'],
    ['zh', '鈣鈦礦太陽能電池'],
    ['de', 'Perowskit-Solarzelle'],
    ['it', 'cella solare a perovskite'],
    ['ko', '페로브스카이트 태양전지'],
    ['fr', 'cellule solaire à pérovskite'],
    ['es', 'célula solar de perovskita'],
    ['en', 'perovskite solar cell'],
    ['en', 'perovksite solar cell'],
    ['de', 'Perowskit-Solarzlle'],
    ['it', 'cella solarre a perovskite'],
    ['fr', 'cellule solaire à pérovsktie'],
    ['es', 'célula solar de perovsktia'],
  ])('%s %s finds the same offers in every language', (language, text) => {
    const index = createIndex(tables);
    const offers: [string, string, string][] = [
      ['zh', 'zh', '一种提高钙钛矿光伏组件寿命的封装方法'],
      ['de', 'de', 'Langlebige Solarzellen aus Perowskit'],
      ['it', 'it', 'Celle solari in perovskite stabili nel tempo'],
      ['ko', 'ko', '안정한 페로브스카이트 태양전지 제조 기술'],
      ['en', 'en', 'Stable perovskite photovoltaics by slot-die coating'],
      ['other1', 'en', 'Wind turbine blades made of recycled fibres'],
      ['other2', 'de', 'Reinigung von Abwasser mit Membranen'],
      ['other3', 'zh', '用于肿瘤治疗的抗体药物'],
    ];
    for (const [id, of, words] of offers) index.add(id, [{ text: words, language: of }]);
    const best = index.search({ text, language }, { top: 5 }).map(({ id }) => id);
    expect(best.sort()).toEqual(['de', 'en', 'it', 'ko', 'zh']);
  });
});
