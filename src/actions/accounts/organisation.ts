import type { Viewer } from '../../records/index.ts';
import { type Context, refuse } from '../context.ts';
import { listRecords } from '../list-records.ts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const problem = (code: string, words: string) => [{ pointer: '/organisation', code, words }];

/** The organisation that is meant by a name, an id or a page's address. Throws `Invalid` where it is not one. */
export async function organisationMeant(context: Context, viewer: Viewer, text: string): Promise<string> {
  const wanted = text.trim();
  if (!wanted)
    refuse(problem('organisation-missing', 'A member acts for an organisation: write its name or address.'));
  const id = uuid.exec(wanted)?.[0];
  const question = id ? `id=${id.toLowerCase()}` : `name=${encodeURIComponent(wanted)}`;
  const { rows } = await listRecords(context, viewer, 'organisation', `${question}&limit=2&count=none`, {
    fields: ['name'],
  });
  if (rows.length === 0)
    refuse(problem('organisation-unknown', 'There is no such organisation. Add it first, then invite.'));
  if (rows.length > 1)
    refuse(
      problem(
        'organisation-ambiguous',
        'Several organisations have this name: paste the address of the right one’s page.',
      ),
    );
  return (JSON.parse(rows[0]!) as { id: string }).id;
}
