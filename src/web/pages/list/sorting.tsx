import type { Listed } from '../../../actions/index.ts';
import { type Kind, sight, type Viewer } from '../../../records/index.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import { addressOf, type Pairs, without } from '../../address.ts';
import { icons } from '../../parts/icons.tsx';

interface Sorting {
  kind: Kind;
  viewer: Viewer;
  language: Language;
  pairs: Pairs;
  listed: Listed;
}

const sortable = (kind: Kind, viewer: Viewer, name: string): boolean =>
  kind.sorts.includes(name) && sight(kind, kind.fields[name]!, viewer) === 'always';

export const SortHead = ({ kind, viewer, name, language, pairs, listed }: Sorting & { name: string }) => {
  const field = kind.fields[name]!;
  const end =
    field.type === 'integer' || field.type === 'number' || field.type === 'money' ? 'num' : undefined;
  if (!sortable(kind, viewer, name) || listed.query.q)
    return (
      <th scope="col" class={end}>
        {field.label[language]}
      </th>
    );
  const first = listed.query.sort[0];
  const now = first?.field === name ? (first.descending ? 'descending' : 'ascending') : undefined;
  const sort = now === 'ascending' ? `-${name}` : name;
  return (
    <th scope="col" class={end} aria-sort={now}>
      <a
        class="sort"
        href={addressOf(`/${language}/${kind.plural}`, [...without(pairs, 'after', 'sort'), ['sort', sort]])}
        rel="nofollow"
      >
        {field.label[language]} {now === 'ascending' ? icons.up : now === 'descending' ? icons.down : null}
      </a>
    </th>
  );
};

export const SortMenu = ({ kind, viewer, language, pairs, listed }: Sorting) => {
  const first = listed.query.sort[0];
  const now = first ? `${first.descending ? '-' : ''}${first.field}` : '';
  const choices = ['-published', 'published', 'title', 'expires', '-stage'].filter((sort) =>
    sortable(kind, viewer, sort.replace('-', '')),
  );
  return (
    <nav class="sorts" aria-label={sayIn(language)('list.sort')}>
      {choices.map((sort) => (
        <a
          href={addressOf(`/${language}/${kind.plural}`, [
            ...without(pairs, 'after', 'sort'),
            ['sort', sort],
          ])}
          aria-current={sort === now ? 'true' : undefined}
          rel="nofollow"
        >
          {kind.fields[sort.replace('-', '')]!.label[language]} {sort.startsWith('-') ? '↓' : '↑'}
        </a>
      ))}
    </nav>
  );
};

export const Paging = ({
  path,
  pairs,
  listed,
  language,
}: {
  path: string;
  pairs: Pairs;
  listed: Pick<Listed, 'next'>;
  language: Language;
}) => {
  const say = sayIn(language);
  const later = pairs.some(([key]) => key === 'after');
  if (!later && !listed.next) return null;
  const rest = without(pairs, 'after');
  return (
    <nav class="paging d-print-none" aria-label={say('list.pages')}>
      {later ? (
        <a class="btn" href={addressOf(path, rest)}>
          {say('list.first')}
        </a>
      ) : (
        <span />
      )}
      {listed.next ? (
        <a
          class="btn btn-primary"
          href={addressOf(path, [...rest, ['after', listed.next]])}
          rel="next nofollow"
        >
          {say('list.next')} {icons.right}
        </a>
      ) : null}
    </nav>
  );
};
