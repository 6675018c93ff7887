import { fieldNames, type ImportTask, targetOf } from '../../actions/index.ts';
import type { Mapping } from '../../formats/index.ts';
import type { Kind } from '../../records/index.ts';
import { type Language, sayIn } from '../../words/index.ts';
import { oneTimeKey } from '../seal.ts';
import { openChoices, sharedMapping } from './preview-form.ts';

/** Surer than this needs no second look. */
const certain = 0.9;

/** The first rows of a file, which column fills which field, and the form that imports it. */
export const Preview = ({ task, kind, language }: { task: ImportTask; kind: Kind; language: Language }) => {
  const say = sayIn(language);
  const { request } = task.input;
  const shared = sharedMapping(task);
  const first = task.result?.files?.[0]?.preview;
  const action = (step: string) => `/${language}/imports/${task.id}/${step}`;
  return (
    <form method="post" action={action('run')}>
      <input type="hidden" name="_once" value={oneTimeKey()} />
      {first && shared ? <Columns kind={kind} preview={first} language={language} mapping={shared} /> : null}
      {first && !shared ? <p class="alert alert-info">{say('import.different-columns')}</p> : null}
      <section class="card mb-4">
        <div class="card-body">
          <h2 class="card-heading">{say('import.options')}</h2>
          <div class="field-grid">
            <div>
              <label class="form-label" for="source">
                {say('import.source')}
              </label>
              <input
                class="form-control"
                id="source"
                name="source"
                maxlength={300}
                value={request.source}
                aria-describedby="source-help"
              />
              <p class="form-hint" id="source-help">
                {say('import.source-help')}
              </p>
            </div>
            <div>
              <label class="form-label" for="language">
                {say('import.language')}
              </label>
              <input
                class="form-control"
                id="language"
                name="language"
                maxlength={20}
                value={request.language}
                placeholder="en, zh, de …"
                aria-describedby="language-help"
              />
              <p class="form-hint" id="language-help">
                {say('import.language-help')}
              </p>
            </div>
          </div>
          <label class="form-check">
            <input
              class="form-check-input"
              type="checkbox"
              name="all-or-nothing"
              value="yes"
              checked={request.allOrNothing}
            />
            <span class="form-check-label">{say('import.all-or-nothing')}</span>
          </label>
          {kind.fields['status']?.values && 'submitted' in kind.fields['status'].values ? (
            <label class="form-check">
              <input
                class="form-check-input"
                type="checkbox"
                name="publish"
                value="yes"
                checked={request.publish}
              />
              <span class="form-check-label">{say('import.publish')}</span>
            </label>
          ) : null}
          <div class="btn-list mt-3">
            <button class="btn btn-primary" type="submit">
              {say('import.run')}
            </button>
            <button class="btn" type="submit" formaction={action('preview')}>
              {say('import.look-again')}
            </button>
          </div>
        </div>
      </section>
    </form>
  );
};

type FilePreview = NonNullable<NonNullable<NonNullable<ImportTask['result']>['files']>[number]['preview']>;

const Columns = ({
  kind,
  preview,
  mapping,
  language,
}: {
  kind: Kind;
  preview: FilePreview;
  mapping: Mapping;
  language: Language;
}) => {
  const say = sayIn(language);
  const names = fieldNames(kind);
  const label = (name: string): string => {
    if (name === 'id') return say('import.field-id');
    if (name === 'language') return say('import.field-language');
    const target = targetOf(kind, name);
    const field = target && 'field' in target ? kind.fields[target.field]?.label[language] : undefined;
    return field && target?.part !== 'value' ? `${field} (${name})` : (field ?? name);
  };
  const order = Object.values(mapping.fields).find((rule) => 'column' in rule && rule.order);
  const dates = Object.values(mapping.fields).some((rule) => 'column' in rule && rule.as === 'day');
  return (
    <section class="card mb-4">
      <div class="card-body">
        <h2 class="card-heading">{say('import.columns')}</h2>
        <p class="text-secondary">{say('import.columns-words')}</p>
        <input type="hidden" name="columns" value="shown" />
        <div class="table-responsive">
          <table class="table table-sm">
            <thead>
              <tr>
                <th scope="col">{say('import.column')}</th>
                <th scope="col">{say('import.field')}</th>
                <th scope="col">{say('import.first-rows')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.columns.map(({ name, field, score }, index) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td>
                    <select
                      class="form-select form-select-sm"
                      name={`column.${index}`}
                      aria-label={say('import.field-of', { column: name })}
                    >
                      <option value="">{say('import.as-note')}</option>
                      {[...(field && !names.includes(field) ? [field] : []), ...names].map((each) => (
                        <option value={each} selected={each === field}>
                          {label(each)}
                        </option>
                      ))}
                    </select>
                    {field && score < certain ? (
                      <small class="text-secondary">{say('import.guessed')}</small>
                    ) : null}
                  </td>
                  <td class="text-secondary">
                    {preview.sample
                      .map(({ cells }) => cells[name] ?? '')
                      .filter((cell) => cell !== '')
                      .slice(0, 3)
                      .map((cell) => (
                        <div class="text-truncate" style="max-width: 28rem">
                          {cell.slice(0, 90)}
                        </div>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div class="field-grid">
          {openChoices(kind, mapping).map((name) => {
            const rule = mapping.fields[name];
            const constant = rule && 'constant' in rule ? rule.constant : undefined;
            return (
              <div>
                <label class="form-label" for={`constant.${name}`}>
                  {say('import.for-all', { field: kind.fields[name]!.label[language] })}
                </label>
                <select class="form-select" id={`constant.${name}`} name={`constant.${name}`}>
                  <option value="">–</option>
                  {Object.entries(kind.fields[name]!.values!).map(([value, words]) => (
                    <option value={value} selected={value === constant}>
                      {words[language]}
                    </option>
                  ))}
                </select>
              </div>
            );
          })}
          {dates ? (
            <div>
              <label class="form-label" for="order">
                {say('import.order')}
              </label>
              <select class="form-select" id="order" name="order">
                <option value="">{say('import.order-auto')}</option>
                {(['dmy', 'mdy', 'ymd'] as const).map((each) => (
                  <option value={each} selected={order && 'order' in order && order.order === each}>
                    {say(`import.order.${each}`)}
                  </option>
                ))}
              </select>
            </div>
          ) : null}
        </div>
      </div>
    </section>
  );
};
