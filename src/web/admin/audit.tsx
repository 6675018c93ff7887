import type { Hono } from 'hono';
import { audit, auditedChanges } from '../../actions/index.ts';
import type { Kinds } from '../../records/index.ts';
import { instantText } from '../../words/dates.ts';
import { isKey, type Language, say } from '../../words/index.ts';
import type { PageEnv } from '../page.tsx';
import { adminPage, callerOf } from './frame.tsx';

/** A word of the history by its key where the catalogue has it, else as it stands. */
const known = (language: Language, key: string, word: string): string =>
  isKey(key) ? say(language, key) : word;

interface RecordLinkProps {
  kinds: Kinds;
  kind: string;
  record: string;
  language: Language;
}

/** A way to the record that a change or a finding is about. */
export const RecordLink = ({ kinds, kind, record, language }: RecordLinkProps) => {
  if (kind === 'settings')
    return <a href={`/${language}/admin/settings`}>{say(language, 'audit.settings')}</a>;
  if (kind === 'account')
    return <a href={`/${language}/admin/people/${record}`}>{say(language, 'audit.account')}</a>;
  const declared = kinds[kind];
  if (!declared) return <>{kind}</>;
  return (
    <a href={`/${language}/${declared.plural}/${record}`}>
      {declared.label.one[language]} {record.slice(-6)}
    </a>
  );
};

/** The latest changes of everything. */
export function auditRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/admin/audit', async (c) => {
    const { language, context } = c.var;
    const changes = await audit(context, callerOf(c));
    return adminPage(
      c,
      '/audit',
      say(language, 'admin.audit'),
      <div class="card">
        <p class="card-body text-secondary mb-0">{say(language, 'audit.words', { count: auditedChanges })}</p>
        <div class="table-responsive">
          <table class="table card-table table-vcenter">
            <thead>
              <tr>
                <th scope="col">{say(language, 'audit.at')}</th>
                <th scope="col">{say(language, 'audit.actor')}</th>
                <th scope="col">{say(language, 'audit.action')}</th>
                <th scope="col">{say(language, 'audit.record')}</th>
                <th scope="col">{say(language, 'audit.door')}</th>
                <th scope="col">{say(language, 'audit.sealed')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr>
                  <td>{instantText(language, change.at, context.park.timezone)}</td>
                  <td>{change.actor}</td>
                  <td>{known(language, `action.${change.action}`, change.action)}</td>
                  <td>
                    <RecordLink
                      kinds={context.park.kinds}
                      kind={change.kind}
                      record={change.record}
                      language={language}
                    />
                  </td>
                  <td>{known(language, `door.${change.door}`, change.door)}</td>
                  <td>{say(language, change.sealed ? 'yes' : 'no')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>,
    );
  });
}
