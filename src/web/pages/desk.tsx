import type { Hono } from 'hono';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import {
  type Listed,
  listImports,
  listRecords,
  type MatchShown,
  matchesOf,
  recordTitles,
} from '../../actions/index.ts';
import { isStaff } from '../../records/index.ts';
import { agoText, instantText, numberText } from '../../words/dates.ts';
import { sayIn } from '../../words/index.ts';
import { signInFirst } from '../account/sign-in.tsx';
import { addressOf, type Pairs, searchText } from '../address.ts';
import { type PageEnv, page, type Request } from '../page.tsx';
import { icons } from '../parts/icons.tsx';
import { type Reading, type Row, statusBadge, titleText } from '../parts/values.ts';
import { countWords } from './list/list.tsx';
import { Matches } from './opportunity/show.tsx';

/** Where somebody who is signed in begins: what waits for the staff, what is one's own for members. */
export function deskRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/desk', async (c) => {
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    return isStaff(c.var.viewer) ? staffDesk(c) : memberDesk(c);
  });
}

interface Queue {
  rows: Row[];
  listed: Listed;
  reading: Reading;
  href: string;
}

const shown = 8;

async function queue(c: Request, kindName: string, pairs: Pairs, fields: string[]): Promise<Queue> {
  const { context, viewer, language } = c.var;
  const kind = context.park.kinds[kindName]!;
  const listed = await listRecords(
    context,
    viewer,
    kindName,
    searchText([...pairs, ['limit', String(shown)]]),
    { fields, language },
  );
  const rows = listed.rows.map((row) => JSON.parse(row) as Row);
  const titles = await recordTitles(context, viewer, kind, rows);
  return {
    rows,
    listed,
    reading: { language, timezone: context.park.timezone, kinds: context.park.kinds, titles },
    href: addressOf(`/${language}/${kind.plural}`, pairs),
  };
}

const DeskCard = ({
  c,
  heading,
  queue: { listed, href, rows },
  none,
  children,
}: {
  c: Request;
  heading: string;
  queue: Queue;
  none: string;
  children: Child;
}) => (
  <section class="card">
    <div class="card-header">
      <h2 class="card-title">{heading}</h2>
      <span class="desk-count">{countWords(listed, c.var.language)}</span>
    </div>
    {rows.length === 0 ? (
      <div class="card-body text-secondary">{none}</div>
    ) : (
      <ul class="list-group list-group-flush desk-list">{children}</ul>
    )}
    {listed.next ? (
      <div class="card-footer">
        <a href={href}>{sayIn(c.var.language)('show.all')}</a>
      </div>
    ) : null}
  </section>
);

const Waiting = ({ c, since }: { c: Request; since: unknown }) =>
  typeof since === 'string' ? (
    <time
      class="desk-since"
      datetime={since}
      title={instantText(c.var.language, since, c.var.context.park.timezone)}
    >
      {icons.clock} {agoText(c.var.language, since)}
    </time>
  ) : null;

const Title = ({ c, row }: { c: Request; row: Row }) => {
  const { language, context } = c.var;
  const title = titleText(context.park.kinds['opportunity']!, row['title'], language);
  return (
    <a
      href={`/${language}/opportunities/${row.id}`}
      lang={title && title.language !== language ? title.language : undefined}
    >
      {title?.text ?? sayIn(language)('untitled')}
    </a>
  );
};

const refTitle = (queue: Queue, row: Row, name: string, kindName: string): string => {
  const kind = queue.reading.kinds[kindName]!;
  return titleText(kind, queue.reading.titles.get(String(row[name])), queue.reading.language)?.text ?? '';
};

const Interests = ({
  c,
  heading,
  queue: interests,
  none,
}: {
  c: Request;
  heading: string;
  queue: Queue;
  none: string;
}) => {
  const { language, context } = c.var;
  return (
    <DeskCard c={c} heading={heading} queue={interests} none={none}>
      {interests.rows.map((row) => (
        <li class="list-group-item">
          <div>
            <a href={`/${language}/interests/${row.id}`}>
              {String(row['name'] ?? sayIn(language)('untitled'))}
            </a>
            {row['organisation'] ? (
              <span class="text-secondary"> · {String(row['organisation'])}</span>
            ) : null}
            <div class="text-secondary">{refTitle(interests, row, 'opportunity', 'opportunity')}</div>
          </div>
          <div class="desk-end">
            {row['status'] === 'new' ? null : (
              <span>
                {raw(
                  statusBadge(
                    context.park.kinds['interest']!.fields['status']!,
                    String(row['status']),
                    language,
                  ),
                )}
              </span>
            )}
            <Waiting c={c} since={row['createdAt']} />
          </div>
        </li>
      ))}
    </DeskCard>
  );
};

const interestFields = ['name', 'organisation', 'opportunity', 'status', 'createdAt'];

async function staffDesk(c: Request): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const [submitted, interests, untitled, imports] = await Promise.all([
    queue(
      c,
      'opportunity',
      [
        ['status', 'submitted'],
        ['sort', 'submittedAt'],
      ],
      ['title', 'kind', 'organisation', 'submittedAt'],
    ),
    queue(
      c,
      'interest',
      [
        ['status', 'new'],
        ['sort', 'createdAt'],
      ],
      interestFields,
    ),
    queue(
      c,
      'opportunity',
      [
        ['status', 'draft'],
        ['title[empty]', 'true'],
        ['sort', 'createdAt'],
      ],
      ['title', 'kind', 'organisation', 'createdAt', 'reference'],
    ),
    listImports(context, viewer, 20),
  ]);
  const running = imports.filter(({ state }) => state === 'running' || state === 'waiting');
  return page(
    c,
    { title: say('nav.desk'), unlisted: true },
    <>
      <h1 class="page-title mb-3">{say('nav.desk')}</h1>
      <div class="desk">
        <DeskCard c={c} heading={say('desk.submitted')} queue={submitted} none={say('desk.none-waiting')}>
          {submitted.rows.map((row) => (
            <li class="list-group-item">
              <div>
                <Title c={c} row={row} />
                <div class="text-secondary">{refTitle(submitted, row, 'organisation', 'organisation')}</div>
              </div>
              <Waiting c={c} since={row['submittedAt']} />
            </li>
          ))}
        </DeskCard>
        <Interests c={c} heading={say('desk.interests')} queue={interests} none={say('desk.none-waiting')} />
        <DeskCard c={c} heading={say('desk.untitled')} queue={untitled} none={say('desk.none-untitled')}>
          {untitled.rows.map((row) => (
            <li class="list-group-item">
              <div>
                <a href={`/${language}/opportunities/${row.id}/edit`}>
                  {say('desk.write-title')}{' '}
                  {row['reference'] ? <code>{String(row['reference'])}</code> : null}
                </a>
                <div class="text-secondary">{refTitle(untitled, row, 'organisation', 'organisation')}</div>
              </div>
              <Waiting c={c} since={row['createdAt']} />
            </li>
          ))}
        </DeskCard>
        <section class="card">
          <div class="card-header">
            <h2 class="card-title">{say('desk.imports')}</h2>
            <a class="desk-count" href={`/${language}/imports`}>
              {say('show.all')}
            </a>
          </div>
          {running.length === 0 ? (
            <div class="card-body text-secondary">{say('desk.none-running')}</div>
          ) : (
            <ul class="list-group list-group-flush desk-list">
              {running.map((task) => (
                <li class="list-group-item">
                  <div>
                    <a href={`/${language}/imports/${task.id}`}>{task.title}</a>
                    <div class="text-secondary">
                      {numberText(language, task.done)}
                      {task.total ? ` / ${numberText(language, task.total)}` : ''}
                    </div>
                  </div>
                  <Waiting c={c} since={task.createdAt} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </>,
  );
}

const matchedShown = 5;

async function memberDesk(c: Request): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const organisation = viewer.organisation;
  if (!organisation)
    return page(
      c,
      { title: say('nav.desk'), unlisted: true },
      <div class="empty card">
        <p class="empty-title">{say('desk.no-organisation')}</p>
      </div>,
    );
  const [own, messages] = await Promise.all([
    queue(
      c,
      'opportunity',
      [
        ['organisation', organisation],
        ['sort', '-updatedAt'],
      ],
      ['title', 'kind', 'status', 'updatedAt'],
    ),
    queue(c, 'interest', [['sort', '-createdAt']], interestFields),
  ]);
  const kind = context.park.kinds['opportunity']!;
  const published = own.rows.filter((row) => row['status'] === 'published').slice(0, matchedShown);
  const matched: [Row, MatchShown[]][] = [];
  for (const row of published) matched.push([row, await matchesOf(context, viewer, row.id, 3)]);
  return page(
    c,
    { title: say('nav.desk'), unlisted: true },
    <>
      <div class="list-head">
        <h1 class="page-title">{say('nav.desk')}</h1>
        <div class="btn-list">
          <a class="btn" href={`/${language}/organisations/${organisation}`}>
            {icons.building} {say('desk.profile')}
          </a>
          <a class="btn btn-primary" href={`/${language}/opportunities/new`}>
            {icons.plus} {say('desk.new')}
          </a>
        </div>
      </div>
      <div class="desk">
        <DeskCard c={c} heading={say('desk.own')} queue={own} none={say('desk.none-own')}>
          {own.rows.map((row) => (
            <li class="list-group-item">
              <div>
                <Title c={c} row={row} />
              </div>
              <span>{raw(statusBadge(kind.fields['status']!, String(row['status']), language))}</span>
            </li>
          ))}
        </DeskCard>
        <Interests c={c} heading={say('desk.messages')} queue={messages} none={say('desk.none-messages')} />
        {matched
          .filter(([, matches]) => matches.length > 0)
          .map(([row, matches]) => (
            <Matches
              found={{ kind, row, reading: own.reading }}
              matches={matches}
              heading={
                <h2 class="card-heading">
                  {say('desk.matches')} <Title c={c} row={row} />
                </h2>
              }
            />
          ))}
      </div>
    </>,
  );
}
