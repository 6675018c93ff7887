import { raw } from 'hono/html';
import { recordTitles } from '../../../actions/index.ts';
import type { Kind } from '../../../records/index.ts';
import { sayIn } from '../../../words/index.ts';
import type { Request } from '../../page.tsx';
import { paragraphsHtml, type Reading, type Row, valueText } from '../../parts/values.ts';
import { changesOf } from './fields.ts';

/** Both versions side by side, where somebody else was quicker; the form below still holds what was typed. */
export async function bothVersions(c: Request, kind: Kind, theirs: Row, yours: Record<string, unknown>) {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const titles = await recordTitles(context, viewer, kind, [theirs, yours]);
  const reading: Reading = { language, timezone: context.park.timezone, kinds: context.park.kinds, titles };
  const differing = Object.keys(changesOf(yours, theirs)).filter((name) => kind.fields[name]);
  return (
    <section class="card conflict mb-3" tabindex={-1} aria-label={say('error.412.title')}>
      <div class="card-body">
        <h2 class="h3">{say('error.412.title')}</h2>
        <p>{say('conflict.words')}</p>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{say('conflict.field')}</th>
              <th scope="col">{say('conflict.theirs')}</th>
              <th scope="col">{say('conflict.yours')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((name) => {
              const field = kind.fields[name]!;
              const shown = (value: unknown) =>
                raw(paragraphsHtml(textOfAll(field.type, value) ?? valueText(field, value, reading)) || '—');
              return (
                <tr>
                  <th scope="row">{field.label[language]}</th>
                  <td>{shown(theirs[name])}</td>
                  <td>{shown(yours[name])}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A text in all its languages: the difference may lie in any of them. */
function textOfAll(type: string, value: unknown): string | undefined {
  if (type !== 'words' || !value) return undefined;
  const { values } = value as { values: Record<string, { text: string }> };
  return Object.entries(values)
    .map(([language, { text }]) => `[${language}] ${text}`)
    .join('\n\n');
}
