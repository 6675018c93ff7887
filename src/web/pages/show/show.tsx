import type { Hono } from 'hono';
import { kindByPlural } from '../../../actions/index.ts';
import { commonFields, type Kind } from '../../../records/index.ts';
import { preferred, sayIn } from '../../../words/index.ts';
import { searchOf } from '../../address.ts';
import { type PageEnv, page, type Request } from '../../page.tsx';
import { fileAddress, type Row, readWords } from '../../parts/values.ts';
import { excerpt } from '../list/rows.ts';
import { showOpportunity } from '../opportunity/show.tsx';
import {
  Facts,
  fieldsShown,
  filled,
  isLong,
  pictureOf,
  RecordFacts,
  Texts,
  TranslationNote,
} from './facts.tsx';
import { findRecord, RecordHead } from './head.tsx';
import { showHistory } from './history.tsx';
import { Related, relatedTo } from './related.tsx';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** The page of one record of any kind, and its changes. */
export function showRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/:plural/:id', async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind || c.req.param('id') === 'new' || c.req.param('id') === 'export') return next();
    if (kind.name === 'opportunity') return showOpportunity(c, kind, c.req.param('id'));
    return showRecordPage(c, kind, c.req.param('id'));
  });
  app.get('/:lang{(?:en|zh)}/:plural/:id/history', async (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind || c.var.viewer.role === 'visitor') return next();
    return showHistory(c, kind, c.req.param('id'));
  });
  // The address of a record without a language: what links, letters and other parks use.
  app.get(`/:plural/:id{${uuid}}`, (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    c.header('Vary', 'Accept-Language');
    const search = searchOf(c.req.url);
    const language = preferred(c.req.header('accept-language'));
    return c.redirect(`/${language}/${kind.plural}/${c.req.param('id')}${search && `?${search}`}`, 302);
  });
  app.get('/:plural', (c, next) => {
    const kind = kindByPlural(c.var.context, c.req.param('plural'));
    if (!kind) return next();
    c.header('Vary', 'Accept-Language');
    const search = searchOf(c.req.url);
    return c.redirect(
      `/${preferred(c.req.header('accept-language'))}/${kind.plural}${search && `?${search}`}`,
      302,
    );
  });
}

/** The first sentence or two of a record, for search engines and cards elsewhere. */
export function descriptionOf(kind: Kind, row: Row, language: string): string | undefined {
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'words' || !field.long || !filled(row[name])) continue;
    const read = readWords(row[name] as Parameters<typeof readWords>[0], language);
    if (read) return excerpt(read.text, 0, 200);
  }
  return undefined;
}

async function showRecordPage(c: Request, kind: Kind, id: string): Promise<Response> {
  const found = await findRecord(c, kind, id);
  const { context, viewer, language } = c.var;
  const { row, reading } = found;
  const relations = await relatedTo(context, viewer, kind, row.id, language);
  const description = descriptionOf(kind, row, language);
  const picture = pictureOf(kind, row);
  const plain = (name: string) => name !== kind.title && !commonFields.has(name);
  const title = kind.fields[kind.title]!;
  return page(
    c,
    {
      title: found.title,
      ...(description ? { description } : {}),
      ...(picture ? { image: fileAddress(picture) } : {}),
      alternates: [{ type: 'application/json', href: `/api/v1/${kind.plural}/${row.id}`, title: 'JSON' }],
    },
    <article class="record">
      <RecordHead
        c={c}
        found={found}
        badges={<span class="badge badge-grey">{kind.label.one[language]}</span>}
      >
        {title.type === 'words' && filled(row[kind.title]) ? (
          <TranslationNote
            words={row[kind.title] as Parameters<typeof TranslationNote>[0]['words']}
            language={language}
          />
        ) : null}
      </RecordHead>
      <div class="card">
        <div class="card-body">
          <Facts
            kind={kind}
            row={row}
            viewer={viewer}
            reading={reading}
            fields={fieldsShown(
              kind,
              row,
              (name, field) => plain(name) && !isLong(field) && field.type !== 'data',
            )}
          />
          <Texts
            kind={kind}
            row={row}
            viewer={viewer}
            reading={reading}
            fields={fieldsShown(kind, row, (name, field) => plain(name) && isLong(field))}
          />
        </div>
      </div>
      <Related relations={relations} id={row.id} viewer={viewer} />
      <section class="record-facts" aria-label={sayIn(language)('show.record')}>
        <RecordFacts kind={kind} row={row} viewer={viewer} reading={reading} />
      </section>
    </article>,
  );
}
