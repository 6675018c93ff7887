import type { Hono } from 'hono';
import { raw } from 'hono/html';
import { parkTexts, tallyRecords } from '../../../actions/index.ts';
import { countryName, numberText } from '../../../words/dates.ts';
import { sayIn } from '../../../words/index.ts';
import { addressOf } from '../../address.ts';
import { type PageEnv, page, type Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { Bars } from './bars.tsx';
import { columns } from './columns.ts';
import { Latest, latest } from './latest.tsx';

/** Questions that show what the search can do: one thing, named in several languages. */
const examples = ['solid-state battery', '固态电池', 'Festkörperbatterie', 'sensore ottico', '진단 키트'];

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
