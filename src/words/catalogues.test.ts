import IntlMessageFormat from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { agoText, countryName, dayText } from './dates.ts';
import { en } from './en.ts';
import { preferred, say } from './index.ts';
import { zh } from './zh.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** The values that a message asks for. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (elements: Elements) => {
    for (const element of elements) {
      if (element.type >= 1 && element.type <= 6) names.add((element as { value: string }).value);
      const options = (element as { options?: Record<string, { value: Elements }> }).options;
      for (const option of Object.values(options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe('catalogues', () => {
  it('ask for the same values in every language', () => {
    const differing = (Object.keys(en) as (keyof typeof en)[])
      .map((key) => ({ key, en: argumentsOf(en[key]), zh: argumentsOf(zh[key]) }))
      .filter(({ en: one, zh: other }) => one.join() !== other.join());
    expect(differing).toEqual([]);
  });

  it('fill in values by the rules of the language', () => {
    expect(say('en', 'list.count', { count: 1, number: '1' })).toBe('1 record');
    expect(say('en', 'list.count', { count: 1000, number: '1,000+' })).toBe('1,000+ records');
    expect(say('zh', 'list.count', { count: 0, number: '0' })).toBe('没有记录');
  });
});

describe('preferred', () => {
  it.each([
    [undefined, 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['de-DE,de;q=0.9,zh;q=0.5,en;q=0.4', 'zh'],
    ['fr, en;q=0.1, zh;q=0', 'en'],
    [';;,q=', 'en'],
  ])('%s → %s', (header, language) => {
    expect(preferred(header)).toBe(language);
  });
});

describe('dates and names', () => {
  it('keep the precision that a day was written with', () => {
    expect([dayText('en', '2015'), dayText('en', '2015-04'), dayText('en', '2015-04-30')]).toEqual([
      '2015',
      'Apr 2015',
      '30 Apr 2015',
    ]);
    expect(dayText('zh', '2015-04-30')).toBe('2015年4月30日');
    expect(dayText('en', 'soon')).toBe('soon');
  });

  it('tell how long ago in the largest unit that fits', () => {
    const now = Date.parse('2026-03-10T12:00:00Z');
    expect(agoText('en', '2026-03-07T11:00:00Z', now)).toBe('3 days ago');
    expect(agoText('zh', '2026-03-10T10:00:00Z', now)).toBe('2小时前');
    expect(agoText('en', '2026-03-10T11:59:50Z', now)).toBe('this minute');
  });

  it('name countries, and leave alone what is none', () => {
    expect([countryName('en', 'KR'), countryName('zh', 'DE'), countryName('en', '??')]).toEqual([
      'South Korea',
      '德国',
      '??',
    ]);
  });
});
