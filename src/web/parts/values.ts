import type { Field, Kind, Kinds, Label, Money, StoredFile, Words } from '../../records/index.ts';
import { countryName, dayText, instantText, languageName, moneyText, numberText } from '../../words/dates.ts';
import { type Language, say } from '../../words/index.ts';

export type Row = { id: string; version: number; [field: string]: unknown };

/** What is needed to put values into words: the reader's language, and the titles of the records referred to. */
export interface Reading {
  language: Language;
  timezone: string;
  kinds: Kinds;
  titles: ReadonlyMap<string, unknown>;
}

export const escaped = (text: string): string =>
  /["&<>]/.test(text) ? text.replace(/["&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`) : text;

export interface ReadWords {
  text: string;
  language: string;
  state: 'source' | 'machine' | 'reviewed';
}

/** A text in the reader's language where there is one, else in English, else as it was written. */
export function readWords(words: Words | null | undefined, language: string): ReadWords | undefined {
  if (!words) return undefined;
  for (const tag of [language, 'en', words.source]) {
    const found = words.values[tag];
    if (found) return { text: found.text, language: tag, state: found.state };
  }
  return undefined;
}

/** The title of a record in words, from the value of its kind's title field. */
export function titleText(kind: Kind, value: unknown, language: Language): ReadWords | undefined {
  const field = kind.fields[kind.title]!;
  if (value === null || value === undefined) return undefined;
  if (field.type === 'words') return readWords(value as Words, language);
  if (field.values) return { text: labelOf(field, String(value), language), language, state: 'source' };
  return { text: String(value), language, state: 'source' };
}

export const labelOf = (field: Field, value: string, language: Language): string =>
  (field.values as Record<string, Label> | undefined)?.[value]?.[language] ?? value;

const codeText = (field: Field, value: string, language: Language): string => {
  if (field.values) return labelOf(field, value, language);
  if (field.check === 'country') return countryName(language, value);
  if (field.check === 'language') return languageName(language, value);
  return value;
};

/** `lang` where a text is in another language than the page. */
export const langAttribute = (language: string, page: string): string =>
  language === page ? '' : ` lang="${escaped(language)}"`;

/** A value as plain text. */
export function valueText(field: Field, value: unknown, reading: Reading): string {
  const { language } = reading;
  if (value === null || value === undefined) return '';
  switch (field.type) {
    case 'words':
      return readWords(value as Words, language)?.text ?? '';
    case 'list':
      return (value as string[])
        .map((item) => codeText(field, item, language))
        .join(language === 'zh' ? '、' : ', ');
    case 'day':
      return dayText(language, String(value));
    case 'instant':
      return instantText(language, String(value), reading.timezone);
    case 'integer':
    case 'number':
      return numberText(language, value as number);
    case 'flag':
      return say(language, value ? 'yes' : 'no');
    case 'money':
      return moneyText(language, (value as Money).amount, (value as Money).currency);
    case 'ref': {
      const kind = reading.kinds[field.to!]!;
      return titleText(kind, reading.titles.get(String(value)), language)?.text ?? '';
    }
    case 'file':
      return (value as StoredFile).name;
    case 'data':
      return JSON.stringify(value, null, 2);
    default:
      return codeText(field, String(value), language);
  }
}

export const fileAddress = (file: StoredFile): string =>
  `/files/${file.sha256}/${encodeURIComponent(file.name || 'file')}`;

/** A value as HTML, short: for a cell of a list or a line of a record. */
export function valueHtml(field: Field, value: unknown, reading: Reading): string {
  const { language } = reading;
  if (value === null || value === undefined) return '';
  switch (field.type) {
    case 'words': {
      const read = readWords(value as Words, language);
      if (!read) return '';
      const attribute = langAttribute(read.language, language);
      return attribute ? `<span${attribute}>${escaped(read.text)}</span>` : escaped(read.text);
    }
    case 'ref': {
      const kind = reading.kinds[field.to!]!;
      if (!reading.titles.has(String(value)))
        return `<span class="text-secondary">${say(language, 'out-of-reach')}</span>`;
      const title = titleText(kind, reading.titles.get(String(value)), language);
      return `<a href="/${language}/${kind.plural}/${String(value)}"${title ? langAttribute(title.language, language) : ''}>${title ? escaped(title.text) : say(language, 'untitled')}</a>`;
    }
    case 'file': {
      const file = value as StoredFile;
      const href = escaped(fileAddress(file));
      if (file.type.startsWith('image/'))
        return `<a href="${href}" data-turbo="false"><img class="value-image" src="${href}" alt="${escaped(file.name)}" loading="lazy"></a>`;
      return `<a href="${href}" data-turbo="false">${escaped(file.name)}</a> <span class="text-secondary">${numberText(language, Math.max(1, Math.round(file.size / 1024)))} KB</span>`;
    }
    case 'data':
      return `<details><summary>${say(language, 'show')}</summary><pre>${escaped(valueText(field, value, reading))}</pre></details>`;
    case 'list':
      if (!field.values && field.check === 'code')
        return (value as string[]).map((code) => `<code>${escaped(code)}</code>`).join(' ');
      return escaped(valueText(field, value, reading));
    case 'choice':
      return field.values!['published'] || field.values!['new']
        ? statusBadge(field, String(value), language)
        : escaped(labelOf(field, String(value), language));
    default:
      if (field.check === 'url')
        return `<a href="${escaped(String(value))}" rel="nofollow noopener">${escaped(
          String(value)
            .replace(/^https?:\/\/(www\.)?/, '')
            .replace(/\/$/, ''),
        )}</a>`;
      if (field.check === 'email')
        return `<a href="mailto:${escaped(String(value))}">${escaped(String(value))}</a>`;
      return escaped(valueText(field, value, reading));
  }
}

const colours: Record<string, string> = {
  published: 'green',
  submitted: 'yellow',
  new: 'yellow',
  returned: 'orange',
  declined: 'red',
  expired: 'red',
  introduced: 'green',
  answered: 'blue',
};

/** A status, coloured by what it means for the reader. */
export const statusBadge = (field: Field, value: string, language: Language): string =>
  `<span class="badge badge-${colours[value] ?? 'grey'}">${escaped(labelOf(field, value, language))}</span>`;

/** A text of several paragraphs as HTML: blank lines part paragraphs, lines with a dash or dot make lists. */
export function paragraphsHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const parts: string[] = [];
      let items: string[] = [];
      let lines: string[] = [];
      const flushLines = () => {
        if (lines.length > 0) parts.push(`<p>${lines.join('<br>')}</p>`);
        lines = [];
      };
      const flushItems = () => {
        if (items.length > 0) parts.push(`<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`);
        items = [];
      };
      for (const line of block.split('\n')) {
        const item = /^\s*[-–•*·]\s+(.+)$/.exec(line);
        if (item) {
          flushLines();
          items.push(escaped(item[1]!));
        } else {
          flushItems();
          lines.push(escaped(line));
        }
      }
      flushLines();
      flushItems();
      return parts.join('');
    })
    .join('');
}
