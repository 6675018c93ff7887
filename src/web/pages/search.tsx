import type { Hono } from 'hono';
import { raw } from 'hono/html';
import { type Listed, listRecords, recordTitles } from '../../actions/index.ts';
import type { Kind, Words } from '../../records/index.ts';
import { numberText } from '../../words/dates.ts';
import { sayIn } from '../../words/index.ts';
import { addressOf, pairsOf, searchOf, searchText } from '../address.ts';
import { type PageEnv, page, type Request } from '../page.tsx';
import { icons } from '../parts/icons.tsx';
import {
  escaped,
  langAttribute,
  type Reading,
  type Row,
  readWords,
  titleText,
  valueHtml,
} from '../parts/values.ts';
import { markerOf } from './list/list.tsx';
import { cardsHtml, excerpt, type Marker } from './list/rows.ts';
import { Paging } from './list/sorting.tsx';

const tabs = ['opportunity', 'organisation'] as const;
const fields = {
  opportunity: [
    'title',
    'kind',
    'status',
    'summary',
    'description',
    'organisation',
    'country',
    'stage',
    'published',
    'expires',
  ],
  organisation: ['name', 'form', 'country', 'city', 'summary', 'description'],
};
const longest = 500;

/** One search over all that is published. */
export function searchRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/search', showSearch);
}

async function showSearch(c: Request): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const q = (c.req.query('q') ?? '').trim().slice(0, longest);
  const tab = tabs.find((name) => context.park.kinds[name]!.plural === c.req.query('in')) ?? 'opportunity';
  const path = `/${language}/search`;
  const after = c.req.query('after');
  const found = new Map<string, Listed>();
  if (q) {
    for (const name of tabs) {
      const shown = name === tab;
      const search = searchText([
        ['q', q],
        ['limit', shown ? '20' : '1'],
        ...(shown && after ? [['after', after] as const] : []),
      ]);
      found.set(name, await listRecords(context, viewer, name, search, { fields: fields[name], language }));
    }
  }
  const listed = found.get(tab);
  const rows = (listed?.rows ?? []).map((row) => JSON.parse(row) as Row);
  const kind = context.park.kinds[tab]!;
  const titles = await recordTitles(context, viewer, kind, rows);
  const reading: Reading = { language, timezone: context.park.timezone, kinds: context.park.kinds, titles };
  const mark = markerOf(context, q || undefined);
  return page(
    c,
    { title: q ? `${q} – ${say('nav.search')}` : say('nav.search'), unlisted: true, asked: q },
    <div class="search">
      <h1 class="page-title mb-3">{say('nav.search')}</h1>
      <form action={path} class="hero-search">
        <label class="visually-hidden" for="search-q">
          {say('home.search')}
        </label>
        <input
          id="search-q"
          class="form-control"
          type="search"
          name="q"
          value={q}
          placeholder={say('home.search')}
          maxlength={longest}
        />
        <button type="submit" class="btn btn-primary">
          {icons.search} {say('nav.search')}
        </button>
      </form>
      {q ? (
        <nav class="tabs" aria-label={say('search.where')}>
          {tabs.map((name) => {
            const other = context.park.kinds[name]!;
            const count = found.get(name)?.count;
            return (
              <a
                href={addressOf(path, [
                  ['q', q],
                  ['in', other.plural],
                ])}
                aria-current={name === tab ? 'page' : undefined}
              >
                {other.label.many[language]}{' '}
                <span class="text-secondary">
                  {count ? `${numberText(language, count.value)}${count.more ? '+' : ''}` : ''}
                </span>
              </a>
            );
          })}
        </nav>
      ) : (
        <p class="text-secondary mt-3">{say('home.words')}</p>
      )}
      {q && rows.length === 0 ? (
        <div class="empty card">
          <p class="empty-title">{say('search.none', { q })}</p>
          <p class="empty-subtitle text-secondary">{say('search.none.words')}</p>
        </div>
      ) : null}
      {rows.length > 0 ? (
        <ul class="card list-group list-group-flush cards">
          {raw(
            tab === 'opportunity'
              ? cardsHtml(
                  kind,
                  rows.map((row) => withHit(row, reading, mark)),
                  reading,
                  mark,
                )
              : organisationsHtml(kind, rows, reading, mark),
          )}
        </ul>
      ) : null}
      {q && tab === 'opportunity' && rows.length > 0 ? (
        <p class="mt-3">
          <a href={addressOf(`/${language}/opportunities`, [['q', q]])}>
            {icons.filter} {say('search.filter')}
          </a>
        </p>
      ) : null}
      {listed ? (
        <Paging path={path} pairs={pairsOf(searchOf(c.req.url))} listed={listed} language={language} />
      ) : null}
    </div>,
  );
}

/** Where neither title nor summary answers, the part of the description that does stands in for the summary. */
function withHit(row: Row, reading: Reading, mark: Marker): Row {
  const read = (name: string) => readWords(row[name] as Words | null, reading.language);
  const hits = (name: string) => {
    const words = read(name);
    return words ? mark(excerpt(words.text), words.language).includes('<mark>') : false;
  };
  const description = read('description');
  if (!description || hits('title') || hits('summary')) return row;
  const place = mark(description.text, description.language).indexOf('<mark>');
  if (place < 0) return row;
  const text = excerpt(description.text, place);
  return {
    ...row,
    summary: { source: description.language, values: { [description.language]: { text, state: 'source' } } },
  };
}

function organisationsHtml(kind: Kind, rows: Row[], reading: Reading, mark: Marker): string {
  const { language } = reading;
  return rows
    .map((row) => {
      const title = titleText(kind, row['name'], language);
      const summary = readWords((row['summary'] ?? row['description']) as Words | null, language);
      const facts = ['form', 'country', 'city']
        .filter((name) => row[name])
        .map((name) => `<li>${valueHtml(kind.fields[name]!, row[name], reading)}</li>`)
        .join('');
      return (
        `<li class="list-group-item"><h2 class="card-name"><a href="/${language}/${kind.plural}/${row.id}"${title ? langAttribute(title.language, language) : ''}>${title ? mark(title.text, title.language) : escaped(sayIn(language)('untitled'))}</a></h2>` +
        (summary
          ? `<p class="card-summary"${langAttribute(summary.language, language)}>${mark(excerpt(summary.text), summary.language)}</p>`
          : '') +
        `<ul class="card-facts">${facts}</ul></li>`
      );
    })
    .join('');
}
