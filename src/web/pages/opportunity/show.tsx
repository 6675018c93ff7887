import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import {
  type MatchShown,
  matchesOf,
  qualityGaps,
  type Step,
  showRecord,
  stepsOpen,
} from '../../../actions/index.ts';
import { Failure, type Problem } from '../../../errors.ts';
import { commonFields, isStaff, type Kind, type StoredFile, type Words } from '../../../records/index.ts';
import { returnReasons } from '../../../records/review.ts';
import { sayIn } from '../../../words/index.ts';
import { page, type Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import { fileAddress, type Row, readWords, statusBadge, titleText, valueHtml } from '../../parts/values.ts';
import { problemWords } from '../../problem-words.ts';
import { oneTimeKey } from '../../seal.ts';
import { kindBadge } from '../list/rows.ts';
import { Facts, fieldsShown, filled, isLong, RecordFacts, Texts, TranslationNote } from '../show/facts.tsx';
import { type Found, findRecord, RecordHead } from '../show/head.tsx';
import { Related, relatedTo } from '../show/related.tsx';
import { descriptionOf } from '../show/show.tsx';
import { InterestForm, type InterestTyped } from './interest-form.tsx';

/** What a step or a message that was refused brings back to the page. */
export interface Returned {
  problems: Problem[];
  typed?: InterestTyped;
  reasons?: string[];
  note?: string;
}

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

/** The words that brought two texts together, as they stand in each; bare numbers say little to a reader. */
function pairsOf(reasons: MatchShown['reasons']): [string, string][] {
  const seen = new Set<string>();
  const pairs: [string, string][] = [];
  for (const { query, document } of reasons) {
    const key = `${query.toLowerCase()}\n${document.toLowerCase()}`;
    // The last reason of words sums up the rest: a row of words, parted by commas.
    if (!query || query.includes(', ') || /^[\d.,%\s]+$/.test(query) || seen.has(key)) continue;
    seen.add(key);
    pairs.push([query, document]);
    if (pairs.length === pairsShown) break;
  }
  return pairs;
}

/** What the owner and the park's staff can do next, and what a reader will miss. */
const Steps = ({
  c,
  row,
  steps,
  returned,
}: {
  c: Request;
  row: Row;
  steps: Step[];
  returned: Returned | undefined;
}) => {
  const { language } = c.var;
  const say = sayIn(language);
  const gaps = qualityGaps(row);
  const action = `/${language}/opportunities/${row.id}/steps`;
  const hidden = (step: Step) => (
    <>
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="version" value={String(row.version)} />
      <input type="hidden" name="_once" value={oneTimeKey()} />
    </>
  );
  const flags = (row['flags'] as string[] | null) ?? [];
  return (
    <section class="card next-steps d-print-none" aria-label={say('steps.label')}>
      <div class="card-body">
        {gaps.length + flags.length > 0 ? (
          <div class="gaps">
            <h2 class="card-heading">{say('gaps.label', { count: gaps.length })}</h2>
            <ul>
              {gaps.map((gap) => (
                <li>{returnReasons[gap][language]}</li>
              ))}
              {flags.map((flag) => (
                <li class="text-secondary">{flag}</li>
              ))}
            </ul>
          </div>
        ) : (
          <p class="gaps-none">
            {icons.check} {say('gaps.none')}
          </p>
        )}
        <div class="btn-list">
          {steps
            .filter((step) => step !== 'return')
            .map((step) => (
              <form method="post" action={action}>
                {hidden(step)}
                <button
                  type="submit"
                  class={step === 'publish' || step === 'submit' ? 'btn btn-primary' : 'btn'}
                >
                  {say(`step.${step}`)}
                </button>
              </form>
            ))}
        </div>
        {steps.includes('return') ? (
          <details class="return" open={returned?.reasons !== undefined}>
            <summary class="btn">{say('step.return')} …</summary>
            <form method="post" action={action}>
              {hidden('return')}
              <fieldset>
                <legend class="form-label">{say('return.reasons')}</legend>
                {Object.entries(returnReasons).map(([code, label]) => (
                  <label class="form-check">
                    <input
                      class="form-check-input"
                      type="checkbox"
                      name="reasons"
                      value={code}
                      checked={
                        returned?.reasons
                          ? returned.reasons.includes(code)
                          : (gaps as string[]).includes(code)
                      }
                    />
                    <span class="form-check-label">{label[language]}</span>
                  </label>
                ))}
              </fieldset>
              <label class="form-label mt-2" for="return-note">
                {say('return.note')}
              </label>
              <textarea id="return-note" class="form-control mb-3" name="note" rows={3} maxlength={2000}>
                {returned?.note ?? ''}
              </textarea>
              <button type="submit" class="btn btn-primary">
                {say('step.return')}
              </button>
            </form>
          </details>
        ) : null}
      </div>
    </section>
  );
};
