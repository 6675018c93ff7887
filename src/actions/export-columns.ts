import { type Field, type Kind, sight, type Viewer, type Words } from '../records/index.ts';
import type { Values } from '../store/index.ts';
import { machineMark } from './import/columns.ts';

/** Languages that the texts of one field have beside their own, and whether that differs from the record's. */
interface Spoken {
  translations: Set<string>;
  ownLanguage: boolean;
}

/**
 * The columns of a kind's files, for a viewer: names of fields, `title` with `language`, translations as `title@en`
 * (`title@en:machine` where nobody has read them), amounts with `price currency`. An import reads them back.
 */
export class ExportColumns {
  readonly kind: Kind;
  readonly words: string[];
  readonly #fields: [string, Field][];
  readonly #spoken = new Map<string, Spoken>();

  constructor(kind: Kind, viewer: Viewer) {
    this.kind = kind;
    this.#fields = Object.entries(kind.fields).filter(([, field]) => sight(kind, field, viewer) !== 'never');
    this.words = this.#fields.filter(([, field]) => field.type === 'words').map(([name]) => name);
    // The title says in which language a record is written.
    this.words.sort((a, b) => Number(b === kind.title) - Number(a === kind.title));
    for (const name of this.words) this.#spoken.set(name, { translations: new Set(), ownLanguage: false });
  }

  /** Notes which languages a row's texts have: columns must be known before the first row is written. */
  meet(row: Values): void {
    const language = this.#languageOf(row);
    for (const name of this.words) {
      const words = row[name] as Words | null | undefined;
      const spoken = this.#spoken.get(name)!;
      if (!words) continue;
      if (words.source !== language) spoken.ownLanguage = true;
      for (const column of translationsOf(name, words).keys()) spoken.translations.add(column);
    }
  }

  names(): string[] {
    const names = ['id'];
    const last: string[] = [];
    if (this.words.length > 0 && !this.kind.fields['language']) names.push('language');
    for (const [name, field] of this.#fields) {
      const own = field.system ? last : names;
      own.push(name);
      if (field.type === 'money') own.push(`${name} currency`);
      const spoken = this.#spoken.get(name);
      if (!spoken) continue;
      if (spoken.ownLanguage) own.push(`${name} language`);
      own.push(...[...spoken.translations].sort());
    }
    // What the platform sets stands at the end: people who edit the file need not scroll past it.
    return [...names, ...last];
  }

  cells(row: Values): Values {
    const language = this.#languageOf(row);
    const cells: Values = { id: row['id'], ...(this.words.length > 0 ? { language: language ?? null } : {}) };
    for (const [name, field] of this.#fields) {
      const value = row[name] ?? null;
      if (field.type === 'words') this.#wordCells(cells, name, value as Words | null, language);
      else if (field.type === 'money') {
        const money = value as { amount: string; currency: string } | null;
        cells[name] = money?.amount ?? null;
        cells[`${name} currency`] = money?.currency ?? null;
      } else cells[name] = value;
    }
    return cells;
  }

  #wordCells(cells: Values, name: string, words: Words | null, language: string | undefined): void {
    const spoken = this.#spoken.get(name)!;
    cells[name] = words?.values[words.source]?.text ?? null;
    if (spoken.ownLanguage)
      cells[`${name} language`] = words && words.source !== language ? words.source : null;
    for (const column of spoken.translations) cells[column] = null;
    for (const [column, text] of words ? translationsOf(name, words) : []) {
      // A language that came in while the file was being written has no column: better none than half a file.
      if (!spoken.translations.has(column))
        throw new Error(`The texts changed while they were exported: ${column}`);
      cells[column] = text;
    }
  }

  #languageOf(row: Values): string | undefined {
    for (const name of this.words) {
      const words = row[name] as Words | null | undefined;
      if (words) return words.source;
    }
    return undefined;
  }
}

function translationsOf(name: string, words: Words): Map<string, string> {
  const found = new Map<string, string>();
  for (const [language, { text, state }] of Object.entries(words.values)) {
    if (language === words.source) continue;
    found.set(`${name}@${language}${state === 'machine' ? machineMark : ''}`, text);
  }
  return found;
}
