import type { Field } from '../../../records/index.ts';
import { languageName } from '../../../words/dates.ts';
import { sayIn } from '../../../words/index.ts';
import { textOf } from '../../forms.tsx';
import { translationLanguages } from './fields.ts';
import { type Described, type Inner, LanguageOptions } from './input-parts.tsx';

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
export const WordsInput = ({ id, name, field, fields, language, described, problems }: Inner) => {
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
