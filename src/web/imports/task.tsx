import type { Child } from 'hono/jsx';
import type { Account, ImportTask } from '../../actions/index.ts';
import type { Kinds } from '../../records/index.ts';
import { numberText } from '../../words/dates.ts';
import { type Language, type Say, sayIn } from '../../words/index.ts';
import { page, type Request } from '../page.tsx';
import { problemWords } from '../problem-words.ts';
import { State } from './list.tsx';
import { Preview } from './preview.tsx';

/** As many problems stand on the page; the file has all that were kept. */
const shownProblems = 50;

/** An import or a preview of one: its progress while it runs, its account and problems afterwards. */
export function taskPage(c: Request, task: ImportTask, refused?: string): Response {
  const { language, context } = c.var;
  const say = sayIn(language);
  const open = task.state === 'waiting' || task.state === 'running';
  const title = say(task.form === 'preview' ? 'import.preview-title' : 'import.one-title');
  return page(
    c,
    { title, unlisted: true },
    <>
      <p class="crumbs">
        <a href={`/${language}/imports`}>{say('import.title')}</a>
      </p>
      <div class="list-head">
        <div>
          <h1 class="page-title">{title}</h1>
          <p class="text-secondary mb-0">{task.title.slice(0, 300)}</p>
        </div>
        <State task={task} language={language} />
      </div>
      {refused ? (
        <div class="alert alert-danger" role="alert">
          {refused}
        </div>
      ) : null}
      {/* Asked for again every second while the work goes on; without scripts there is a link for it. */}
      <turbo-frame id="import-progress" data-poll={open ? 'running' : 'ended'} target="_top">
        {open ? <Progress task={task} language={language} /> : null}
      </turbo-frame>
      {open ? (
        <noscript>
          <p>
            <a class="btn" href={`/${language}/imports/${task.id}`}>
              {say('import.look-again')}
            </a>
          </p>
        </noscript>
      ) : null}
      {task.error ? (
        <div class="alert alert-danger" role="alert">
          {problemWords(language, { pointer: '', code: `import-${task.state}`, words: task.error })}
        </div>
      ) : null}
      {task.state === 'interrupted' ? (
        <div class="alert alert-danger" role="alert">
          {say('import.interrupted-words')}
        </div>
      ) : null}
      {task.result?.account ? <Outcome task={task} language={language} kinds={context.park.kinds} /> : null}
      {task.form === 'preview' && task.state === 'done' ? (
        <Preview task={task} kind={context.park.kinds[task.input.request.kind]!} language={language} />
      ) : null}
      {task.result?.account ? <Problems task={task} language={language} /> : null}
    </>,
  );
}

const Progress = ({ task, language }: { task: ImportTask; language: Language }) => {
  const say = sayIn(language);
  const share = task.total ? Math.min(100, Math.round((100 * task.done) / task.total)) : undefined;
  const words =
    task.state === 'waiting'
      ? say('import.waits')
      : task.total
        ? say('import.progress', {
            done: numberText(language, task.done),
            total: numberText(language, task.total),
          })
        : say('import.reading', { done: numberText(language, task.done) });
  return (
    <div class="card mb-4">
      <div class="card-body">
        <p id="progress-words">{words}</p>
        <div class="progress mb-3">
          <div
            class={share === undefined ? 'progress-bar progress-bar-indeterminate' : 'progress-bar'}
            role="progressbar"
            aria-labelledby="progress-words"
            aria-valuemin={0}
            aria-valuemax={100}
            {...(share === undefined ? {} : { 'aria-valuenow': share, style: `width: ${share}%` })}
          />
        </div>
        <form method="post" action={`/${language}/imports/${task.id}/cancel`}>
          <button class="btn" type="submit" disabled={task.cancel}>
            {say(task.cancel ? 'import.cancelling' : 'import.cancel')}
          </button>
        </form>
      </div>
    </div>
  );
};

const Numbers = ({ account, language }: { account: Account; language: Language }) => {
  const say = sayIn(language);
  const numbers = ['rows', 'added', 'updated', 'unchanged', 'rejected'] as const;
  return (
    <dl class="facts mb-3">
      {numbers.map((name) => (
        <div>
          <dt>{say(`import.${name}`)}</dt>
          <dd class="h2 mb-0">{numberText(language, account[name])}</dd>
        </div>
      ))}
    </dl>
  );
};

const Outcome = ({ task, language, kinds }: { task: ImportTask; language: Language; kinds: Kinds }) => {
  const say = sayIn(language);
  const { account, undone, outcome, files = [] } = task.result!;
  const unknown = [...new Set(files.flatMap((file) => file.unknown))];
  return (
    <section class="card mb-4">
      <div class="card-body">
        <h2 class="card-heading">{say(task.form === 'preview' ? 'import.would' : 'import.account')}</h2>
        <Numbers account={account!} language={language} />
        {Object.entries(account!.made).map(([kind, count]) => (
          <p>{say('import.made', { count, kind: kinds[kind]?.label.many[language] ?? kind })}</p>
        ))}
        {unknown.length > 0 ? (
          <p>
            {say('import.unknown')} {unknown.slice(0, 50).join(', ')}
            {unknown.length > 50 ? ' …' : ''}
          </p>
        ) : null}
        {outcome === 'undone' ? <p class="text-danger">{say('import.all-undone')}</p> : null}
        {undone ? (
          <Undone undone={undone} say={say} language={language} kinds={kinds} />
        ) : task.form === 'import' && outcome === 'kept' && account!.added + account!.updated > 0 ? (
          <details class="return">
            <summary class="btn">{say('import.undo')}</summary>
            <form method="post" action={`/${language}/imports/${task.id}/undo`}>
              <p>{say('import.undo-words')}</p>
              <button class="btn btn-danger" type="submit">
                {say('import.undo-now')}
              </button>
            </form>
          </details>
        ) : null}
      </div>
    </section>
  );
};

type UndoneResult = NonNullable<NonNullable<ImportTask['result']>['undone']>;

const Undone = ({
  undone,
  say,
  language,
  kinds,
}: {
  undone: UndoneResult;
  say: Say;
  language: Language;
  kinds: Kinds;
}) => (
  <>
    <p>
      {say('import.undone-words', {
        deleted: undone.deleted,
        restored: undone.restored,
        left: undone.leftCount,
      })}
    </p>
    {undone.left.length > 0 ? (
      <ul>
        {undone.left.slice(0, 100).map(({ kind, record, reason }) => (
          <li>
            <a href={`/${language}/${kinds[kind]?.plural}/${record}`}>{record}</a>{' '}
            {say(`import.left.${reason}`)}
          </li>
        ))}
      </ul>
    ) : null}
  </>
);

const Problems = ({ task, language }: { task: ImportTask; language: Language }): Child => {
  const { problems = [], counts = {} } = task.result!;
  const say = sayIn(language);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return <p class="text-secondary">{say('import.no-problems')}</p>;
  return (
    <section class="card mb-4">
      <div class="card-body">
        <h2 class="card-heading">{say('import.problems', { count: total })}</h2>
        <ul class="chips">
          {Object.entries(counts).map(([code, count]) => (
            <li class="chip">
              {code} <b>{numberText(language, count)}</b>
            </li>
          ))}
        </ul>
        <p>
          <a href={`/${language}/imports/${task.id}/problems.csv`} data-turbo="false">
            {say('import.problems-file', { count: problems.length })}
          </a>
        </p>
        <div class="table-responsive">
          <table class="table table-sm stacked">
            <thead>
              <tr>
                <th scope="col">{say('import.place')}</th>
                <th scope="col">{say('import.field')}</th>
                <th scope="col">{say('import.problem')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, shownProblems).map((problem) => (
                <tr>
                  <td data-label={say('import.place')}>
                    {problem.file}
                    {problem.sheet ? ` / ${problem.sheet}` : ''}
                    {problem.row === undefined ? '' : ` · ${say('import.row', { row: problem.row })}`}
                  </td>
                  <td data-label={say('import.field')}>{problem.field ?? ''}</td>
                  <td data-label={say('import.problem')}>
                    {problemWords(language, { pointer: '', code: problem.code, words: problem.words })}{' '}
                    {problem.rejected ? <span class="badge badge-red">{say('import.stays-out')}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {problems.length > shownProblems ? <p class="text-secondary">{say('import.more-problems')}</p> : null}
      </div>
    </section>
  );
};
