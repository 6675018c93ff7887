import type { Hono } from 'hono';
import { raw } from 'hono/html';
import {
  type Context,
  kindByPlural,
  type Listed,
  listRecords,
  mayCreate,
  recordTitles,
} from '../../../actions/index.ts';
import { type Kind, sight, type Viewer } from '../../../records/index.ts';
import { numberText } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import { addressOf, type Pairs, pairsOf, searchOf, searchText, without } from '../../address.ts';
import { type PageEnv, page, type Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { escaped, type Reading, type Row, titleText } from '../../parts/values.ts';
import { Chips } from './chips.tsx';
import { Filters } from './filters.tsx';
import { cardsHtml, type Marker, rowsHtml } from './rows.ts';
import { Paging, SortHead, SortMenu } from './sorting.tsx';

/** Kinds that the full-text index knows. */
export const searchable = (kind: Kind): boolean =>
  kind.name === 'opportunity' || kind.name === 'organisation';

const cardFields = [
  'title',
  'kind',
  'status',
  'summary',
  'organisation',
  'country',
  'stage',
  'published',
  'expires',
];

/** The list of any kind, at `/{lang}/{plural}`. */
export function listRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/:plural', async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    const pairs = pairsOf(searchOf(c.req.url));
    const asked = pairs.filter(([, value]) => value !== '');
    const path = `/${c.var.language}/${kind.plural}`;
    // Forms send what was left empty: the address is kept short and readable.
    if (asked.length < pairs.length) return c.redirect(addressOf(path, asked), 302);
    return showList(c, kind, asked);
  });
}

async function showList(c: Request, kind: Kind, pairs: Pairs): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const cards = kind.name === 'opportunity';
  const columns = kind.list.filter((name) => sight(kind, kind.fields[name]!, viewer) !== 'never');
  const fields = cards ? cardFields : columns;
  const listed = await listRecords(context, viewer, kind.name, searchText(pairs), { fields, language });
  const rows = listed.rows.map((row) => JSON.parse(row) as Row);
  const titles = await recordTitles(context, viewer, kind, rows);
  const reading: Reading = { language, timezone: context.park.timezone, kinds: context.park.kinds, titles };
  const mark = markerOf(context, listed.query.q);
  const path = `/${language}/${kind.plural}`;
  const label = kind.label.many[language];
  const asked = without(pairs, 'after', 'limit', 'count', 'sort');
  return page(
    c,
    {
      title: label,
      description: kind.about[language],
      unlisted: pairs.length > 0,
      ...(listed.query.q ? { asked: listed.query.q } : {}),
    },
    <>
      <div class="list-head">
        <div>
          <h1 class="page-title">{label}</h1>
          <p class="text-secondary mb-0">{kind.about[language]}</p>
        </div>
        <div class="btn-list d-print-none">
          <details class="dropdown" data-menu>
            <summary class="btn">
              {icons.download} {say('list.export')}
            </summary>
            <div class="dropdown-menu dropdown-menu-end show">
              {(['csv', 'xlsx', 'json'] as const).map((format) => (
                <a
                  class="dropdown-item"
                  href={addressOf(`${path}/export`, [
                    ['format', format],
                    ...without(pairs, 'after', 'limit', 'count'),
                  ])}
                  data-turbo="false"
                  rel="nofollow"
                >
                  {format.toUpperCase()}
                </a>
              ))}
            </div>
          </details>
          {mayCreate(kind, viewer) ? (
            <a class="btn btn-primary" href={`${path}/new`}>
              {icons.plus} {say('list.add')}
            </a>
          ) : null}
        </div>
      </div>
      <div class="list-page">
        <aside class="list-side d-print-none" aria-label={say('list.filter')}>
          <Filters
            kind={kind}
            viewer={viewer}
            language={language}
            pairs={pairs}
            searchable={searchable(kind)}
          />
        </aside>
        <section class="list-main" aria-label={label}>
          <div class="list-line">
            <span class="list-count">{countWords(listed, language)}</span>
            {cards && !listed.query.q ? (
              <SortMenu kind={kind} viewer={viewer} language={language} pairs={pairs} listed={listed} />
            ) : null}
          </div>
          <Chips
            kind={kind}
            language={language}
            pairs={pairs}
            titles={await chipTitles(context, viewer, kind, asked, language)}
          />
          {rows.length === 0 ? (
            <div class="empty card">
              <p class="empty-title">{say(asked.length > 0 ? 'list.none-found' : 'list.none-yet')}</p>
              {asked.length > 0 ? (
                <a class="btn" href={path}>
                  {say('list.clear')}
                </a>
              ) : null}
            </div>
          ) : cards ? (
            <ul class="card list-group list-group-flush cards">
              {raw(cardsHtml(kind, rows, reading, mark))}
            </ul>
          ) : (
            <div class="card">
              <table class="table table-vcenter card-table stacked">
                <thead>
                  <tr>
                    {columns.map((name) => (
                      <SortHead
                        kind={kind}
                        viewer={viewer}
                        name={name}
                        language={language}
                        pairs={pairs}
                        listed={listed}
                      />
                    ))}
                  </tr>
                </thead>
                <tbody>{raw(rowsHtml(kind, columns, rows, reading, mark))}</tbody>
              </table>
            </div>
          )}
          <Paging path={path} pairs={pairs} listed={listed} language={language} />
        </section>
      </div>
    </>,
  );
}

/** Marks the hits of a question; without one, texts are only escaped. */
export function markerOf(context: Context, q: string | undefined): Marker {
  if (!q) return escaped;
  return (text, language) => {
    let html = '';
    let end = 0;
    for (const hit of context.search.highlight(q, text, language)) {
      html += `${escaped(text.slice(end, hit.start))}<mark>${escaped(text.slice(hit.start, hit.end))}</mark>`;
      end = hit.end;
    }
    return html + escaped(text.slice(end));
  };
}

export function countWords(listed: Pick<Listed, 'count'>, language: Language): string {
  if (!listed.count) return '';
  const { value, more } = listed.count;
  return sayIn(language)('list.count', {
    count: value,
    number: `${numberText(language, value)}${more ? '+' : ''}`,
  });
}

/** What conditions over references speak of, in words. */
async function chipTitles(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  asked: Pairs,
  language: Language,
): Promise<Map<string, string>> {
  const row: Record<string, unknown> = {};
  for (const [key, value] of asked) {
    const field = Object.hasOwn(kind.fields, key) ? kind.fields[key] : undefined;
    if (field?.type === 'ref') row[key] = value;
  }
  const words = new Map<string, string>();
  if (Object.keys(row).length === 0) return words;
  const titles = await recordTitles(context, viewer, kind, [row]);
  for (const [key, value] of Object.entries(row)) {
    const other = context.park.kinds[kind.fields[key]!.to!]!;
    const title = titleText(other, titles.get(String(value)), language);
    if (title) words.set(String(value), title.text);
  }
  return words;
}
