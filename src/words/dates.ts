import type { Language } from './index.ts';

const locales: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

const kept = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    let value = made.get(key);
    if (!value) made.set(key, (value = make(key)));
    return value;
  };
};

const dayFormats: Record<Language, Intl.DateTimeFormat[]> = { en: [], zh: [] };
for (const language of ['en', 'zh'] as const) {
  for (const options of [
    { year: 'numeric' },
    { year: 'numeric', month: 'short' },
    { year: 'numeric', month: 'short', day: 'numeric' },
  ] as const) {
    dayFormats[language].push(new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' }));
  }
}

const days = { en: new Map<string, string>(), zh: new Map<string, string>() };

/** A day as written (YYYY, YYYY-MM or YYYY-MM-DD) in a language, with the precision that it was given in. */
export function dayText(language: Language, written: string): string {
  const known = days[language].get(written);
  if (known !== undefined) return known;
  const parts = written.split('-');
  const date = new Date(`${parts[0]}-${parts[1] ?? '01'}-${parts[2] ?? '01'}T00:00:00Z`);
  const text = Number.isNaN(date.getTime()) ? written : dayFormats[language][parts.length - 1]!.format(date);
  if (days[language].size > 5000) days[language].clear();
  days[language].set(written, text);
  return text;
}

const instantFormats = kept((key) => {
  const [language, timeZone] = key.split(' ') as [Language, string];
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short', timeZone });
});

/** An instant in the park's time zone. */
export const instantText = (language: Language, instant: string, timezone: string): string =>
  instantFormats(`${language} ${timezone}`).format(new Date(instant));

const relative = kept((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

/** How long ago: “3 days ago”. */
export function agoText(language: Language, instant: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative(language).format(Math.round(seconds / length), unit);
  }
  return relative(language).format(0, 'minute');
}

const numbers = kept(
  (language) => new Intl.NumberFormat(locales[language as Language], { maximumFractionDigits: 6 }),
);
export const numberText = (language: Language, value: number): string => numbers(language).format(value);

const moneys = kept((key) => {
  const [language, currency] = key.split(' ') as [Language, string];
  return new Intl.NumberFormat(locales[language], { style: 'currency', currency, currencyDisplay: 'code' });
});
export const moneyText = (language: Language, amount: string, currency: string): string =>
  moneys(`${language} ${currency}`).format(amount as Intl.StringNumericLiteral);

const regions = kept((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }));
const tongues = kept((language) => new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }));

const displayed = new Map<string, string>();
const display = (names: Intl.DisplayNames, key: string, code: string): string => {
  const known = displayed.get(key);
  if (known !== undefined) return known;
  let text = code;
  try {
    text = names.of(code) ?? code;
  } catch {
    // Not a code: shown as it is.
  }
  if (displayed.size > 5000) displayed.clear();
  displayed.set(key, text);
  return text;
};

/** A country (ISO 3166-1) or a language (BCP 47) by its name in a language. */
export const countryName = (language: Language, code: string): string =>
  display(regions(language), `r${language}${code}`, code);
export const languageName = (language: Language, code: string): string =>
  display(tongues(language), `l${language}${code}`, code);
