import type { Kind } from '../../../records/index.ts';
import { countryName } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';
import { addressOf, without } from '../../address.ts';
import { icons } from '../../parts/icons.tsx';
import type { Asked } from './filters.tsx';

const operatorSigns: Record<string, string> = { min: '≥', max: '≤', has: '∋', not: '≠' };

/** What is asked, one chip a condition, each with its way out. */
export const Chips = ({
  kind,
  language,
  pairs,
  titles,
}: Omit<Asked, 'viewer'> & { titles: ReadonlyMap<string, string> }) => {
  const say = sayIn(language);
  const path = `/${language}/${kind.plural}`;
  const settings = ['sort', 'after', 'limit', 'count', 'language'];
  const asked = without(pairs, 'after').filter(([key]) => !settings.includes(key));
  if (asked.length === 0) return null;
  return (
    <ul class="chips" aria-label={say('list.active')}>
      {asked.map((pair) => {
        const rest = without(pairs, 'after').filter((other) => other[0] !== pair[0] || other[1] !== pair[1]);
        const words = chipWords(kind, language, pair, titles);
        return (
          <li>
            <a class="chip" href={addressOf(path, rest)} aria-label={say('list.remove', { filter: words })}>
              {words} {icons.cross}
            </a>
          </li>
        );
      })}
      <li>
        <a class="chip-clear" href={path}>
          {say('list.clear')}
        </a>
      </li>
    </ul>
  );
};

function chipWords(
  kind: Kind,
  language: Language,
  [key, value]: readonly [string, string],
  titles: ReadonlyMap<string, string>,
): string {
  const say = sayIn(language);
  if (key === 'q') return `“${value}”`;
  if (key === 'at' || key === 'known') return `${say(`list.${key}`)}: ${value}`;
  const [, name, operator] = /^([A-Za-z]+)(?:\[(\w+)\])?$/.exec(key) ?? [];
  const field = name && Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  if (!field) return `${key} = ${titles.get(value) ?? value}`;
  const label = field.label[language];
  if (operator === 'empty') return `${label}: ${say(value === 'true' ? 'list.empty' : 'list.filled')}`;
  let words = value;
  if (field.values)
    words = (field.values as Record<string, { en: string; zh: string }>)[value]?.[language] ?? value;
  else if (field.check === 'country' && !operator) words = countryName(language, value);
  else if (field.type === 'flag') words = say(value === 'true' ? 'yes' : 'no');
  else if (field.type === 'ref') words = titles.get(value) ?? value;
  return `${label}${operator ? ` ${operatorSigns[operator]} ` : language === 'zh' ? '：' : ': '}${words}`;
}
