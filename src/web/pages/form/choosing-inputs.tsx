import { raw } from 'hono/html';
import type { StoredFile } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import { textOf, textsOf } from '../../forms.tsx';
import { fileAddress } from '../../parts/values.ts';
import { unseal } from '../../seal.ts';
import { countryOptions } from '../list/filters.tsx';
import { type Inner, LanguageOptions } from './input-parts.tsx';
/** Several values: boxes, a list to choose from, or one a line. */
export const ListInput = ({ id, name, field, fields, language, described, problems }: Inner) => {
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

/** A record to point to: chosen from all, or looked for by a part of its name. */
export const RefInput = ({ id, name, field, fields, language, described, choices, problems }: Inner) => {
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

/** A file to send, beside the one that is kept. */
export const FileInput = ({ id, name, field, fields, language, described, secret }: Inner) => {
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
