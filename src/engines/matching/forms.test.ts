import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Nearest } from './cognates.ts';
import { family } from './families.ts';
import { adjective, germanForms, suffixes } from './german.ts';
import { withoutPrefix } from './german-verbs.ts';
import { verbStems } from './korean-verbs.ts';
import { misspelt } from './likeness.ts';
import { romanceForms } from './romance.ts';
import { isStopWord } from './stop-words.ts';
import { tokens } from './tokens.ts';

describe('dictionary forms', () => {
  it.each([
    ['abnimmt', 'abnehmen'],
    ['erkannte', 'erkennen'],
    ['aufgenommenes', 'aufnehmen'],
    ['vernommen', 'vernehmen'],
    ['trägt', 'tragen'],
    ['zerstört', 'zerstören'],
    ['schäden', 'schaden'],
    ['stäben', 'stab'],
    ['länger', 'lang'],
    ['teure', 'teuer'],
    ['dunklen', 'dunkel'],
  ])('German %s may be of %s', (word, form) => {
    expect(germanForms(word)).toContain(form);
  });
  it.each([
    ['it', 'riduce', 'ridurre'],
    ['it', 'ridotta', 'ridurre'],
    ['it', 'unisce', 'unire'],
    ['it', 'protette', 'proteggere'],
    ['it', 'concluse', 'concludere'],
    ['it', 'raccolti', 'raccogliere'],
    ['it', 'mantiene', 'mantenere'],
    ['it', 'ricavarne', 'ricavare'],
    ['it', 'scomporli', 'scomporre'],
    ['it', 'laghi', 'lago'],
    ['it', 'umidificazione', 'umidificare'],
    ['fr', 'entretient', 'entretenir'],
    ['fr', 'atteint', 'atteindre'],
    ['fr', 'protège', 'protéger'],
    ['fr', 'reçoivent', 'recevoir'],
    ['fr', 'aimerions', 'aimer'],
    ['es', 'mantiene', 'mantener'],
    ['es', 'resistan', 'resistir'],
    ['es', 'prueba', 'probar'],
    ['es', 'produzca', 'producir'],
    ['es', 'contribuye', 'contribuir'],
  ] as const)('%s: %s may be of %s', (language, word, form) => {
    expect(romanceForms(word, language)).toContain(form);
  });
  it.each([
    ['막히는지', '막히'],
    ['줄이려는데', '줄이'],
    ['멈추겠다', '멈추'],
  ])('Korean %s may be of %s', (word, stem) => {
    expect(verbStems(word)).toContain(stem);
  });
  it.each([
    ['있습니다', true],
    ['없으며', true],
    ['않아야', true],
    ['싶지만', true],
    ['입자', false],
    ['배터리', false],
  ])('Korean %s says only that there is something, or is not: %s', (word, says) => {
    expect(isStopWord(word, 'ko')).toBe(says);
  });
  it('are never the word itself, and few, whatever the word', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'e', 'i', 'o', 't', 's', 'n', 'è', 'u'), maxLength: 30 }),
        (word) => {
          for (const found of [
            germanForms(word),
            romanceForms(word, 'it'),
            romanceForms(word, 'es'),
            romanceForms(word, 'fr'),
          ]) {
            expect(found).not.toContain(word);
            expect(found.length).toBeLessThan(120);
          }
        },
      ),
    );
  });
});

describe('relatives', () => {
  it('are the verb without its prefix', () => {
    expect(withoutPrefix('nachführen')).toBe('führen');
    expect(withoutPrefix('führen')).toBeUndefined();
  });
  it.each([
    ['de', 'prüfbarkeit', 'prüfbar'],
    ['de', 'trocknungen', 'trocknen'],
    ['it', 'frantumatori', 'frantumare'],
    ['fr', 'soudage', 'souder'],
    ['es', 'moldeadora', 'moldear'],
  ] as const)('%s: %s is of the family of %s', (language, word, other) => {
    expect([...family(word, language)]).toContain(other);
  });
  it('put a German adjective apart into its noun and what it says of it', () => {
    expect(adjective('schwefelhaltiges')).toEqual(['schwefel', 'haltig']);
    expect(suffixes.get('haltig')).toBe('containing');
    expect(adjective('membran')).toEqual(['membran']);
  });
});

describe('misspelt', () => {
  const words = ['elektrolyt', 'elektrolyse', 'batterie', 'membran'];
  const nearest = new Nearest(words);
  it.each([
    ['elektorlyt', ['elektrolyt']],
    ['baterie', ['batterie']],
    ['mebran', ['membran']],
    ['katalysator', []],
  ])('%s: %s', (word, found) => {
    expect(misspelt(word, nearest, words)).toEqual(found);
  });
});

describe('tokens', () => {
  // What a token is, as one expression: the reader takes a shorter way for plain ASCII.
  const reference =
    /\p{Script=Han}+|\p{Script=Hangul}+|[\p{Script=Latin}\p{Script=Greek}\p{M}\p{N}]+(?:[.,]\p{N}+)*|\p{L}[\p{L}\p{M}]*/gu;
  it('reads plain words as it reads all others', () => {
    const unit = fc.constantFrom(
      'a',
      'Z',
      '7',
      '.',
      ',',
      ' ',
      'é',
      '₂',
      '电',
      '전',
      '\u0301',
      '-',
      '😀',
      '½',
      'ж',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
        expect(tokens(text).map(({ start, text: word }) => [start, word])).toEqual(
          Array.from(text.matchAll(reference), (match) => [match.index, match[0]]),
        );
      }),
    );
    expect(tokens('3.5 V, 1,000.').map(({ text }) => text)).toEqual(['3.5', 'V', '1,000']);
  });
});
