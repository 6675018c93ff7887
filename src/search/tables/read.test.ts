import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { wordNet } from './dictionaries.ts';
import { glossaryFiles, readGlossary } from './glossary.ts';

const folder = mkdtempSync(join(tmpdir(), 'causeway-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (path: string, ...lines: string[]): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
};

describe('the glossary', () => {
  write(
    'g/water.tsv',
    'ipc\ten\tde\tdefinition\tneed\toffer',
    'C02F1\tdesalination| \tEntsalzung\tIt takes salt out.\tToo salty.\tFresh.',
  );
  write('g/core/a.tsv', 'en\tde', 'sea|ocean\tMeer');
  write('g/words/de.tsv', 'de\ten', 'Ebbe\tebb|low tide', '', 'Flut\t');

  it('is read terms first, then general words, then the words of one language', () => {
    expect(glossaryFiles(join(folder, 'g')).flatMap(readGlossary)).toEqual([
      {
        core: false,
        variants: { en: ['desalination'], de: ['Entsalzung'] },
        definition: 'It takes salt out.',
        need: 'Too salty.',
        offer: 'Fresh.',
      },
      { core: true, variants: { en: ['sea', 'ocean'], de: ['Meer'] } },
      { core: true, variants: { en: ['ebb', 'low tide'], de: ['Ebbe'] } },
      { core: true, variants: { de: ['Flut'] } },
    ]);
  });
});

describe('WordNet', () => {
  it('gives words that mean the same with what they mean, without names and examples', () => {
    write(
      'wn/dict/data.noun',
      '  1 This line belongs to the licence.',
      '00000001 04 n 02 tidal_flow 0 Tide 1 001 @ 00000002 n 0000 | water that comes and goes; "the tide is out"',
      '00000002 15 n 01 Atlantis 0 000 | an island that was lost',
    );
    write('wn/dict/data.adj', '00000003 00 s 01 salty(p) 0 000 | tasting of salt');
    expect(wordNet({ folder: join(folder, 'wn'), version: '' })).toEqual([
      { words: ['tidal flow'], text: 'water that comes and goes' },
      { words: ['salty'], text: 'tasting of salt' },
    ]);
  });
});
