import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, Nearest, shared } from './cognates.ts';
import { split } from './compounds.ts';
import { forms, strip } from './korean.ts';
import { identify } from './language.ts';
import { alike, englishSound, hangulSound } from './sounds.ts';
import { words } from './words.ts';

describe('identify', () => {
  it.each([
    ['zh', '我们寻找固态电解质的合作伙伴'],
    ['zh', '固態電解質 LiPS for batteries'],
    ['ko', '고체 전해질 기술을 찾습니다'],
    ['en', 'We are looking for a membrane'],
    ['de', 'Wir suchen eine Membran für die Wasseraufbereitung'],
    ['it', "Cerchiamo una membrana per il trattamento dell'acqua"],
    ['fr', 'Nous cherchons une membrane pour le traitement de l’eau'],
    ['es', 'Buscamos una membrana para el tratamiento del agua'],
    ['en', ''],
    ['en', '12345 67'],
  ])('%s: %s', (language, text) => {
    expect(identify(text)).toBe(language);
  });
});

describe('words', () => {
  it('keeps formulae, numbers and acronyms as they are, whatever the script around them', () => {
    const found = words('用TiO₂和Al2O3涂层, 3.5 V的5G芯片', 'zh').map(({ text, key, verbatim }) => [
      text,
      key,
      verbatim,
    ]);
    expect(found.filter(([, , verbatim]) => verbatim)).toEqual([
      ['TiO₂', 'tio2', true],
      ['Al2O3', 'al2o3', true],
      ['3.5', '3.5', true],
      ['5G', '5g', true],
    ]);
  });
  it('gives offsets that cut out the words as written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const { start, end, text: word } of words(text, 'en'))
          expect(text.slice(start, end)).toContain(word);
      }),
    );
    const text = '固態電解質：Festkörper 전해질을';
    expect(words(text, 'de').map(({ start, end }) => text.slice(start, end))).toEqual([
      '固態',
      '電解質',
      'Festkörper',
      '전해질을',
    ]);
  });
});

describe('Korean endings', () => {
  it('come off one after the other', () => {
    expect(forms('전해질에서는')).toEqual(['전해질에서는', '전해질']);
    expect(strip('기술들을')).toBe('기술');
  });
  it('stay where they are part of a short noun', () => {
    expect(strip('효과')).toBe('효과');
    expect(strip('온도')).toBe('온도');
  });
});

describe('split', () => {
  const known = new Set(['festkörper', 'batterie', 'energie', 'dichte', 'speicher', 'sicherheit', 'technik']);
  const rules = { shortest: 3, links: ['', 's', 'n', 'en'] };
  it.each([
    ['festkörperbatterie', ['festkörper', 'batterie']],
    ['energiespeicherdichte', ['energie', 'speicher', 'dichte']],
    ['sicherheitstechnik', ['sicherheit', 'technik']],
    ['batteriexyz', undefined],
    ['energie', undefined],
  ])('%s', (word, parts) => {
    expect(split(word, (part) => known.has(part), rules)).toEqual(parts);
  });
});

describe('sounds', () => {
  it.each([
    ['페로브스카이트', 'perovskite'],
    ['스텐트', 'stent'],
    ['그래핀', 'graphene'],
    ['리튬', 'lithium'],
    ['하이드로겔', 'hydrogel'],
    ['인터넷', 'internet'],
    ['소프트웨어', 'software'],
    ['폴리머', 'polymer'],
  ])('%s sounds like %s', (hangul, english) => {
    const korean = hangulSound(hangul);
    const sound = englishSound(english);
    expect(sound.skeletons).toContain(korean.skeleton);
    expect(alike(korean.spelled, sound.spelled)).toBeGreaterThan(0.68);
  });
  it('tells others apart', () => {
    expect(alike(hangulSound('센서').spelled, englishSound('polymer').spelled)).toBeLessThan(0.4);
  });
});

describe('cognates', () => {
  it.each([
    ['elettrolita', 'it', 'electrolyte'],
    ['Elektrolyt', 'de', 'electrolyte'],
    ['électrolyte', 'fr', 'electrolyte'],
    ['catalizzazione', 'it', 'catalysation'],
    ['polímero', 'es', 'polymer'],
    ['photonique', 'fr', 'photonic'],
    ['Biotechnologie', 'de', 'biotechnology'],
  ] as const)('%s (%s) is spelled nearly like %s', (word, language, english) => {
    expect(distance(shared(word, language), shared(english, 'en'), 3)).toBeLessThanOrEqual(2);
  });

  it('finds every form within the distance', () => {
    const forms = ['membran', 'membrane', 'member', 'number', 'lumber', 'catalyst', 'catalist'];
    const nearest = new Nearest(forms);
    expect(nearest.find('membrane', 1).map(({ place }) => forms[place])).toEqual(['membrane', 'membran']);
    expect(nearest.find('catalyts', 1).map(({ place }) => forms[place])).toEqual(['catalyst']);
  });

  it('measures a distance: zero for the same, the same both ways, bounded by the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distance(one, one, 3)).toBe(0);
        expect(distance(one, other, 8)).toBe(distance(other, one, 8));
        expect(distance(one, other, 2)).toBe(Math.min(3, distance(one, other, 8)));
      }),
    );
  });
});
