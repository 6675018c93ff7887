import { raw } from 'hono/html';
import { type MatchShown, matchesOf } from '../../../actions/index.ts';
import { sayIn } from '../../../words/index.ts';
import { page, type Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { type Row, statusBadge } from '../../parts/values.ts';
import { Matches } from '../opportunity/matches.tsx';
import { DeskCard, Interests, interestFields, queue, Title } from './parts.tsx';

const matchedShown = 5;

/** What is an organisation’s own: its offers and requests, messages to it, matches. */
export async function memberDesk(c: Request): Promise<Response> {
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
