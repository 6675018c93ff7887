import IntlMessageFormat from 'intl-messageformat';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The languages that the interface is complete in. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
export type Key = keyof typeof en;
export type Given = Record<string, string | number | boolean | Date>;

/** What each language calls itself. */
export const ownNames: Record<Language, string> = { en: 'English', zh: '中文' };

const catalogues: Record<Language, Record<Key, string>> = { en, zh };
const compiled: Record<Language, Map<Key, IntlMessageFormat>> = { en: new Map(), zh: new Map() };

/** The words of the interface for a key; messages with values are ICU MessageFormat and compiled once. */
export function say(language: Language, key: Key, given?: Given): string {
  const message = catalogues[language][key];
  if (!given) return message;
  let format = compiled[language].get(key);
  if (!format) {
    format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    compiled[language].set(key, format);
  }
  return String(format.format(given));
}

export type Say = (key: Key, given?: Given) => string;

const says: Record<Language, Say> = {
  en: (key, given) => say('en', key, given),
  zh: (key, given) => say('zh', key, given),
};

/** {@link say} in one language. */
export const sayIn = (language: Language): Say => says[language];

export const isKey = (key: string): key is Key => Object.hasOwn(en, key);

export const isLanguage = (text: string | undefined): text is Language =>
  (languages as readonly (string | undefined)[]).includes(text);

/** The interface's language that suits an Accept-Language header best. */
export function preferred(header: string | undefined): Language {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { main: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wishes.map(({ main }) => main).find(isLanguage) ?? 'en';
}
