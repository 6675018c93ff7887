import { qualityGaps, type Step } from '../../../actions/index.ts';
import type { Problem } from '../../../errors.ts';
import { returnReasons } from '../../../records/review.ts';
import { sayIn } from '../../../words/index.ts';
import type { Request } from '../../page.tsx';
import { icons } from '../../parts/icons.tsx';
import type { Row } from '../../parts/values.ts';
import { oneTimeKey } from '../../seal.ts';
import type { InterestTyped } from './interest-form.tsx';
/** What a step or a message that was refused brings back to the page. */
export interface Returned {
  problems: Problem[];
  typed?: InterestTyped;
  reasons?: string[];
  note?: string;
}

/** What the owner and the park's staff can do next, and what a reader will miss. */
export const Steps = ({
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
