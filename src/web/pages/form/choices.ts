import { type Context, listRecords } from '../../../actions/index.ts';
import { isStaff, type Kind, type Viewer } from '../../../records/index.ts';
import type { Language } from '../../../words/index.ts';
import { searchText } from '../../address.ts';
import { type Fields, textOf } from '../../forms.tsx';
import { type Row, titleText } from '../../parts/values.ts';
import { fieldsOfForm } from './fields.ts';

export interface Choices {
  options: { id: string; title: string }[];
  /** There are too many for one select: somebody types a part of the name first. */
  many: boolean;
  /** What was looked for. */
  asked?: string;
}

const fewEnough = 200;

/** What each reference of a form can point to: all where they are few, else what was looked for. */
export async function choicesOf(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  fields: Fields,
  language: Language,
): Promise<Map<string, Choices>> {
  const choices = new Map<string, Choices>();
  for (const [name, field] of fieldsOfForm(kind, viewer)) {
    if (field.type !== 'ref') continue;
    const other = context.park.kinds[field.to!]!;
    const find = async (search: string) => {
      const { rows, next } = await listRecords(context, viewer, other.name, search, {
        fields: [other.title],
        language,
      });
      const options = rows.map((text) => {
        const row = JSON.parse(text) as Row;
        return { id: row.id, title: titleText(other, row[other.title], language)?.text ?? row.id };
      });
      return { options, more: next !== undefined };
    };
    const chosen = textOf(fields, name);
    const uuid = chosen && /^[0-9a-f-]{36}$/i.test(chosen) ? chosen : undefined;
    // A member writes for the own organisation.
    if (!isStaff(viewer) && name === 'organisation' && viewer.organisation) {
      choices.set(name, { options: (await find(`id=${viewer.organisation}`)).options, many: false });
      continue;
    }
    const all = await find(`limit=${fewEnough}&count=none`);
    if (!all.more) {
      choices.set(name, { options: all.options, many: false });
      continue;
    }
    const asked = textOf(fields, `${name}:find`)?.trim();
    const found = asked
      ? (
          await find(
            searchText([
              [`${other.title}[has]`, asked],
              ['limit', '50'],
              ['count', 'none'],
            ]),
          )
        ).options
      : [];
    const now = uuid && !found.some(({ id }) => id === uuid) ? (await find(`id=${uuid}`)).options : [];
    choices.set(name, { options: [...now, ...found], many: true, ...(asked ? { asked } : {}) });
  }
  return choices;
}
