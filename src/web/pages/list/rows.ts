import type { Field, Kind, Words } from '../../../records/index.ts';
import { say } from '../../../words/index.ts';
import {
  escaped,
  langAttribute,
  type Reading,
  type Row,
  readWords,
  statusBadge,
  titleText,
  valueHtml,
} from '../../parts/values.ts';

/** Marks in a text what answers a question. */
export type Marker = (text: string, language: string) => string;

/** The rows of a table's body as HTML; written by hand, since a page has hundreds of cells. */
export function rowsHtml(
  kind: Kind,
  columns: readonly string[],
  rows: readonly Row[],
  reading: Reading,
  mark: Marker,
): string {
  const at = `/${reading.language}/${kind.plural}/`;
  let html = '';
  for (const row of rows) {
    html += '<tr>';
    for (const name of columns) {
      const field = kind.fields[name]!;
      const cell =
        name === kind.title ? titleLink(kind, row, at, reading, mark) : valueHtml(field, row[name], reading);
      html += `<td data-label="${escaped(field.label[reading.language])}"${alignment(field)}>${cell}</td>`;
    }
    html += '</tr>';
  }
  return html;
}

const alignment = (field: Field): string =>
  field.type === 'integer' || field.type === 'number' || field.type === 'money' ? ' class="num"' : '';

function titleLink(kind: Kind, row: Row, at: string, reading: Reading, mark: Marker): string {
  const title = titleText(kind, row[kind.title], reading.language);
  if (!title)
    return `<a href="${at}${row.id}" class="text-secondary">${say(reading.language, 'untitled')}</a>`;
  return `<a href="${at}${row.id}"${langAttribute(title.language, reading.language)}>${mark(title.text, title.language)}</a>`;
}

/** Longest text of a card, in characters. */
const cardLength = 280;

/** The part of a long text that a card shows; where something was asked, the part that answers. */
export function excerpt(text: string, from = 0, length = cardLength): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= length) return flat;
  // Begin a little before what answers, at the start of a word where words are parted by spaces.
  const before = from > length - 60 ? Math.max(0, from - 80) : 0;
  const space = before > 0 ? flat.indexOf(' ', before) : -1;
  const start = space >= 0 && space < before + 20 ? space + 1 : before;
  return `${start > 0 ? '…' : ''}${flat.slice(start, start + length).trimEnd()}${start + length < flat.length ? '…' : ''}`;
}

/** Offers and requests as cards, one after another. */
export function cardsHtml(kind: Kind, rows: readonly Row[], reading: Reading, mark: Marker): string {
  const { language } = reading;
  const at = `/${language}/${kind.plural}/`;
  let html = '';
  for (const row of rows) {
    const facts = ['organisation', 'country', 'stage', 'published', 'expires']
      .filter((name) => row[name] !== null && row[name] !== undefined)
      .map((name) => {
        const field = kind.fields[name]!;
        const value = valueHtml(field, row[name], reading);
        if (name === 'organisation' || name === 'country') return `<li>${value}</li>`;
        return `<li>${name === 'stage' ? `<abbr title="${escaped(field.label[language])}">TRL</abbr>` : escaped(field.label[language])} ${value}</li>`;
      })
      .join('');
    const summary = readWords((row['summary'] ?? row['description']) as Words | null, language);
    const status = row['status'];
    html +=
      `<li class="list-group-item"><div class="card-kinds">${kindBadge(kind, row, reading)}` +
      `${typeof status === 'string' && status !== 'published' ? ` ${statusBadge(kind.fields['status']!, status, language)}` : ''}</div>` +
      `<h2 class="card-name">${titleLink(kind, row, at, reading, mark)}</h2>` +
      (summary
        ? `<p class="card-summary"${langAttribute(summary.language, language)}>${mark(excerpt(summary.text), summary.language)}</p>`
        : '') +
      `<ul class="card-facts">${facts}</ul></li>`;
  }
  return html;
}

export function kindBadge(kind: Kind, row: Row, reading: Reading): string {
  const value = row['kind'];
  if (typeof value !== 'string') return '';
  const side = value.endsWith('-offer') ? 'offer' : 'request';
  return `<span class="badge badge-${side}">${valueHtml(kind.fields['kind']!, value, reading)}</span>`;
}
