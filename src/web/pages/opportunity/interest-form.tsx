import type { Problem } from '../../../errors.ts';
import { interest } from '../../../records/index.ts';
import { languageName } from '../../../words/dates.ts';
import { sayIn } from '../../../words/index.ts';
import type { Request } from '../../page.tsx';
import { problemWords } from '../../problem-words.ts';
import { seal } from '../../seal.ts';

export interface InterestTyped {
  name: string;
  email: string;
  organisation: string;
  language: string;
  message: string;
}

/** Languages offered where somebody names one, in the order of their speakers on such platforms. */
export const offeredLanguages = [
  'en',
  'zh',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'sv',
  'da',
  'fi',
  'hu',
  'ro',
  'el',
  'tr',
  'uk',
  'ru',
  'he',
  'ar',
  'hi',
  'ja',
  'ko',
  'th',
  'vi',
  'id',
  'ms',
];

/** Proof of a form of ours: for which opportunity, and when it was shown. */
export interface FormProof {
  id: string;
  at: number;
  nonce: string;
}

const parts = [
  ['name', 'text', 'name', true],
  ['email', 'email', 'email', true],
  ['organisation', 'text', 'organization', false],
] as const;

/** “I'm interested”: works without JavaScript; the proof and a field that only machines fill hold robots back. */
export const InterestForm = ({
  c,
  id,
  typed,
  problems = [],
}: {
  c: Request;
  id: string;
  typed?: InterestTyped;
  problems?: Problem[];
}) => {
  const { language, context, viewer } = c.var;
  const say = sayIn(language);
  const proof: FormProof = { id, at: Date.now(), nonce: crypto.randomUUID() };
  const problem = (name: string) => problems.find(({ pointer }) => pointer === `/${name}`);
  const general = problems.filter(
    ({ pointer }) => !['name', 'email', 'organisation', 'language', 'message'].includes(pointer.slice(1)),
  );
  const chosen = typed?.language ?? language;
  const known = (name: string) => {
    const found = problem(name);
    return found ? { 'aria-invalid': 'true' as const, 'aria-describedby': `interest-${name}-problem` } : {};
  };
  const told = (name: string) => {
    const found = problem(name);
    return found ? (
      <div class="invalid-feedback d-block" id={`interest-${name}-problem`}>
        {problemWords(language, found)}
      </div>
    ) : null;
  };
  return (
    <section class="card interest d-print-none" id="interest">
      <form class="card-body" method="post" action={`/${language}/opportunities/${id}/interests`}>
        <h2>{say('interest.title')}</h2>
        <p class="text-secondary">{say('interest.words')}</p>
        {general.length > 0 ? (
          <div class="alert alert-danger" role="alert">
            {general.map((found) => (
              <div>{problemWords(language, found)}</div>
            ))}
          </div>
        ) : null}
        <input type="hidden" name="proof" value={seal(context.park.secret, 'interest', proof)} />
        <div class="trap" aria-hidden="true">
          <label for="interest-website">{say('interest.trap')}</label>
          <input id="interest-website" name="website" tabindex={-1} autocomplete="off" />
        </div>
        <div class="field-grid">
          {parts.map(([name, type, autocomplete, required]) => (
            <div>
              <label class={required ? 'form-label required' : 'form-label'} for={`interest-${name}`}>
                {interest.fields[name].label[language]}
              </label>
              <input
                id={`interest-${name}`}
                class={problem(name) ? 'form-control is-invalid' : 'form-control'}
                type={type}
                name={name}
                value={typed?.[name] ?? (name === 'name' ? viewer.name : undefined)}
                maxlength={interest.fields[name].max}
                autocomplete={autocomplete}
                required={required}
                {...known(name)}
              />
              {told(name)}
            </div>
          ))}
          <div>
            <label class="form-label" for="interest-language">
              {interest.fields.language.label[language]}
            </label>
            <select id="interest-language" class="form-select" name="language">
              {offeredLanguages.map((tag) => (
                <option value={tag} selected={tag === chosen}>
                  {languageName(language, tag)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div class="my-3">
          <label class="form-label required" for="interest-message">
            {interest.fields.message.label[language]}
          </label>
          <textarea
            id="interest-message"
            class={problem('message') ? 'form-control is-invalid' : 'form-control'}
            name="message"
            rows={5}
            maxlength={interest.fields.message.max}
            required
            {...known('message')}
          >
            {typed?.message ?? ''}
          </textarea>
          {told('message')}
        </div>
        <button type="submit" class="btn btn-primary">
          {say('interest.send')}
        </button>
        <p class="form-hint mt-2 mb-0">
          {say('interest.privacy')} <a href={`/${language}/privacy`}>{say('footer.privacy')}</a>
        </p>
      </form>
    </section>
  );
};
