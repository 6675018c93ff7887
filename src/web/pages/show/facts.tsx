import { hash } from 'node:crypto';
import { raw } from 'hono/html';
import {
  commonFields,
  type Field,
  type Kind,
  type StoredFile,
  type Viewer,
  type Words,
} from '../../../records/index.ts';
import { languageName } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import { paragraphsHtml, type Reading, type Row, readWords, valueHtml } from '../../parts/values.ts';

export const filled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

export const isLong = (field: Field): boolean =>
  field.long === true && (field.type === 'words' || field.type === 'text');

/** The fields of a row that have something to show, in the order of their declaration. */
export const fieldsShown = (
  kind: Kind,
  row: Row,
  which: (name: string, field: Field) => boolean,
): [string, Field][] =>
  Object.entries(kind.fields).filter(([name, field]) => which(name, field) && filled(row[name]));

/** Told to those who see more than visitors do. */
const LevelMark = ({ field, viewer, language }: { field: Field; viewer: Viewer; language: Language }) =>
  viewer.role === 'visitor' || field.level === 'public' ? null : (
    <span class="level" title={sayIn(language)(`level.${field.level ?? 'confidential'}`)}>
      {sayIn(language)(`level.${field.level ?? 'confidential'}.short`)}
    </span>
  );

interface Shown {
  kind: Kind;
  row: Row;
  viewer: Viewer;
  reading: Reading;
  fields: [string, Field][];
}

/** Short values as a list of names and values. */
export const Facts = ({ row, viewer, reading, fields }: Shown) =>
  fields.length === 0 ? null : (
    <dl class="facts">
      {fields.map(([name, field]) => (
        <div>
          <dt>
            {field.label[reading.language]}{' '}
            <LevelMark field={field} viewer={viewer} language={reading.language} />
          </dt>
          <dd>{raw(valueHtml(field, row[name], reading))}</dd>
        </div>
      ))}
    </dl>
  );

/** Where a text stands in another language than the one it was written in: how it came about, and the original. */
export const TranslationNote = ({ words, language }: { words: Words; language: Language }) => {
  const read = readWords(words, language);
  if (!read || read.language === words.source) return null;
  const say = sayIn(language);
  const source = words.values[words.source];
  const of = words.values[read.language]?.of;
  const stale = of !== undefined && source !== undefined && of !== hash('sha256', source.text);
  const from = languageName(language, words.source);
  return (
    <details class="translation">
      <summary>
        {say(read.state === 'machine' ? 'translation.machine' : 'translation.reviewed', { language: from })}
        {stale ? ` ${say('translation.stale')}` : ''} <span class="link">{say('translation.original')}</span>
      </summary>
      <div lang={words.source}>{raw(paragraphsHtml(source?.text ?? ''))}</div>
    </details>
  );
};

/** Texts of several paragraphs, each under its name. */
export const Texts = ({ row, viewer, reading, fields }: Shown) => (
  <>
    {fields.map(([name, field]) => {
      const value = row[name];
      const words = field.type === 'words' ? (value as Words) : undefined;
      const read = words ? readWords(words, reading.language) : undefined;
      const text = words ? read?.text : String(value);
      return (
        <section class="text">
          <h2>
            {field.label[reading.language]}{' '}
            <LevelMark field={field} viewer={viewer} language={reading.language} />
          </h2>
          <div lang={read && read.language !== reading.language ? read.language : undefined}>
            {raw(paragraphsHtml(text ?? ''))}
          </div>
          {words ? <TranslationNote words={words} language={reading.language} /> : null}
        </section>
      );
    })}
  </>
);

/** When a record was written down, and where it comes from. */
export const RecordFacts = ({ kind, row, viewer, reading }: Omit<Shown, 'fields'>) => (
  <Facts
    kind={kind}
    row={row}
    viewer={viewer}
    reading={reading}
    fields={fieldsShown(
      kind,
      row,
      (name, field) =>
        (commonFields.has(name) || field.type === 'data') &&
        !(viewer.role === 'visitor' && name === 'version'),
    )}
  />
);

/** The first picture of a row, for its head. */
export function pictureOf(kind: Kind, row: Row): StoredFile | undefined {
  for (const [name, field] of Object.entries(kind.fields)) {
    const file = field.type === 'file' ? (row[name] as StoredFile | null | undefined) : undefined;
    if (file?.type.startsWith('image/')) return file;
  }
  return undefined;
}
