import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Listed, listRecords, recordTitles } from '../../../actions/index.ts';
import { agoText, instantText } from '../../../words/dates.ts';
import { sayIn } from '../../../words/index.ts';
import { addressOf, type Pairs, searchText } from '../../address.ts';
import type { Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { type Reading, type Row, statusBadge, titleText } from '../../parts/values.ts';
import { countWords } from '../list/list.tsx';
export interface Queue {
  rows: Row[];
  listed: Listed;
  reading: Reading;
  href: string;
}

export const shown = 8;

export async function queue(c: Request, kindName: string, pairs: Pairs, fields: string[]): Promise<Queue> {
  const { context, viewer, language } = c.var;
  const kind = context.park.kinds[kindName]!;
  const listed = await listRecords(
    context,
    viewer,
    kindName,
    searchText([...pairs, ['limit', String(shown)]]),
    { fields, language },
  );
  const rows = listed.rows.map((row) => JSON.parse(row) as Row);
  const titles = await recordTitles(context, viewer, kind, rows);
  return {
    rows,
    listed,
    reading: { language, timezone: context.park.timezone, kinds: context.park.kinds, titles },
    href: addressOf(`/${language}/${kind.plural}`, pairs),
  };
}

export const DeskCard = ({
  c,
  heading,
  queue: { listed, href, rows },
  none,
  children,
}: {
  c: Request;
  heading: string;
  queue: Queue;
  none: string;
  children: Child;
}) => (
  <section class="card">
    <div class="card-header">
      <h2 class="card-title">{heading}</h2>
      <span class="desk-count">{countWords(listed, c.var.language)}</span>
    </div>
    {rows.length === 0 ? (
      <div class="card-body text-secondary">{none}</div>
    ) : (
      <ul class="list-group list-group-flush desk-list">{children}</ul>
    )}
    {listed.next ? (
      <div class="card-footer">
        <a href={href}>{sayIn(c.var.language)('show.all')}</a>
      </div>
    ) : null}
  </section>
);

export const Waiting = ({ c, since }: { c: Request; since: unknown }) =>
  typeof since === 'string' ? (
    <time
      class="desk-since"
      datetime={since}
      title={instantText(c.var.language, since, c.var.context.park.timezone)}
    >
      {icons.clock} {agoText(c.var.language, since)}
    </time>
  ) : null;

export const Title = ({ c, row }: { c: Request; row: Row }) => {
  const { language, context } = c.var;
  const title = titleText(context.park.kinds['opportunity']!, row['title'], language);
  return (
    <a
      href={`/${language}/opportunities/${row.id}`}
      lang={title && title.language !== language ? title.language : undefined}
    >
      {title?.text ?? sayIn(language)('untitled')}
    </a>
  );
};

export const refTitle = (queue: Queue, row: Row, name: string, kindName: string): string => {
  const kind = queue.reading.kinds[kindName]!;
  return titleText(kind, queue.reading.titles.get(String(row[name])), queue.reading.language)?.text ?? '';
};

export const Interests = ({
  c,
  heading,
  queue: interests,
  none,
}: {
  c: Request;
  heading: string;
  queue: Queue;
  none: string;
}) => {
  const { language, context } = c.var;
  return (
    <DeskCard c={c} heading={heading} queue={interests} none={none}>
      {interests.rows.map((row) => (
        <li class="list-group-item">
          <div>
            <a href={`/${language}/interests/${row.id}`}>
              {String(row['name'] ?? sayIn(language)('untitled'))}
            </a>
            {row['organisation'] ? (
              <span class="text-secondary"> · {String(row['organisation'])}</span>
            ) : null}
            <div class="text-secondary">{refTitle(interests, row, 'opportunity', 'opportunity')}</div>
          </div>
          <div class="desk-end">
            {row['status'] === 'new' ? null : (
              <span>
                {raw(
                  statusBadge(
                    context.park.kinds['interest']!.fields['status']!,
                    String(row['status']),
                    language,
                  ),
                )}
              </span>
            )}
            <Waiting c={c} since={row['createdAt']} />
          </div>
        </li>
      ))}
    </DeskCard>
  );
};

export const interestFields = ['name', 'organisation', 'opportunity', 'status', 'createdAt'];
