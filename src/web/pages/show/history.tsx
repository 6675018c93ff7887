import { raw } from 'hono/html';
import { recordHistory } from '../../../actions/index.ts';
import type { Kind } from '../../../records/index.ts';
import { instantText } from '../../../words/dates.ts';
import { isKey, type Language, sayIn } from '../../../words/index.ts';
import { page, type Request } from '../../page.tsx';
import { escaped, type Reading, valueText } from '../../parts/values.ts';
import { findRecord } from './head.tsx';

type Change = Awaited<ReturnType<typeof recordHistory>>[number];

const quiet = new Set(['version', 'updatedAt', 'createdAt', 'id']);
const longest = 300;

/** What changed between two states of a record, field by field, as the viewer may have it. */
function difference(kind: Kind, before: Change['row'], after: Change['row'], reading: Reading): string {
  let html = '';
  for (const [name, field] of Object.entries(kind.fields)) {
    if (quiet.has(name)) continue;
    const [old, now] = [before?.[name] ?? null, after?.[name] ?? null];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const text = (value: unknown) => {
      const words = valueText(field, value, reading) || (field.type === 'ref' && value ? String(value) : '');
      return escaped(words.length > longest ? `${words.slice(0, longest)}…` : words);
    };
    html += `<div><dt>${escaped(field.label[reading.language])}</dt><dd>`;
    if (old !== null) html += `<del>${text(old)}</del> `;
    html += `${now !== null ? `<ins>${text(now)}</ins>` : '—'}</dd></div>`;
  }
  return html && `<dl class="changes">${html}</dl>`;
}

const word = (language: Language, part: string, name: string): string => {
  const key = `${part}.${name}`;
  return isKey(key) ? sayIn(language)(key) : name;
};

/** Who changed a record, when, and what. */
export async function showHistory(c: Request, kind: Kind, id: string): Promise<Response> {
  const { context, viewer, language } = c.var;
  const say = sayIn(language);
  const found = await findRecord(c, kind, id);
  const changes = await recordHistory(context, viewer, kind.name, id);
  return page(
    c,
    { title: `${say('show.history')}: ${found.title}`, unlisted: true },
    <>
      <nav class="crumbs" aria-label={say('show.path')}>
        <a href={`/${language}/${kind.plural}`}>{kind.label.many[language]}</a>
        {' / '}
        <a href={`/${language}/${kind.plural}/${id}`}>{found.title}</a>
      </nav>
      <h1 class="page-title mb-3">{say('show.history')}</h1>
      <ol class="card list-group list-group-flush history">
        {changes.map((change, index) => (
          <li class="list-group-item">
            <div>
              <strong>{word(language, 'action', change.action)}</strong>{' '}
              <time datetime={change.at}>{instantText(language, change.at, context.park.timezone)}</time>
              <span class="text-secondary">
                {change.actor ? ` · ${change.name ?? change.actor}` : ''} ·{' '}
                {word(language, 'door', change.door)}
              </span>
            </div>
            {change.action === 'erase'
              ? null
              : raw(difference(kind, changes[index + 1]?.row, change.row, found.reading))}
          </li>
        ))}
      </ol>
    </>,
  );
}
