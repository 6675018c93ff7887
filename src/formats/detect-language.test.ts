import { expect, it } from 'vitest';
import { detectLanguage } from './detect-language.ts';

it.each([
  ['固态电池', 'zh'],
  ['基于CRISPR-Cas9的基因编辑', 'zh'],
  ['고체 전해질 배터리', 'ko'],
  ['固体電解質を用いた電池', 'ja'],
  [
    'Researchers at the University of Minnesota have developed an algorithm for registering prostate images',
    'en',
  ],
  [
    'Das Verfahren verbessert die Leitfähigkeit des Elektrolyten und ist für den Einsatz bei Kälte geeignet.',
    'de',
  ],
  [
    'Il processo migliora la conducibilità degli elettroliti ed è adatto per l’uso a basse temperature.',
    'it',
  ],
  ['Le procédé améliore la conductivité des électrolytes et convient pour les basses températures.', 'fr'],
  ['Solid electrolyte', undefined],
  ['2019-957 §§ 12.5 %', undefined],
  ['', undefined],
])('%s: %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

it('looks at the beginning only', () => {
  expect(
    detectLanguage(
      `${'The first of these is in English and it is about the electrolyte. '.repeat(5)}${'电池'.repeat(1_000_000)}`,
    ),
  ).toBe('en');
});
