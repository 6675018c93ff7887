import { describe, expect, it } from 'vitest';
import { countries, isCode, isLei, isOrcid, isRor, isUsccShaped, usccChecks } from './identifiers.ts';
import { checkValues, kinds, shapeOf } from './index.ts';

const words = (text: string) => ({ source: 'en', values: { en: { text, state: 'source' as const } } });
const places = (input: unknown, mode: 'whole' | 'partial' | 'imported' = 'whole') =>
  checkValues(kinds.opportunity, input, mode).problems.map(({ pointer, code }) => `${pointer} ${code}`);

describe('checking what somebody wrote', () => {
  it('keeps what is right as it is, and takes empty texts, lists and words for nothing', () => {
    const input = {
      kind: 'technology-offer',
      title: words('A title'),
      country: ' ',
      codes: [],
      summary: { source: 'en', values: { en: { text: ' ', state: 'source' } } },
    };
    expect(checkValues(kinds.opportunity, input)).toEqual({
      values: {
        kind: 'technology-offer',
        title: words('A title'),
        country: null,
        codes: null,
        summary: null,
      },
      problems: [],
      warnings: [],
    });
  });

  it('names what is missing, unknown, read-only, too long or of the wrong kind', () => {
    expect(
      places({
        title: words('x'.repeat(257)),
        stage: 10,
        stageEvidence: 5,
        flags: ['x'],
        nonsense: 1,
        published: '2015-02-30',
      }),
    ).toEqual([
      '/kind required',
      '/title/values/en/text too-long',
      '/stage too-big',
      '/stageEvidence wrong-type',
      '/published bad-day',
      '/flags read-only',
      '/nonsense unknown-field',
    ]);
    expect(places(['not', 'an', 'object'])).toEqual([' wrong-type']);
    expect(places({ kind: null }, 'partial')).toEqual(['/kind required']);
    expect(places({ country: 'DE' }, 'partial')).toEqual([]);
    expect(
      places({
        kind: 'technology-offer',
        title: { source: 'de', values: { en: { text: 'x', state: 'source' } } },
      }),
    ).toEqual(['/title no-source']);
    expect(places({ kind: 'technology-offer', title: words('a\u0000b') })).toEqual([
      '/title/values/en/text bad-character',
    ]);
  });

  it('lets imported texts be longer than those written by hand', () => {
    const input = { kind: 'technology-offer', description: words('x'.repeat(5000)) };
    expect([places(input), places(input, 'imported')]).toEqual([
      ['/description/values/en/text too-long'],
      [],
    ]);
  });

  it('warns of a unified social credit code whose check digit is off, and keeps it', () => {
    const checked = checkValues(kinds.organisation, { name: words('x'), uscc: '91110108551385082R' });
    expect([checked.problems, checked.warnings.map((warning) => warning.code)]).toEqual([[], ['checksum']]);
  });

  it('covers every field of every kind that may be written', () => {
    for (const kind of Object.values(kinds)) {
      const writable = Object.entries(kind.fields)
        .filter(([, field]) => !('system' in field && field.system))
        .map(([name]) => name);
      expect(Object.keys(shapeOf(kind).shape)).toEqual(writable);
    }
  });
});

describe('identifiers', () => {
  it('are checked as their standards say', () => {
    expect(
      ['0000-0002-1825-0097', 'https://orcid.org/0000-0001-5109-3700', '0000-0002-1825-0098'].map(isOrcid),
    ).toEqual([true, true, false]);
    expect(['https://ror.org/042nb2s44', '013cjyk83', '042nb2s45', 'nonsense'].map(isRor)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(['5493001KJTIIGC8Y1R12', '5493001KJTIIGC8Y1R13', '5493'].map(isLei)).toEqual([true, false, false]);
    expect(isUsccShaped('91350211M000100Y46')).toBe(true);
    expect(['91350211M000100Y46', '91350211M000100Y43'].map(usccChecks)).toEqual([true, false]);
    expect(
      [
        'ipc:H01M10/0562',
        'ipc:H01M',
        'gbt4754:C3841',
        'sdg:7',
        'sdg:18',
        'ipc:h01m',
        'H01M',
        'xyz:1',
        '__proto__:1',
      ].map(isCode),
    ).toEqual([true, true, true, true, false, false, false, false, false]);
    expect(countries.size).toBe(249);
  });
});
