import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { countries } from '../../../records/identifiers.ts';
import { type Field, type Kind, sight, type Viewer } from '../../../records/index.ts';
import { countryName } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import type { Pairs } from '../../address.ts';
import { icons } from '../../parts/icons.tsx';
import { escaped } from '../../parts/values.ts';

/** The fields that a viewer may filter a list by. */
export const filtersOf = (kind: Kind, viewer: Viewer): string[] =>
  kind.filters.filter(
    // Visitors meet published records only: asking for others would find nothing.
    (name) =>
      sight(kind, kind.fields[name]!, viewer) !== 'never' &&
      !(name === 'status' && viewer.role === 'visitor'),
  );

const sorted: Partial<Record<Language, string>> = {};

/** Options of a select with all countries, in the order of their names. */
export function countryOptions(language: Language, chosen: readonly string[]): string {
  sorted[language] ??= [...countries]
    .map((code) => [code, countryName(language, code)] as const)
    .sort((a, b) => a[1].localeCompare(b[1], language))
    .map(([code, name]) => `<option value="${code}">${escaped(name)}</option>`)
    .join('');
  return chosen.reduce(
    (html, code) => html.replace(`value="${code}"`, `value="${code}" selected`),
    sorted[language],
  );
}

export interface Asked {
  kind: Kind;
  viewer: Viewer;
  language: Language;
  pairs: Pairs;
}

const valuesOf = (pairs: Pairs, key: string): string[] =>
  pairs.filter(([name]) => name === key).map(([, value]) => value);

/** Keys that the form has fields for; what else is asked travels along unseen and stands in the chips. */
const keysOf = (name: string, field: Field): string[] => {
  if (field.type === 'day' || field.type === 'integer' || field.type === 'number')
    return [`${name}[min]`, `${name}[max]`];
  if (field.values || field.type === 'flag' || field.check === 'country') return [name];
  return [`${name}[has]`];
};

/** The form beside a list: one part for each filter of the kind. */
export const Filters = ({ kind, viewer, language, pairs, searchable }: Asked & { searchable: boolean }) => {
  const say = sayIn(language);
  const names = filtersOf(kind, viewer);
  const own = new Set([
    ...names.flatMap((name) => keysOf(name, kind.fields[name]!)),
    'after',
    ...(kind.dated ? ['at'] : []),
  ]);
  const title = kind.fields[kind.title]!;
  const search = searchable ? 'q' : title.values ? undefined : `${kind.title}[has]`;
  if (search) own.add(search);
  const id = (name: string) => `filter-${name}`;
  return (
    <>
      <details class="filter-toggle">
        <summary class="btn">
          {icons.filter} {say('list.filter')}
        </summary>
      </details>
      <form class="filters" action={`/${language}/${kind.plural}`} data-turbo-action="advance">
        {pairs
          .filter(([key]) => !own.has(key))
          .map(([key, value]) => (
            <input type="hidden" name={key} value={value} />
          ))}
        {search ? (
          <div class="mb-3">
            <label class="form-label" for={id('q')}>
              {searchable ? say('list.search') : title.label[language]}
            </label>
            <input
              id={id('q')}
              class="form-control"
              type="search"
              name={search}
              value={valuesOf(pairs, search)[0]}
            />
          </div>
        ) : null}
        {names.map((name) => (
          <FilterPart
            id={id(name)}
            name={name}
            field={kind.fields[name]!}
            language={language}
            pairs={pairs}
          />
        ))}
        {kind.dated ? (
          <div class="mb-3">
            <label class="form-label" for={id('at')}>
              {say('list.at')}
            </label>
            <input
              id={id('at')}
              class="form-control"
              name="at"
              value={valuesOf(pairs, 'at')[0]}
              placeholder="2015-04-30"
              inputmode="numeric"
              pattern="\d{4}-\d{2}-\d{2}"
            />
          </div>
        ) : null}
        <button type="submit" class="btn btn-primary w-100 apply">
          {say('list.apply')}
        </button>
      </form>
    </>
  );
};

interface Part {
  id: string;
  name: string;
  field: Field;
  language: Language;
  pairs: Pairs;
}

const FilterPart = ({ id, name, field, language, pairs }: Part) => {
  const say = sayIn(language);
  const label = field.label[language];
  const chosen = valuesOf(pairs, name);
  if (field.values)
    return (
      <fieldset class="mb-3">
        <legend class="form-label">{label}</legend>
        {Object.entries(field.values).map(([value, words]) => (
          <label class="form-check">
            <input
              class="form-check-input"
              type="checkbox"
              name={name}
              value={value}
              checked={chosen.includes(value)}
            />
            <span class="form-check-label">{words[language]}</span>
          </label>
        ))}
      </fieldset>
    );
  const labelled = (control: Child) => (
    <div class="mb-3">
      <label class="form-label" for={id}>
        {label}
      </label>
      {control}
    </div>
  );
  if (field.type === 'flag')
    return labelled(
      <select id={id} class="form-select" name={name}>
        <option value="">{say('list.any')}</option>
        {(['true', 'false'] as const).map((value) => (
          <option value={value} selected={chosen[0] === value}>
            {say(value === 'true' ? 'yes' : 'no')}
          </option>
        ))}
      </select>,
    );
  if (field.check === 'country')
    return labelled(
      <select id={id} class="form-select" name={name}>
        <option value="">{say('list.any')}</option>
        {raw(countryOptions(language, chosen))}
      </select>,
    );
  if (field.type === 'day' || field.type === 'integer' || field.type === 'number') {
    const day = field.type === 'day';
    return (
      <fieldset class="mb-3">
        <legend class="form-label">{label}</legend>
        <div class="range">
          {(['min', 'max'] as const).map((bound) => (
            <input
              class="form-control"
              name={`${name}[${bound}]`}
              value={valuesOf(pairs, `${name}[${bound}]`)[0]}
              aria-label={`${label}: ${say(bound === 'min' ? 'list.from' : 'list.to')}`}
              placeholder={day ? say(bound === 'min' ? 'list.from' : 'list.to') : String(field[bound] ?? '')}
              {...(day
                ? { title: say('form.day-help') }
                : { type: 'number', min: field.min, max: field.max })}
            />
          ))}
        </div>
      </fieldset>
    );
  }
  return labelled(
    <input id={id} class="form-control" name={`${name}[has]`} value={valuesOf(pairs, `${name}[has]`)[0]} />,
  );
};
