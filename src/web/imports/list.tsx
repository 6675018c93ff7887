import { type ImportTask, importable, listImports } from '../../actions/index.ts';
import { instantText, numberText } from '../../words/dates.ts';
import { type Key, type Language, sayIn } from '../../words/index.ts';
import { page, type Request } from '../page.tsx';

/** Imports so far, and the form for the next. */
export async function importsPage(c: Request, problem?: Key, status = 200): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const imports = await listImports(context, viewer);
  const kinds = Object.values(context.park.kinds).filter(importable);
  return page(
    c,
    { title: say('import.title'), unlisted: true },
    <>
      <div class="list-head">
        <div>
          <h1 class="page-title">{say('import.title')}</h1>
          <p class="text-secondary mb-0">{say('import.words')}</p>
        </div>
      </div>
      {problem ? (
        <div class="alert alert-danger" role="alert">
          {say(problem)}
        </div>
      ) : null}
      <div class="card mb-4">
        <form
          class="card-body"
          method="post"
          action={`/${language}/imports`}
          enctype="multipart/form-data"
          data-turbo="false"
        >
          <div class="row g-3 align-items-end">
            <div class="col-md-4">
              <label class="form-label" for="kind">
                {say('import.kind')}
              </label>
              <select class="form-select" id="kind" name="kind">
                {kinds.map((kind) => (
                  <option value={kind.name} selected={kind.name === 'opportunity'}>
                    {kind.label.many[language]}
                  </option>
                ))}
              </select>
            </div>
            <div class="col-md-5">
              <label class="form-label required" for="files">
                {say('import.files')}
              </label>
              <input
                class="form-control"
                type="file"
                id="files"
                name="files"
                multiple
                required
                accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl"
                aria-describedby="files-help"
              />
            </div>
            <div class="col-md-3">
              <button class="btn btn-primary w-100" type="submit">
                {say('import.look')}
              </button>
            </div>
          </div>
          <p class="form-hint mt-2 mb-0" id="files-help">
            {say('import.files-help')}
          </p>
        </form>
      </div>
      <ImportTable imports={imports} language={language} timezone={context.park.timezone} />
    </>,
    status,
  );
}

const ImportTable = ({
  imports,
  language,
  timezone,
}: {
  imports: ImportTask[];
  language: Language;
  timezone: string;
}) => {
  const say = sayIn(language);
  if (imports.length === 0) return <p class="text-secondary">{say('import.none')}</p>;
  return (
    <div class="card">
      <div class="table-responsive">
        <table class="table table-vcenter card-table stacked">
          <thead>
            <tr>
              <th scope="col">{say('import.files')}</th>
              <th scope="col">{say('import.when')}</th>
              <th scope="col">{say('import.state')}</th>
              <th scope="col">{say('import.account')}</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((one) => (
              <tr>
                <td data-label={say('import.files')}>
                  <a href={`/${language}/imports/${one.id}`}>{one.title.slice(0, 120)}</a>
                </td>
                <td data-label={say('import.when')}>{instantText(language, one.createdAt, timezone)}</td>
                <td data-label={say('import.state')}>
                  <State task={one} language={language} />
                </td>
                <td data-label={say('import.account')}>
                  {one.result?.account
                    ? say('import.account-line', {
                        rows: numberText(language, one.result.account.rows),
                        added: numberText(language, one.result.account.added),
                        updated: numberText(language, one.result.account.updated),
                        unchanged: numberText(language, one.result.account.unchanged),
                        rejected: numberText(language, one.result.account.rejected),
                      })
                    : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};

const colours: Record<string, string> = {
  waiting: 'grey',
  running: 'blue',
  done: 'green',
  undone: 'yellow',
  failed: 'red',
  cancelled: 'grey',
  interrupted: 'red',
};

/** How an import stands, as a badge. */
export const State = ({ task, language }: { task: ImportTask; language: Language }) => {
  const undone =
    task.state === 'done' && (task.result?.undone !== undefined || task.result?.outcome === 'undone');
  const state = undone ? 'undone' : task.state;
  return (
    <span class={`badge badge-${colours[state]}`}>{sayIn(language)(`import.state.${state}` as Key)}</span>
  );
};
