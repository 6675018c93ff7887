import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { matchesOf, showRecord, stepsOpen } from '../../../actions/index.ts';
import { Failure } from '../../../errors.ts';
import { commonFields, isStaff, type Kind, type StoredFile, type Words } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import { page, type Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { fileAddress, type Row, readWords, statusBadge, titleText, valueHtml } from '../../parts/values.ts';
import { problemWords } from '../../problem-words.ts';
import { kindBadge } from '../list/rows.ts';
import { Facts, fieldsShown, filled, isLong, RecordFacts, Texts, TranslationNote } from '../show/facts.tsx';
import { findRecord, RecordHead } from '../show/head.tsx';
import { Related, relatedTo } from '../show/related.tsx';
import { descriptionOf } from '../show/show.tsx';
import { InterestForm } from './interest-form.tsx';
import { Matches } from './matches.tsx';
import { type Returned, Steps } from './steps.tsx';

const matchesShown = 5;

/** The page of one offer or request. */
export async function showOpportunity(
  c: Request,
  kind: Kind,
  id: string,
  returned?: Returned,
): Promise<Response> {
  const { context, viewer, language } = c.var;
  const found = await findRecord(c, kind, id);
  const { row, reading } = found;
  const say = sayIn(language);
  const steps = stepsOpen(viewer, row);
  const mine =
    isStaff(viewer) || (viewer.organisation !== undefined && viewer.organisation === row['organisation']);
  const published = row['status'] === 'published';
  const matches = await matchesOf(context, viewer, row.id, matchesShown);
  const organisation = await organisationOf(c, row);
  const relations = mine ? await relatedTo(context, viewer, kind, row.id, language) : [];
  const description = descriptionOf(kind, row, language);
  const picture = row['picture'] as StoredFile | null;
  const aside = [
    'protection',
    'protectionReferences',
    'codes',
    'partners',
    'countries',
    'published',
    'expires',
    'url',
    'attachment',
    'contact',
  ];
  return page(
    c,
    {
      title: found.title,
      rest: `/${kind.plural}/${row.id}`,
      ...(description ? { description } : {}),
      ...(picture ? { image: fileAddress(picture) } : {}),
      unlisted: !published,
      alternates: [{ type: 'application/json', href: `/api/v1/${kind.plural}/${row.id}`, title: 'JSON' }],
    },
    <article class="record opportunity">
      <RecordHead
        c={c}
        found={found}
        badges={
          <>
            {raw(kindBadge(kind, row, reading))}
            {mine || !published
              ? raw(statusBadge(kind.fields['status']!, String(row['status']), language))
              : null}
          </>
        }
      >
        <p class="record-line">
          {row['organisation']
            ? raw(valueHtml(kind.fields['organisation']!, row['organisation'], reading))
            : null}
          {row['country'] ? (
            <span>{raw(valueHtml(kind.fields['country']!, row['country'], reading))}</span>
          ) : null}
        </p>
        {filled(row['title']) ? <TranslationNote words={row['title'] as Words} language={language} /> : null}
      </RecordHead>
      {returned && returned.problems.length > 0 && !returned.typed ? (
        <div class="alert alert-danger" role="alert">
          {returned.problems.map((problem) => (
            <div>{problemWords(language, problem)}</div>
          ))}
        </div>
      ) : null}
      {mine ? <Steps c={c} row={row} steps={steps} returned={returned} /> : null}
      <div class="two">
        <div>
          <div class="card">
            <div class="card-body">
              {picture ? <img class="opportunity-picture" src={fileAddress(picture)} alt="" /> : null}
              {filled(row['summary']) ? (
                <div class="lead-text" lang={otherLanguage(row['summary'], language)}>
                  {readWords(row['summary'] as Words, language)?.text}
                </div>
              ) : null}
              <Texts
                kind={kind}
                row={row}
                viewer={viewer}
                reading={reading}
                fields={fieldsShown(
                  kind,
                  row,
                  (name, field) =>
                    isLong(field) && !['summary', 'contact'].includes(name) && !commonFields.has(name),
                )}
              />
            </div>
          </div>
          <Related relations={relations} id={row.id} viewer={viewer} />
        </div>
        <aside aria-label={say('opportunity.facts')}>
          <div class="card">
            <div class="card-body">
              {typeof row['stage'] === 'number' ? (
                <Stage stage={row['stage']} label={kind.fields['stage']!.label[language]} />
              ) : null}
              <Facts
                kind={kind}
                row={row}
                viewer={viewer}
                reading={reading}
                fields={fieldsShown(kind, row, (name) => aside.includes(name))}
              />
            </div>
          </div>
          {organisation}
          <Matches found={found} matches={matches} />
          <section class="record-facts d-print-none" aria-label={say('show.record')}>
            <RecordFacts kind={kind} row={row} viewer={viewer} reading={reading} />
          </section>
        </aside>
        <div class="two-more">
          {published && !mine ? (
            <InterestForm
              c={c}
              id={row.id}
              {...(returned?.typed ? { typed: returned.typed, problems: returned.problems } : {})}
            />
          ) : null}
        </div>
      </div>
      <p class="print-only">{`${context.address ?? new URL(c.req.url).origin}/${kind.plural}/${row.id}`}</p>
    </article>,
  );
}

const otherLanguage = (words: unknown, language: string): string | undefined => {
  const read = readWords(words as Words, language);
  return read && read.language !== language ? read.language : undefined;
};

/** Technology readiness as nine steps. */
const Stage = ({ stage, label }: { stage: number; label: string }) => (
  <div class="stage">
    <div>
      <span class="stage-label">{label}</span> <strong>TRL {stage}</strong>
    </div>
    <div class="stage-steps" aria-hidden="true">
      {Array.from({ length: 9 }, (_, index) => (
        <span class={index < stage ? 'on' : undefined} />
      ))}
    </div>
  </div>
);

async function organisationOf(c: Request, row: Row): Promise<Child> {
  if (typeof row['organisation'] !== 'string') return null;
  const { context, viewer, language } = c.var;
  let organisation: Row;
  try {
    organisation = JSON.parse(await showRecord(context, viewer, 'organisation', row['organisation'])) as Row;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
  const kind = context.park.kinds['organisation']!;
  const name = titleText(kind, organisation['name'], language);
  const summary = readWords(organisation['summary'] as Words | null, language);
  const logo = organisation['logo'] as StoredFile | null;
  return (
    <div class="card">
      <div class="card-body">
        <h2 class="card-heading">{kind.label.one[language]}</h2>
        <div class="organisation">
          {logo ? (
            <img class="record-picture" src={fileAddress(logo)} alt="" />
          ) : (
            <span class="record-picture blank">{icons.building}</span>
          )}
          <div>
            <a
              href={`/${language}/organisations/${organisation.id}`}
              lang={name && name.language !== language ? name.language : undefined}
            >
              {name?.text ?? sayIn(language)('untitled')}
            </a>
            {summary ? <p class="text-secondary mb-0">{summary.text}</p> : null}
          </div>
        </div>
      </div>
    </div>
  );
}
