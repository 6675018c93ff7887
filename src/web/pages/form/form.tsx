import type { Child } from 'hono/jsx';
import type { Problem } from '../../../errors.ts';
import { commonFields, type Field, type Kind } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import { type Fields, textOf } from '../../forms.tsx';
import { page, type Request } from '../../page.tsx';
import { problemWords } from '../../problem-words.ts';
import { oneTimeKey } from '../../seal.ts';
import { choicesOf } from './choices.ts';
import { fieldsOfForm } from './fields.ts';
import { Input } from './inputs.tsx';

export interface FormState {
  kind: Kind;
  /** What is typed, or what the record holds. */
  fields: Fields;
  /** The record that is changed; none for a new one. */
  id?: string;
  version?: number;
  title?: string;
  problems?: Problem[];
  /** Stands above the fields: the other version in a conflict, for one. */
  above?: Child;
  status?: number;
}

const fieldOf = (problem: Problem): string => problem.pointer.split('/')[1] ?? '';

/** The form for a record of any kind. */
export async function showForm(c: Request, state: FormState): Promise<Response> {
  const { context, viewer, language } = c.var;
  const { kind, fields, id, version, problems = [] } = state;
  const say = sayIn(language);
  const path = `/${language}/${kind.plural}`;
  const heading = say(id ? 'form.edit' : 'form.new', { kind: kind.label.one[language] });
  const choices = await choicesOf(context, viewer, kind, fields, language);
  const all = fieldsOfForm(kind, viewer);
  const known = new Set(all.map(([name]) => name));
  const inputs = (which: [string, Field][]) =>
    which.map(([name, field]) => (
      <Input
        name={name}
        field={field}
        fields={fields}
        language={language}
        secret={context.park.secret}
        choices={choices.get(name)}
        problems={problems
          .filter((problem) => fieldOf(problem) === name)
          .map((problem) => problemWords(language, problem))}
      />
    ));
  const main = all.filter(([name]) => !commonFields.has(name));
  const common = all.filter(([name]) => commonFields.has(name));
  return page(
    c,
    { title: state.title ? `${heading}: ${state.title}` : heading, unlisted: true },
    <>
      <nav class="crumbs" aria-label={say('show.path')}>
        <a href={path}>{kind.label.many[language]}</a>
        {id ? ' / ' : null}
        {id ? <a href={`${path}/${id}`}>{state.title ?? say('untitled')}</a> : null}
      </nav>
      <h1 class="page-title mb-3">{heading}</h1>
      {problems.length > 0 ? (
        <div class="alert alert-danger" role="alert" id="problems" tabindex={-1}>
          <h2 class="alert-title">{say('form.problems', { count: problems.length })}</h2>
          <ul class="mb-0">
            {problems.map((problem) => {
              const name = fieldOf(problem);
              const words = problemWords(language, problem);
              return (
                <li>
                  {known.has(name) ? (
                    <a href={`#field-${name}`}>
                      {kind.fields[name]!.label[language]}: {words}
                    </a>
                  ) : (
                    words
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      ) : null}
      {state.above}
      <form
        class="card record-form"
        method="post"
        action={id ? `${path}/${id}` : path}
        enctype="multipart/form-data"
        novalidate
      >
        {/* Enter in a field sends the form rather than pressing the first button in it. */}
        <button type="submit" class="visually-hidden" tabindex={-1}>
          {say('form.save')}
        </button>
        <input type="hidden" name="_once" value={oneTimeKey()} />
        {version === undefined ? null : <input type="hidden" name="_version" value={String(version)} />}
        <div class="card-body form-grid">{inputs(main)}</div>
        {common.length > 0 ? (
          <details
            class="card-body"
            open={common.some(
              ([name]) =>
                problems.some((problem) => fieldOf(problem) === name) || textOf(fields, '_find') === name,
            )}
          >
            <summary>{say('form.source')}</summary>
            <div class="form-grid mt-3">{inputs(common)}</div>
          </details>
        ) : null}
        <div class="card-footer btn-list">
          <button type="submit" class="btn btn-primary">
            {say('form.save')}
          </button>
          <a class="btn" href={id ? `${path}/${id}` : path}>
            {say('form.cancel')}
          </a>
        </div>
      </form>
    </>,
    state.status,
  );
}
