import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { sayIn } from '../../../words/index.ts';
import { textOf } from '../../forms.tsx';
import { countryOptions } from '../list/filters.tsx';
import { FileInput, ListInput, RefInput } from './choosing-inputs.tsx';
import { type Described, type InputProps, LanguageOptions } from './input-parts.tsx';
import { WordsInput } from './words-input.tsx';

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
