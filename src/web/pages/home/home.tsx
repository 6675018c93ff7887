import type { Hono } from 'hono';
import { raw } from 'hono/html';
import { listRecords, parkTexts, recordTitles, tallyRecords } from '../../../actions/index.ts';
import type { Kind } from '../../../records/index.ts';
import { countryName, numberText } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import { addressOf } from '../../address.ts';
import { type PageEnv, page, type Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { escaped, langAttribute, type Reading, type Row, titleText, valueHtml } from '../../parts/values.ts';
import { kindBadge } from '../list/rows.ts';

/** Questions that show what the search can do: one thing, named in several languages. */
const examples = ['solid-state battery', '固态电池', 'Festkörperbatterie', 'sensore ottico', '진단 키트'];
const latestShown = 5;
const countriesShown = 8;

const sum = (tallies: { value: string; count: number }[], end = ''): number =>
  tallies.filter(({ value }) => value.endsWith(end)).reduce((total, { count }) => total + count, 0);

export function homeRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}', showHome);
}

async function showHome(c: Request): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const published = 'status=published';
  const [byKind, byCountry, organisations, texts, offers, requests] = await Promise.all([
    tallyRecords(context, viewer, 'opportunity', published, 'kind'),
    tallyRecords(context, viewer, 'opportunity', published, 'country'),
    tallyRecords(context, viewer, 'organisation', published, 'country'),
    parkTexts(context),
    latest(c, ['technology-offer', 'business-offer']),
    latest(c, ['technology-request', 'business-request', 'research-request']),
  ]);
  const countries = new Set([...byCountry, ...organisations].map(({ value }) => value));
  const kind = context.park.kinds['opportunity']!;
  const own = texts.name?.[language] ?? texts.name?.['en'];
  const claim = texts.claim?.[language] || texts.claim?.['en'] || say('park.claim');
  const list = `/${language}/opportunities`;
  const figures: [number, string, string][] = [
    [
      sum(byKind, '-offer'),
      say('home.offers'),
      addressOf(list, [
        ['kind', 'technology-offer'],
        ['kind', 'business-offer'],
      ]),
    ],
    [
      sum(byKind, '-request'),
      say('home.requests'),
      addressOf(list, [
        ['kind', 'technology-request'],
        ['kind', 'business-request'],
        ['kind', 'research-request'],
      ]),
    ],
    [sum(organisations), say('home.organisations'), `/${language}/organisations`],
    [countries.size, say('home.countries'), '#countries'],
  ];
  return page(
    c,
    { title: own ?? 'Causeway', description: `${claim}. ${say('home.words')}` },
    <div class="home">
      <section class="hero">
        {raw(columns)}
        <div class="hero-words">
          <h1>{claim}</h1>
          <p>{say('home.words')}</p>
          <form action={`/${language}/search`} class="hero-search">
            <label class="visually-hidden" for="home-q">
              {say('home.search')}
            </label>
            <input
              id="home-q"
              class="form-control form-control-lg"
              type="search"
              name="q"
              placeholder={say('home.search')}
            />
            <button type="submit" class="btn btn-primary btn-lg">
              {icons.search} {say('nav.search')}
            </button>
          </form>
          <ul class="examples" aria-label={say('home.examples')}>
            <li>{say('home.examples')}</li>
            {examples.map((example) => (
              <li>
                <a href={addressOf(`/${language}/search`, [['q', example]])}>{example}</a>
              </li>
            ))}
          </ul>
        </div>
      </section>
      <ul class="figures">
        {figures.map(([value, label, href]) => (
          <li>
            <a href={href}>
              <strong>{numberText(language, value)}</strong>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      <div class="home-two">
        <Latest c={c} kind={kind} heading={say('home.latest-offers')} found={offers} href={figures[0]![2]} />
        <Latest
          c={c}
          kind={kind}
          heading={say('home.latest-requests')}
          found={requests}
          href={figures[1]![2]}
        />
      </div>
      <section class="how">
        <h2>{say('home.how')}</h2>
        <ol>
          {([1, 2, 3, 4] as const).map((step) => (
            <li>
              <span class="how-number" aria-hidden="true">
                {step}
              </span>
              <h3>{say(`home.how.${step}`)}</h3>
              <p>{say(`home.how.${step}.words`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <div class="home-two">
        <Bars
          id="kinds"
          heading={say('home.by-kind')}
          column={kind.fields['kind']!.label[language]}
          language={language}
          rows={byKind.map(({ value, count }) => [
            (kind.fields['kind']!.values as Record<string, { en: string; zh: string }>)[value]?.[language] ??
              value,
            count,
            addressOf(list, [['kind', value]]),
          ])}
        />
        <Bars
          id="countries"
          heading={say('home.by-country')}
          column={kind.fields['country']!.label[language]}
          language={language}
          rows={byCountry.map(({ value, count }) => [
            countryName(language, value),
            count,
            addressOf(list, [['country', value]]),
          ])}
        />
      </div>
      {viewer.role === 'visitor' ? (
        <section class="join">
          <div>
            <h2>{say('home.join')}</h2>
            <p>{say('home.join.words')}</p>
          </div>
          <a class="btn btn-primary" href={`/${language}/sign-in`}>
            {say('nav.sign-in')}
          </a>
        </section>
      ) : null}
    </div>,
  );
}

interface Found {
  rows: Row[];
  reading: Reading;
}

async function latest(c: Request, kinds: string[]): Promise<Found> {
  const { context, viewer, language } = c.var;
  const asked = kinds.map((kind) => `kind=${kind}`).join('&');
  const { rows } = await listRecords(
    context,
    viewer,
    'opportunity',
    `status=published&${asked}&limit=${latestShown}&count=none`,
    {
      fields: ['title', 'kind', 'organisation', 'country', 'published'],
      language,
    },
  );
  const parsed = rows.map((row) => JSON.parse(row) as Row);
  const titles = await recordTitles(context, viewer, context.park.kinds['opportunity']!, parsed);
  return {
    rows: parsed,
    reading: { language, timezone: context.park.timezone, kinds: context.park.kinds, titles },
  };
}

const Latest = ({
  c,
  kind,
  heading,
  found,
  href,
}: {
  c: Request;
  kind: Kind;
  heading: string;
  found: Found;
  href: string;
}) => {
  const { language } = c.var;
  const { rows, reading } = found;
  return (
    <section class="card latest">
      <div class="card-body">
        <h2>{heading}</h2>
        {rows.length === 0 ? <p class="text-secondary">{sayIn(language)('list.none-yet')}</p> : null}
        <ul>
          {rows.map((row) => {
            const title = titleText(kind, row['title'], language);
            const facts = ['organisation', 'country', 'published']
              .filter((name) => row[name])
              .map((name) => `<span>${valueHtml(kind.fields[name]!, row[name], reading)}</span>`)
              .join('');
            return raw(
              `<li>${kindBadge(kind, row, reading)}<a class="latest-title" href="/${language}/opportunities/${row.id}"${title ? langAttribute(title.language, language) : ''}>${escaped(title?.text ?? sayIn(language)('untitled'))}</a><div class="card-facts">${facts}</div></li>`,
            );
          })}
        </ul>
        <a href={href}>
          {sayIn(language)('show.all')} {icons.right}
        </a>
      </div>
    </section>
  );
};

/** Counts as bars: a table whose numbers are drawn, so that both can be read. */
const Bars = ({
  id,
  heading,
  column,
  rows,
  language,
}: {
  id: string;
  heading: string;
  column: string;
  rows: [string, number, string][];
  language: Language;
}) => {
  const say = sayIn(language);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  const table = (shown: [string, number, string][]) => (
    <table class="bars">
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{column}</th>
          <th scope="col">{say('home.count')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(([label, count, href]) => (
          <tr>
            <th scope="row">
              <a href={href}>{label}</a>
            </th>
            <td>
              <svg width="100%" height="12" aria-hidden="true" focusable="false">
                <rect width={`${Math.max(0.5, (count / most) * 100)}%`} height="12" rx="2" />
              </svg>
              <span>{numberText(language, count)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (rows.length === 0) return null;
  return (
    <section class="card" id={id}>
      <div class="card-body">
        <h2>{heading}</h2>
        {table(rows.slice(0, countriesShown))}
        {rows.length > countriesShown ? (
          <details>
            <summary>{say('home.more', { count: rows.length - countriesShown })}</summary>
            {table(rows.slice(countriesShown))}
          </details>
        ) : null}
      </div>
    </section>
  );
};

/** A field of basalt columns, drawn from a seed-free pattern: each column a hexagon of its own height. */
const columns = (() => {
  const parts: string[] = [];
  const radius = 26;
  const [stepX, stepY] = [radius * Math.sqrt(3), radius * 1.5];
  for (let row = 0; row < 9; row++) {
    for (let column = 0; column < 13; column++) {
      const shade = ((row * 7 + column * 13 + row * column * 3) % 11) / 11;
      const x = column * stepX + (row % 2 ? stepX / 2 : 0);
      const y = row * stepY;
      const points = Array.from({ length: 6 }, (_, corner) => {
        const angle = (Math.PI / 3) * corner + Math.PI / 6;
        return `${(x + (radius - 1.5) * Math.cos(angle)).toFixed(1)},${(y + (radius - 1.5) * Math.sin(angle)).toFixed(1)}`;
      });
      parts.push(
        `<polygon points="${points.join(' ')}" opacity="${(0.05 + shade * 0.4 * ((column + 1) / 13)).toFixed(2)}"/>`,
      );
    }
  }
  return `<svg class="hero-columns" viewBox="0 0 560 330" preserveAspectRatio="xMaxYMid slice" fill="currentColor" aria-hidden="true" focusable="false">${parts.join('')}</svg>`;
})();
