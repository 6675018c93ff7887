import { Conflict, Forbidden, Invalid } from '../errors.ts';
import { today } from '../filter/index.ts';
import { isStaff, kinds } from '../records/index.ts';
import {
  type Db,
  expiredOpportunities,
  insertRows,
  membersAddresses,
  newId,
  updateRows,
  type Values,
} from '../store/index.ts';
import { type Caller, type Context, handOf, type Once, transactOnce } from './context.ts';
import { writeLetter } from './write-letter.ts';
import { lockFor } from './write-record.ts';

/** An opportunity is open for this many days, and can be extended once by as many. */
export const lifetimeDays = 365;

type Status = 'draft' | 'submitted' | 'returned' | 'published' | 'expired' | 'withdrawn';

/** From which states each step leads on; anything else is refused with the state it is in. */
const steps = {
  submit: { from: ['draft', 'returned', 'withdrawn', 'expired'], staff: false },
  publish: { from: ['draft', 'submitted', 'returned', 'withdrawn', 'expired'], staff: true },
  return: { from: ['submitted'], staff: true },
  withdraw: { from: ['submitted', 'published', 'expired', 'returned'], staff: false },
  extend: { from: ['published', 'expired'], staff: false },
} as const satisfies Record<string, { from: readonly Status[]; staff: boolean }>;

export type Step = keyof typeof steps;

/** The steps that a viewer may take with an opportunity as it is. */
export function stepsOpen(viewer: Caller['viewer'], opportunity: Values): Step[] {
  const mine =
    isStaff(viewer) ||
    (viewer.organisation !== undefined && viewer.organisation === opportunity['organisation']);
  if (!mine) return [];
  return (Object.keys(steps) as Step[]).filter(
    (step) =>
      (!steps[step].staff || isStaff(viewer)) &&
      (steps[step].from as readonly unknown[]).includes(opportunity['status']) &&
      !(step === 'extend' && opportunity['extended'] === true),
  );
}

export interface Verdict {
  reasons?: string[];
  note?: string;
}

/** Takes an opportunity one step on its way: submit, publish, return with coded reasons, withdraw, extend. */
export async function reviewOpportunity(
  context: Context,
  caller: Caller,
  id: string,
  step: Step,
  version: number | undefined,
  verdict: Verdict = {},
  once?: Once,
): Promise<{ status: string }> {
  return transactOnce(context, once, async (tx) => {
    // Withdrawing is allowed where changing is not: the state machine below is the rule here.
    const row = await lockFor(
      tx,
      context,
      { ...caller.viewer, ...(isStaff(caller.viewer) ? {} : { role: 'member' as const }) },
      rulesOf(step),
      id,
      'update',
    );
    if (version !== undefined && row['version'] !== version) {
      throw new Conflict('Somebody changed this opportunity in the meantime.', row, { step, ...verdict });
    }
    if (steps[step].staff && !isStaff(caller.viewer))
      throw new Forbidden('Only park staff review opportunities.');
    if (!stepsOpen(caller.viewer, row).includes(step)) {
      throw new Invalid(`This opportunity is ${row['status']}; it cannot be taken this step.`, [
        {
          pointer: '/status',
          code: 'wrong-state',
          words: `It is ${row['status']}. Steps open: ${stepsOpen(caller.viewer, row).join(', ') || 'none'}.`,
        },
      ]);
    }
    const changed = afterStep(row, step, verdict, today(context.park.timezone));
    await updateRows(tx, kinds.opportunity, [changed], handOf(caller), step);
    if (step === 'publish' || step === 'return')
      await recordReview(tx, context, caller, changed, step, verdict);
    return { status: String(changed['status']) };
  });
}

/** For steps, a member reaches every opportunity of the own organisation, published ones too. */
const rulesOf = (step: Step) =>
  step === 'publish' || step === 'return'
    ? kinds.opportunity
    : {
        ...kinds.opportunity,
        access: {
          ...kinds.opportunity.access,
          update: (viewer: Caller['viewer']) =>
            isStaff(viewer) ? kinds.opportunity.access.update(viewer) : kinds.opportunity.own(viewer),
        },
      };

/** The opportunity after a step, on a day of the park. */
export function afterStep(row: Values, step: Step, verdict: Verdict, day: string): Values {
  const later = (from: string) => Temporal.PlainDate.from(from).add({ days: lifetimeDays }).toString();
  switch (step) {
    case 'submit':
      return { ...row, status: 'submitted', submittedAt: new Date().toISOString() };
    case 'publish': {
      if (!row['title'])
        throw new Invalid('An opportunity needs a title before it is published.', [
          { pointer: '/title', code: 'required', words: 'This cannot be empty.' },
        ]);
      const expires = row['expires'] as string | null;
      const open = expires && expires >= day.slice(0, expires.length);
      return {
        ...row,
        status: 'published',
        published: row['published'] ?? day,
        expires: open ? expires : later(day),
      };
    }
    case 'return':
      if (!verdict.reasons?.length) {
        throw new Invalid('Name at least one reason.', [
          {
            pointer: '/reasons',
            code: 'required',
            words: 'Name at least one reason, so that the sender knows what to change.',
          },
        ]);
      }
      return { ...row, status: 'returned' };
    case 'withdraw':
      return { ...row, status: 'withdrawn' };
    case 'extend':
      return { ...row, status: 'published', expires: later(day), extended: true };
  }
}

async function recordReview(
  tx: Db,
  context: Context,
  caller: Caller,
  row: Values,
  step: 'publish' | 'return',
  verdict: Verdict,
) {
  const known = kinds.review.fields.reasons.values;
  const reasons = (verdict.reasons ?? []).filter((reason) => reason in known);
  const review = {
    id: newId(),
    opportunity: row['id'],
    verdict: step === 'publish' ? 'published' : 'returned',
    reasons: reasons.length > 0 ? reasons : null,
    note: verdict.note?.trim() ? verdict.note.trim().slice(0, 2000) : null,
    reviewer: caller.viewer.name ?? null,
  };
  await insertRows(tx, kinds.review, [review], handOf(caller));
  const members = await membersAddresses(tx, (row['organisation'] as string | null) ?? null);
  for (const member of members) {
    await writeLetter(tx, context, {
      to: member.email,
      language: member.language,
      letter: step === 'publish' ? 'opportunity-published' : 'opportunity-returned',
      values: { title: row['title'], id: row['id'], reasons, note: review.note ?? '' },
    });
  }
}

/** Closes what has run out. Returns how many. */
export async function expireOpportunities(context: Context): Promise<number> {
  const caller: Caller = { viewer: { role: 'system' }, door: 'job' };
  return context.database.transaction(async (tx) => {
    const ids = await expiredOpportunities(tx, today(context.park.timezone));
    const changed: Values[] = [];
    for (const id of ids)
      changed.push({
        ...(await lockFor(tx, context, caller.viewer, kinds.opportunity, id, 'update')),
        status: 'expired',
      });
    await updateRows(tx, kinds.opportunity, changed, handOf(caller), 'expire');
    return changed.length;
  });
}
