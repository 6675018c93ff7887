import type { Child } from 'hono/jsx';
import type { MatchShown } from '../../../actions/index.ts';
import { sayIn } from '../../../words/index.ts';
import { titleText } from '../../parts/values.ts';
import type { Found } from '../show/head.tsx';
/** The best of the other side, each with the pairs of words that brought it here. */
export const Matches = ({
  found,
  matches,
  heading,
}: {
  found: Pick<Found, 'kind' | 'row' | 'reading'>;
  matches: MatchShown[];
  heading?: Child;
}) => {
  if (matches.length === 0) return null;
  const { kind, reading } = found;
  const { language } = reading;
  const say = sayIn(language);
  const offers = String(found.row['kind']).endsWith('-request');
  return (
    <section class="card matches d-print-none">
      <div class="card-body">
        {heading ?? <h2 class="card-heading">{say(offers ? 'matches.offers' : 'matches.requests')}</h2>}
        <ol>
          {matches.map(({ opportunity, reasons }) => {
            const title = titleText(kind, opportunity['title'], language);
            return (
              <li>
                <a
                  href={`/${language}/${kind.plural}/${String(opportunity['id'])}`}
                  lang={title && title.language !== language ? title.language : undefined}
                >
                  {title?.text ?? say('untitled')}
                </a>
                <ul class="reasons" aria-label={say('matches.reasons')}>
                  {pairsOf(reasons).map(([one, other]) => (
                    <li>{!other || one.toLowerCase() === other.toLowerCase() ? one : `${one} ↔ ${other}`}</li>
                  ))}
                </ul>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
};

const pairsShown = 5;

/** The words that brought two texts together, as they stand in each; each word once, and none that says little. */
function pairsOf(reasons: MatchShown['reasons']): [string, string][] {
  const seen = new Set<string>();
  const pairs: [string, string][] = [];
  for (const { query, document } of reasons) {
    const [one, other] = [query.toLowerCase(), document.toLowerCase()];
    // The last reason of words sums up the rest: a row of words, parted by commas.
    if (!query || query.includes(', ') || /^([\d.,%\s]+|[a-z]{1,2})$/.test(one) || seen.has(one)) continue;
    seen.add(one).add(other);
    pairs.push([query, document]);
    if (pairs.length === pairsShown) break;
  }
  return pairs;
}
