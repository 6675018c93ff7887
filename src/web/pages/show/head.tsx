import type { Child } from 'hono/jsx';
import { may, recordTitles, showRecord } from '../../../actions/index.ts';
import { Failure } from '../../../errors.ts';
import type { Kind } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import type { Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { fileAddress, type Reading, type Row, titleText } from '../../parts/values.ts';
import { pictureOf } from './facts.tsx';

/** A record as read for a page, with the titles of what it refers to. */
export interface Found {
  kind: Kind;
  row: Row;
  reading: Reading;
  title: string;
  titleLanguage: string;
  /** From a source that is marked as fictional. */
  sample: boolean;
}

export async function findRecord(c: Request, kind: Kind, id: string): Promise<Found> {
  const { context, viewer, language } = c.var;
  const at = c.req.query('at');
  const known = c.req.query('known');
  const row = JSON.parse(
    await showRecord(context, viewer, kind.name, id, { ...(at ? { at } : {}), ...(known ? { known } : {}) }),
  ) as Row;
  const titles = await recordTitles(context, viewer, kind, [row]);
  const title = titleText(kind, row[kind.title], language);
  return {
    kind,
    row,
    reading: { language, timezone: context.park.timezone, kinds: context.park.kinds, titles },
    title: title?.text ?? sayIn(language)('untitled'),
    titleLanguage: title?.language ?? language,
    sample: await isSample(c, kind, row),
  };
}

async function isSample(c: Request, kind: Kind, row: Row): Promise<boolean> {
  if (kind.name === 'source') return row['sample'] === true;
  if (typeof row['source'] !== 'string') return false;
  try {
    const source = JSON.parse(await showRecord(c.var.context, c.var.viewer, 'source', row['source']));
    return source.sample === true;
  } catch (error) {
    // A source out of the viewer's reach says nothing.
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** The head of a record's page: what it is, its name, and what can be done with it. */
export const RecordHead = ({
  c,
  found,
  badges,
  children,
}: {
  c: Request;
  found: Found;
  badges?: Child;
  children?: Child;
}) => {
  const { kind, row, title, titleLanguage, sample } = found;
  const { language, viewer, context } = c.var;
  const say = sayIn(language);
  const path = `/${language}/${kind.plural}`;
  const picture = pictureOf(kind, row);
  return (
    <>
      <nav class="crumbs d-print-none" aria-label={say('show.path')}>
        <a href={path}>{kind.label.many[language]}</a>
      </nav>
      <div class="record-head">
        {picture ? <img class="record-picture" src={fileAddress(picture)} alt="" /> : null}
        <div class="record-name">
          <div class="record-badges">
            {badges}
            {sample ? <span class="badge badge-grey">{say('show.sample')}</span> : null}
          </div>
          <h1 lang={titleLanguage === language ? undefined : titleLanguage}>{title}</h1>
          {children}
        </div>
        <div class="btn-list d-print-none">
          {may(context, viewer, kind, 'update', row) ? (
            <a class="btn" href={`${path}/${row.id}/edit`}>
              {icons.edit} {say('show.edit')}
            </a>
          ) : null}
          <details class="dropdown" data-menu>
            <summary class="btn" aria-label={say('show.more')}>
              ⋯
            </summary>
            <div class="dropdown-menu dropdown-menu-end show">
              <a class="dropdown-item" href={`/api/v1/${kind.plural}/${row.id}`} data-turbo="false">
                JSON
              </a>
              {viewer.role === 'visitor' ? null : (
                <a class="dropdown-item" href={`${path}/${row.id}/history`}>
                  {say('show.history')}
                </a>
              )}
              {may(context, viewer, kind, 'delete', row) ? (
                <a class="dropdown-item text-danger" href={`${path}/${row.id}/delete`}>
                  {say('show.delete')}
                </a>
              ) : null}
            </div>
          </details>
        </div>
      </div>
    </>
  );
};
