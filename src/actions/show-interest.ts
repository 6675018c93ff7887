import { Forbidden, NotFound, TooMany } from '../errors.ts';
import { checkValues, kinds } from '../records/index.ts';
import {
  brokersAddresses,
  findRow,
  insertRows,
  newId,
  recentInterests,
  type Values,
} from '../store/index.ts';
import { type Caller, type Context, handOf, type Once, refuse, transactOnce } from './context.ts';
import { writeLetter } from './write-letter.ts';

export interface InterestForm {
  name: string;
  email: string;
  organisation?: string;
  language?: string;
  message: string;
}

/** So many messages an hour from one address of e-mail, and for one opportunity. */
const limits = { email: 5, opportunity: 30 };

/**
 * Somebody answers an opportunity. It reaches the brokers' queue and the outbox; the person behind the
 * opportunity gets it from the park, and the sender a confirmation. Only what the viewer can read can be answered.
 */
export async function showInterest(
  context: Context,
  caller: Caller,
  opportunity: string,
  form: InterestForm,
  once?: Once,
): Promise<{ id: string }> {
  const input = { ...form, opportunity };
  const { values, problems } = checkValues(kinds.interest, input);
  if (problems.length > 0) refuse(problems);
  return transactOnce(context, once, async (tx) => {
    const found = await findRow(tx, context.park, kinds.opportunity, caller.viewer, opportunity);
    if (!found) throw new NotFound('There is no such opportunity.');
    const record = JSON.parse(found) as Values;
    if (record['status'] !== 'published') throw new Forbidden('This opportunity is not open for answers.');
    const recent = await recentInterests(tx, form.email, opportunity);
    if (recent.email >= limits.email || recent.opportunity >= limits.opportunity) {
      throw new TooMany('There were many messages in the last hour. Please try again later.');
    }
    const id = newId();
    const row = { id, ...values, status: 'new', account: caller.viewer.user ?? null };
    await insertRows(tx, kinds.interest, [row], handOf(caller));
    const about = {
      title: record['title'],
      id: opportunity,
      ...form,
      organisation: form.organisation ?? '–',
    };
    const staff = await brokersAddresses(tx);
    for (const broker of staff)
      await writeLetter(tx, context, {
        to: broker.email,
        language: broker.language,
        letter: 'interest-received',
        values: about,
      });
    await writeLetter(tx, context, {
      to: form.email,
      language: form.language ?? 'en',
      letter: 'interest-confirmed',
      values: about,
    });
    return { id };
  });
}
