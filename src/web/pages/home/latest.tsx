import { raw } from 'hono/html';
import { listRecords, recordTitles } from '../../../actions/index.ts';
import type { Kind } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import type { Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { escaped, langAttribute, type Reading, type Row, titleText, valueHtml } from '../../parts/values.ts';
import { kindBadge } from '../list/rows.ts';

const latestShown = 5;

interface Found {
  rows: Row[];
  reading: Reading;
}

/** The latest published opportunities of some kinds. */
export async function latest(c: Request, kinds: string[]): Promise<Found> {
  const { context, viewer, language } = c.var;
  const asked = kinds.map((kind) => `kind=${kind}`).join('&');
  const { rows } = await listRecords(
    context,
    viewer,
    'opportunity',
    `status=published&${asked}&limit=${latestShown}&count=none`,
    {
      fields: ['title', 'kind', 'organisation', 'country', 'published'],
      language,
    },
  );
  const parsed = rows.map((row) => JSON.parse(row) as Row);
  const titles = await recordTitles(context, viewer, context.park.kinds['opportunity']!, parsed);
  return {
    rows: parsed,
    reading: { language, timezone: context.park.timezone, kinds: context.park.kinds, titles },
  };
}

export const Latest = ({
  c,
  kind,
  heading,
  found,
  href,
}: {
  c: Request;
  kind: Kind;
  heading: string;
  found: Found;
  href: string;
}) => {
  const { language } = c.var;
  const { rows, reading } = found;
  return (
    <section class="card latest">
      <div class="card-body">
        <h2>{heading}</h2>
        {rows.length === 0 ? <p class="text-secondary">{sayIn(language)('list.none-yet')}</p> : null}
        <ul>
          {rows.map((row) => {
            const title = titleText(kind, row['title'], language);
            const facts = ['organisation', 'country', 'published']
              .filter((name) => row[name])
              .map((name) => `<span>${valueHtml(kind.fields[name]!, row[name], reading)}</span>`)
              .join('');
            return raw(
              `<li>${kindBadge(kind, row, reading)}<a class="latest-title" href="/${language}/opportunities/${row.id}"${title ? langAttribute(title.language, language) : ''}>${escaped(title?.text ?? sayIn(language)('untitled'))}</a><div class="card-facts">${facts}</div></li>`,
            );
          })}
        </ul>
        <a href={href}>
          {sayIn(language)('show.all')} {icons.right}
        </a>
      </div>
    </section>
  );
};
