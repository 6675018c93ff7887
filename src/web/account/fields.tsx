import type { Child } from 'hono/jsx';
import { Failure, type Problem } from '../../errors.ts';
import { type Language, say } from '../../words/index.ts';
import { problemWords } from '../problem-words.ts';

/** What is wrong with a form, by the field's name; the empty name is the form as a whole. */
export type Problems = ReadonlyMap<string, string>;

export const noProblems: Problems = new Map();

/** What an action refused, for the form that asked; any other failure goes on. */
export function problemsOf(language: Language, error: unknown): Problems {
  if (!(error instanceof Failure) || error.problems.length === 0) throw error;
  return new Map(
    error.problems.map((problem: Problem) => [problem.pointer.slice(1), problemWords(language, problem)]),
  );
}

interface FieldProps {
  name: string;
  label: string;
  problems?: Problems;
  help?: Child;
  type?: 'text' | 'email' | 'password';
  value?: string | undefined;
  autocomplete?: string;
  required?: boolean;
  maxlength?: number;
  autofocus?: boolean;
}

/** A line of a form with its label, its help and what is wrong with it. */
export const Field = ({ name, label, problems = noProblems, help, type = 'text', ...input }: FieldProps) => {
  const problem = problems.get(name);
  const described = [problem && `${name}-problem`, help && `${name}-help`].filter(Boolean).join(' ');
  return (
    <div class="mb-3">
      <label class={input.required ? 'form-label required' : 'form-label'} for={name}>
        {label}
      </label>
      <input
        class={problem ? 'form-control is-invalid' : 'form-control'}
        id={name}
        name={name}
        type={type}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described || undefined}
        {...input}
      />
      {problem ? (
        <div class="invalid-feedback" id={`${name}-problem`}>
          {problem}
        </div>
      ) : null}
      {help ? (
        <small class="form-hint" id={`${name}-help`}>
          {help}
        </small>
      ) : null}
    </div>
  );
};

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  problems?: Problems;
}

/** A choice among a few. */
export const Choice = ({ name, label, value, options, problems = noProblems }: ChoiceProps) => {
  const problem = problems.get(name);
  return (
    <div class="mb-3">
      <label class="form-label" for={name}>
        {label}
      </label>
      <select
        class={problem ? 'form-select is-invalid' : 'form-select'}
        id={name}
        name={name}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${name}-problem` : undefined}
      >
        {options.map(([option, words]) => (
          <option value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
      {problem ? (
        <div class="invalid-feedback" id={`${name}-problem`}>
          {problem}
        </div>
      ) : null}
    </div>
  );
};

/** What is wrong with the form as a whole. */
export const Alert = ({ children }: { children: Child }) => (
  <div class="alert alert-danger" role="alert">
    {children}
  </div>
);

/** The two fields of a new password. */
export const NewPassword = ({ language, problems }: { language: Language; problems: Problems }) => (
  <>
    <Field
      name="password"
      label={say(language, 'account.password-new')}
      type="password"
      autocomplete="new-password"
      help={say(language, 'account.password-help')}
      problems={problems}
      required
    />
    <Field
      name="repeated"
      label={say(language, 'account.password-repeat')}
      type="password"
      autocomplete="new-password"
      problems={problems}
      required
    />
  </>
);

/** A narrow card in the middle of the page: signing in and what belongs to it. */
export const Narrow = ({ title, children }: { title: string; children: Child }) => (
  <div class="row justify-content-center">
    <div class="col-12 col-sm-10 col-md-8 col-lg-5">
      <div class="card">
        <div class="card-body">
          <h1 class="h2 mb-3">{title}</h1>
          {children}
        </div>
      </div>
    </div>
  </div>
);

/** The text fields of a form that was sent; files and repeated fields are left out. */
export async function textsOf(request: { parseBody(): Promise<unknown> }): Promise<Record<string, string>> {
  const body = (await request.parseBody()) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
