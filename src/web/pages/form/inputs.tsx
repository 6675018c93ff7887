import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Field, StoredFile } from '../../../records/index.ts';
import { languageName } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import { type Fields, textOf, textsOf } from '../../forms.tsx';
import { fileAddress } from '../../parts/values.ts';
import { unseal } from '../../seal.ts';
import { countryOptions } from '../list/filters.tsx';
import { offeredLanguages } from '../opportunity/interest-form.tsx';
import type { Choices } from './choices.ts';
import { translationLanguages } from './fields.ts';

export interface InputProps {
  name: string;
  field: Field;
  fields: Fields;
  language: Language;
  secret: string;
  choices: Choices | undefined;
  /** What is wrong with it, in words. */
  problems: string[];
}

interface Described {
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
  'aria-required'?: 'true';
}

/** One field of a form: its label, what to write in it, help, and what is wrong. */
export const Input = (props: InputProps) => {
  const { name, field, language, problems } = props;
  const id = `field-${name}`;
  const help =
    field.help?.[language] ?? (field.type === 'day' ? sayIn(language)('form.day-help') : undefined);
  const described: Described = {
    ...(help || problems.length > 0
      ? {
          'aria-describedby': [help && `${id}-help`, problems.length > 0 && `${id}-problem`]
            .filter(Boolean)
            .join(' '),
        }
      : {}),
    ...(problems.length > 0 ? { 'aria-invalid': 'true' } : {}),
    ...(field.required ? { 'aria-required': 'true' } : {}),
  };
  const group = field.type === 'list' && field.values !== undefined;
  const label = field.label[language];
  const body = (
    <>
      {help ? (
        <div class="form-hint" id={`${id}-help`}>
          {help}
        </div>
      ) : null}
      {inputOf(props, id, described)}
      {problems.length > 0 ? (
        <div class="invalid-feedback d-block" id={`${id}-problem`}>
          {problems.map((words) => (
            <div>{words}</div>
          ))}
        </div>
      ) : null}
    </>
  );
  const mark = field.required ? 'form-label required' : 'form-label';
  return group ? (
    <fieldset
      class="form-field"
      id={id}
      tabindex={-1}
      {...(described['aria-describedby'] ? { 'aria-describedby': described['aria-describedby'] } : {})}
    >
      <legend class={mark}>{label}</legend>
      {body}
    </fieldset>
  ) : (
    <div class={field.long || field.type === 'words' ? 'form-field wide' : 'form-field'}>
      <label class={mark} for={id}>
        {label}
      </label>
      {body}
    </div>
  );
};

const styled = (kind: 'form-control' | 'form-select', { problems }: InputProps) =>
  problems.length > 0 ? `${kind} is-invalid` : kind;

function inputOf(props: InputProps, id: string, described: Described): Child {
  const { name, field, fields, language } = props;
  const say = sayIn(language);
  const value = textOf(fields, name) ?? '';
  switch (field.type) {
    case 'words':
      return <WordsInput {...props} id={id} described={described} />;
    case 'choice':
      return (
        <select id={id} name={name} class={styled('form-select', props)} {...described}>
          <option value="">{say('form.choose')}</option>
          {Object.entries(field.values!).map(([code, words]) => (
            <option value={code} selected={code === value}>
              {words[language]}
            </option>
          ))}
        </select>
      );
    case 'flag':
      return (
        <select id={id} name={name} class={styled('form-select', props)} {...described}>
          <option value="">{say('form.unknown')}</option>
          {(['true', 'false'] as const).map((code) => (
            <option value={code} selected={code === value}>
              {say(code === 'true' ? 'yes' : 'no')}
            </option>
          ))}
        </select>
      );
    case 'list':
      return <ListInput {...props} id={id} described={described} />;
    case 'ref':
      return <RefInput {...props} id={id} described={described} />;
    case 'file':
      return <FileInput {...props} id={id} described={described} />;
    case 'money':
      return (
        <div class="range">
          <input
            id={id}
            name={name}
            class={styled('form-control', props)}
            value={value}
            inputmode="decimal"
            {...described}
          />
          <input
            name={`${name}:currency`}
            class="form-control currency"
            value={textOf(fields, `${name}:currency`)}
            placeholder="EUR"
            maxlength={3}
            aria-label={`${field.label[language]}: ${say('form.currency')}`}
          />
        </div>
      );
    case 'integer':
    case 'number':
      return (
        <input
          id={id}
          name={name}
          class={styled('form-control', props)}
          value={value}
          inputmode={field.type === 'integer' ? 'numeric' : 'decimal'}
          {...described}
        />
      );
    case 'day':
      return (
        <input
          id={id}
          name={name}
          class={styled('form-control', props)}
          value={value}
          placeholder="2015-04-30"
          {...described}
        />
      );
    default:
      if (field.check === 'country')
        return (
          <select id={id} name={name} class={styled('form-select', props)} {...described}>
            <option value="">{say('form.choose')}</option>
            {raw(countryOptions(language, [value]))}
          </select>
        );
      if (field.check === 'language')
        return (
          <select id={id} name={name} class={styled('form-select', props)} {...described}>
            <option value="">{say('form.choose')}</option>
            <LanguageOptions language={language} chosen={[value]} />
          </select>
        );
      if (field.long)
        return (
          <textarea id={id} name={name} class={styled('form-control', props)} rows={4} {...described}>
            {value}
          </textarea>
        );
      return (
        <input
          id={id}
          name={name}
          class={styled('form-control', props)}
          type={field.check === 'email' ? 'email' : field.check === 'url' ? 'url' : 'text'}
          value={value}
          {...described}
        />
      );
  }
}

type Inner = InputProps & { id: string; described: Described };

const LanguageOptions = ({ language, chosen }: { language: Language; chosen: string[] }) => (
  <>
    {[...new Set([...offeredLanguages, ...chosen.filter(Boolean)])].map((tag) => (
      <option value={tag} selected={chosen.includes(tag)}>
        {languageName(language, tag)}
      </option>
    ))}
  </>
);

const Text = ({
  field,
  id,
  name,
  value,
  described,
  lang,
  problems,
}: {
  field: Field;
  id: string;
  name: string;
  value: string;
  described: Described;
  lang: string;
  problems: boolean;
}) => {
  const style = problems ? 'form-control is-invalid' : 'form-control';
  return field.long ? (
    <textarea id={id} name={name} class={style} rows={4} lang={lang} {...described}>
      {value}
    </textarea>
  ) : (
    <input id={id} name={name} class={style} value={value} lang={lang} {...described} />
  );
};

/** A text in the language it is written in, and its translations. */
const WordsInput = ({ id, name, field, fields, language, described, problems }: Inner) => {
  const say = sayIn(language);
  const source = textOf(fields, `${name}:language`) ?? language;
  const translated = [...fields.keys()]
    .filter((key) => key.startsWith(`${name}@`) && !key.slice(name.length + 1).includes(':'))
    .map((key) => key.slice(name.length + 1));
  const offered = [...new Set([...translationLanguages, ...translated])].filter((tag) => tag !== source);
  const filledIn = offered.filter((tag) => textOf(fields, `${name}@${tag}`)?.trim());
  return (
    <div class="words">
      <Text
        field={field}
        id={id}
        name={name}
        value={textOf(fields, name) ?? ''}
        described={described}
        lang={source}
        problems={problems.length > 0}
      />
      <div class="words-line">
        <label>
          <span>{say('form.language')}</span>{' '}
          <select name={`${name}:language`} class="form-select form-select-sm">
            <LanguageOptions language={language} chosen={[source]} />
          </select>
        </label>
        <details open={problems.length > 0 && filledIn.length > 0}>
          <summary>{say('form.translations', { count: filledIn.length })}</summary>
          {offered.map((tag) => {
            const key = `${name}@${tag}`;
            return (
              <div class="mt-2">
                <label class="form-label" for={`${id}-${tag}`}>
                  {languageName(language, tag)}
                </label>
                <Text
                  field={field}
                  id={`${id}-${tag}`}
                  name={key}
                  value={textOf(fields, key) ?? ''}
                  described={{}}
                  lang={tag}
                  problems={false}
                />
                {filledIn.includes(tag) ? (
                  <label class="form-check mt-1">
                    <input
                      class="form-check-input"
                      type="checkbox"
                      name={`${key}:reviewed`}
                      value="yes"
                      checked={textOf(fields, `${key}:reviewed`) !== undefined}
                    />
                    <span class="form-check-label">{say('form.reviewed')}</span>
                  </label>
                ) : null}
              </div>
            );
          })}
        </details>
      </div>
    </div>
  );
};

const ListInput = ({ id, name, field, fields, language, described, problems }: Inner) => {
  const chosen = textsOf(fields, name);
  if (field.values)
    return (
      <div class="checks">
        {Object.entries(field.values).map(([code, words]) => (
          <label class="form-check">
            <input
              class="form-check-input"
              type="checkbox"
              name={name}
              value={code}
              checked={chosen.includes(code)}
            />
            <span class="form-check-label">{words[language]}</span>
          </label>
        ))}
      </div>
    );
  if (field.check === 'country' || field.check === 'language')
    return (
      <select id={id} name={name} class="form-select" multiple size={5} {...described}>
        {field.check === 'country' ? (
          raw(countryOptions(language, chosen))
        ) : (
          <LanguageOptions language={language} chosen={chosen} />
        )}
      </select>
    );
  return (
    <textarea
      id={id}
      name={name}
      class={problems.length > 0 ? 'form-control is-invalid' : 'form-control'}
      rows={3}
      placeholder={sayIn(language)('form.one-a-line')}
      {...described}
    >
      {chosen.join('\n')}
    </textarea>
  );
};

const RefInput = ({ id, name, field, fields, language, described, choices, problems }: Inner) => {
  const say = sayIn(language);
  const value = textOf(fields, name) ?? '';
  const { options, many, asked } = choices ?? { options: [], many: false };
  return (
    <>
      {many ? (
        <div class="range mb-2">
          <input
            name={`${name}:find`}
            class="form-control"
            value={asked}
            placeholder={say('form.find-help')}
            aria-label={`${field.label[language]}: ${say('form.find')}`}
            data-find={name}
          />
          <button type="submit" class="btn" name="_find" value={name} formnovalidate>
            {say('form.find')}
          </button>
        </div>
      ) : null}
      <select
        id={id}
        name={name}
        class={problems.length > 0 ? 'form-select is-invalid' : 'form-select'}
        {...described}
      >
        <option value="">
          {say(
            many && options.length === 0 ? (asked ? 'form.none-found' : 'form.find-first') : 'form.choose',
          )}
        </option>
        {options.map((option) => (
          <option
            value={option.id}
            selected={option.id === value || (asked !== undefined && !value && option === options[0])}
          >
            {option.title}
          </option>
        ))}
      </select>
    </>
  );
};

const FileInput = ({ id, name, field, fields, language, described, secret }: Inner) => {
  const say = sayIn(language);
  const sealed = textOf(fields, `${name}:kept`);
  const kept = unseal<StoredFile>(secret, 'file', sealed);
  return (
    <>
      {kept ? (
        <div class="file-kept">
          <input type="hidden" name={`${name}:kept`} value={sealed} />
          <a href={fileAddress(kept)} data-turbo="false">
            {kept.type.startsWith('image/') ? (
              <img class="value-image" src={fileAddress(kept)} alt="" />
            ) : null}{' '}
            {kept.name}
          </a>
          <label class="form-check">
            <input
              class="form-check-input"
              type="checkbox"
              name={`${name}:remove`}
              value="yes"
              checked={textOf(fields, `${name}:remove`) !== undefined}
            />
            <span class="form-check-label">{say('form.remove-file')}</span>
          </label>
        </div>
      ) : null}
      <input
        id={id}
        type="file"
        name={`${name}:new`}
        class="form-control"
        accept={
          field.picture
            ? 'image/png,image/jpeg,image/gif,image/webp'
            : '.pdf,.png,.jpg,.jpeg,.gif,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp'
        }
        {...described}
      />
    </>
  );
};
