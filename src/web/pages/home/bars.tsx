import { numberText } from '../../../words/dates.ts';
import { type Language, sayIn } from '../../../words/index.ts';

const barsShown = 8;

/** Counts as bars: a table whose numbers are drawn, so that both can be read. */
export const Bars = ({
  id,
  heading,
  column,
  rows,
  language,
}: {
  id: string;
  heading: string;
  column: string;
  rows: [string, number, string][];
  language: Language;
}) => {
  const say = sayIn(language);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  const table = (shown: [string, number, string][]) => (
    <table class="bars">
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{column}</th>
          <th scope="col">{say('home.count')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(([label, count, href]) => (
          <tr>
            <th scope="row">
              <a href={href}>{label}</a>
            </th>
            <td>
              <svg width="100%" height="12" aria-hidden="true" focusable="false">
                <rect width={`${Math.max(0.5, (count / most) * 100)}%`} height="12" rx="2" />
              </svg>
              <span>{numberText(language, count)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (rows.length === 0) return null;
  return (
    <section class="card" id={id}>
      <div class="card-body">
        <h2>{heading}</h2>
        {table(rows.slice(0, barsShown))}
        {rows.length > barsShown ? (
          <details>
            <summary>{say('home.more', { count: rows.length - barsShown })}</summary>
            {table(rows.slice(barsShown))}
          </details>
        ) : null}
      </div>
    </section>
  );
};
