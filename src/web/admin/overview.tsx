import type { Hono } from 'hono';
import { accountsCount, outboxCounts, verifyPark } from '../../actions/index.ts';
import type { Verification } from '../../store/index.ts';
import { numberText } from '../../words/dates.ts';
import { say } from '../../words/index.ts';
import type { PageEnv, Request } from '../page.tsx';
import { RecordLink } from './audit.tsx';
import { adminPage, callerOf } from './frame.tsx';

/** How the platform stands: accounts, letters, its surroundings, the history. */
export function overviewRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/admin', (c) => overviewPage(c));
  // A question, though a costly one: asked by a form so that no crawler or preview asks it.
  app.post('/:lang{(?:en|zh)}/admin/verification', async (c) =>
    overviewPage(c, await verifyPark(c.var.context, callerOf(c))),
  );
}

async function overviewPage(c: Request, verified?: Verification): Promise<Response> {
  const { language, context } = c.var;
  const at = `/${language}/admin`;
  const [accounts, letters] = await Promise.all([
    accountsCount(context, callerOf(c)),
    outboxCounts(context, callerOf(c)),
  ]);
  return adminPage(
    c,
    '',
    say(language, 'admin.title'),
    <div class="row row-cards">
      <div class="col-lg-6">
        <div class="card">
          <div class="card-body">
            <dl class="mb-0">
              <dt>{say(language, 'admin.people')}</dt>
              <dd>
                <a href={`${at}/people`}>{say(language, 'admin.accounts', { count: accounts })}</a>
              </dd>
              <dt>{say(language, 'admin.mail')}</dt>
              <dd>
                <a href={`${at}/mail`}>
                  {say(language, 'admin.letters-waiting', { count: letters.waiting })},{' '}
                  {say(language, 'admin.letters-failed', { count: letters.failed })}
                </a>
              </dd>
              <dt>{say(language, 'admin.smtp')}</dt>
              <dd>{say(language, process.env['SMTP_URL'] ? 'admin.smtp-set' : 'admin.smtp-none')}</dd>
              <dt>{say(language, 'admin.address')}</dt>
              <dd>{process.env['PUBLIC_URL'] ?? say(language, 'admin.address-none')}</dd>
              <dt>{say(language, 'admin.timezone')}</dt>
              <dd class="mb-0">
                {context.park.timezone}
                <div class="text-secondary">{say(language, 'admin.timezone-words')}</div>
              </dd>
            </dl>
          </div>
        </div>
      </div>
      <div class="col-lg-6">
        <form class="card" method="post" action={`${at}/verification`} data-turbo="false">
          <div class="card-header">
            <h2 class="card-title">{say(language, 'admin.verify')}</h2>
          </div>
          <div class="card-body">
            {verified ? <Verified c={c} verified={verified} /> : <p>{say(language, 'admin.verify-words')}</p>}
          </div>
          <div class="card-footer">
            <button type="submit" class="btn">
              {say(language, 'admin.verify-submit')}
            </button>
          </div>
        </form>
      </div>
    </div>,
  );
}

/** So many findings are listed on the page; `bin/causeway verify` lists all. */
const shownFindings = 200;

const Verified = ({ c, verified }: { c: Request; verified: Verification }) => {
  const { language, context } = c.var;
  const { findings, sealed, unsealed, records } = verified;
  return (
    <>
      <div class={findings.length === 0 ? 'alert alert-success' : 'alert alert-danger'} role="status">
        {findings.length === 0
          ? say(language, 'admin.verify-good')
          : say(language, 'admin.verify-bad', { count: findings.length })}
      </div>
      <p>
        {say(language, 'admin.verify-numbers', {
          sealed: numberText(language, sealed),
          unsealed: numberText(language, unsealed),
          records: numberText(language, records),
        })}
      </p>
      {findings.length > 0 ? (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{say(language, 'admin.verify-record')}</th>
              <th scope="col">{say(language, 'admin.verify-finding')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.slice(0, shownFindings).map((finding) => (
              <tr>
                <td>
                  <RecordLink
                    kinds={context.park.kinds}
                    kind={finding.kind}
                    record={finding.record}
                    language={language}
                  />
                </td>
                <td lang="en">{finding.words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
};
