import { listImports } from '../../../actions/index.ts';
import { numberText } from '../../../words/dates.ts';
import { sayIn } from '../../../words/index.ts';
import { page, type Request } from '../../page.tsx';
import { DeskCard, Interests, interestFields, queue, refTitle, Title, Waiting } from './parts.tsx';
/** What waits for the staff, and since when. */
export async function staffDesk(c: Request): Promise<Response> {
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
