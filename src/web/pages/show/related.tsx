import { raw } from 'hono/html';
import { type Context, listRecords, recordTitles } from '../../../actions/index.ts';
import { type Kind, sight, type Viewer } from '../../../records/index.ts';
import type { Language } from '../../../words/index.ts';
import { sayIn } from '../../../words/index.ts';
import { addressOf } from '../../address.ts';
import type { Reading, Row } from '../../parts/values.ts';
import { escaped } from '../../parts/values.ts';
import { countWords } from '../list/list.tsx';
import { rowsHtml } from '../list/rows.ts';

const most = 8;

interface Relation {
  kind: Kind;
  by: string;
  rows: Row[];
  reading: Reading;
  count: string;
  more: boolean;
}

/** The records of other kinds that point to this one, some of each. */
export async function relatedTo(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  id: string,
  language: Language,
): Promise<Relation[]> {
  const found: Relation[] = [];
  for (const other of Object.values(context.park.kinds)) {
    for (const [by, field] of Object.entries(other.fields)) {
      // What comes from a source is found through the list of the kind: there may be thousands.
      if (field.to !== kind.name || by === 'source' || sight(other, field, viewer) === 'never') continue;
      const listed = await listRecords(context, viewer, other.name, `${by}=${id}&limit=${most}`, {
        fields: other.list,
        language,
      });
      if (listed.rows.length === 0) continue;
      const rows = listed.rows.map((row) => JSON.parse(row) as Row);
      const titles = await recordTitles(context, viewer, other, rows);
      found.push({
        kind: other,
        by,
        rows,
        reading: { language, timezone: context.park.timezone, kinds: context.park.kinds, titles },
        count: countWords(listed, language),
        more: listed.next !== undefined,
      });
    }
  }
  return found;
}

export const Related = ({ relations, id, viewer }: { relations: Relation[]; id: string; viewer: Viewer }) => (
  <>
    {relations.map(({ kind, by, rows, reading, count, more }) => {
      const { language } = reading;
      const columns = kind.list.filter(
        (name) => name !== by && sight(kind, kind.fields[name]!, viewer) !== 'never',
      );
      const several = Object.values(kind.fields).filter(({ to }) => to === kind.fields[by]!.to).length > 1;
      return (
        <section class="related">
          <h2>
            {kind.label.many[language]}
            {several ? <small> ({kind.fields[by]!.label[language]})</small> : null} <small>{count}</small>
          </h2>
          <div class="card">
            <table class="table table-vcenter card-table stacked">
              <thead>
                <tr>
                  {columns.map((name) => (
                    <th scope="col">{kind.fields[name]!.label[language]}</th>
                  ))}
                </tr>
              </thead>
              <tbody>{raw(rowsHtml(kind, columns, rows, reading, escaped))}</tbody>
            </table>
          </div>
          {more ? (
            <p class="mt-2 d-print-none">
              <a href={addressOf(`/${language}/${kind.plural}`, [[by, id]])}>{sayIn(language)('show.all')}</a>
            </p>
          ) : null}
        </section>
      );
    })}
  </>
);
