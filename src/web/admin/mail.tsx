import type { Hono } from 'hono';
import { type OutboxLetter, outbox, resendLetter, showLetter } from '../../actions/index.ts';
import { instantText } from '../../words/dates.ts';
import { say } from '../../words/index.ts';
import { flash, type PageEnv, type Request } from '../page.tsx';
import { adminPage, callerOf, Mark } from './frame.tsx';

/** The outbox: what became of each letter, each readable whole. */
export function mailRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/admin/mail', async (c) => {
    const { language, context } = c.var;
    const letters = await outbox(context, callerOf(c));
    return adminPage(
      c,
      '/mail',
      say(language, 'admin.mail'),
      <div class="card">
        {letters.length === 0 ? (
          <p class="card-body text-secondary mb-0">{say(language, 'mail.none')}</p>
        ) : (
          <div class="table-responsive">
            <table class="table card-table table-vcenter">
              <thead>
                <tr>
                  <th scope="col">{say(language, 'mail.subject')}</th>
                  <th scope="col">{say(language, 'mail.to')}</th>
                  <th scope="col">{say(language, 'mail.written')}</th>
                  <th scope="col">{say(language, 'mail.state')}</th>
                </tr>
              </thead>
              <tbody>
                {letters.map((letter) => (
                  <tr>
                    <td>
                      <a href={`/${language}/admin/mail/${letter.id}`} lang={letter.language}>
                        {letter.subject}
                      </a>
                    </td>
                    <td>{letter.to}</td>
                    <td>{instantText(language, letter.createdAt, context.park.timezone)}</td>
                    <td>
                      <State c={c} letter={letter} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>,
    );
  });
  app.get('/:lang{(?:en|zh)}/admin/mail/:id', async (c) => {
    const { language, context } = c.var;
    const letter = await showLetter(context, callerOf(c), c.req.param('id'));
    return adminPage(
      c,
      '/mail',
      letter.subject,
      <div class="card">
        <div class="card-body">
          <dl>
            <dt>{say(language, 'mail.to')}</dt>
            <dd>{letter.to}</dd>
            <dt>{say(language, 'mail.written')}</dt>
            <dd>{instantText(language, letter.createdAt, context.park.timezone)}</dd>
            <dt>{say(language, 'mail.state')}</dt>
            <dd>
              <State c={c} letter={letter} />
            </dd>
            {letter.error ? (
              <>
                <dt>{say(language, 'mail.error')}</dt>
                <dd>{letter.error}</dd>
              </>
            ) : null}
          </dl>
          <hr />
          <div lang={letter.language} style="white-space: pre-wrap">
            {linked(letter.body)}
          </div>
        </div>
        <form class="card-footer d-flex gap-3 align-items-center" method="post">
          <button type="submit" class="btn">
            {say(language, 'mail.resend')}
          </button>
          <span class="text-secondary">{say(language, 'mail.resend-words')}</span>
        </form>
      </div>,
    );
  });
  app.post('/:lang{(?:en|zh)}/admin/mail/:id', async (c) => {
    await resendLetter(c.var.context, callerOf(c), c.req.param('id'));
    flash(c, 'flash.letter-again');
    return c.redirect(`/${c.var.language}/admin/mail/${c.req.param('id')}`, 303);
  });
}

/** The body with its web addresses as links. */
const linked = (body: string) =>
  body.split(/(https?:\/\/[^\s<>"]+|^\/(?:en|zh)\/[^\s<>"]+$)/m).map((part, index) =>
    index % 2 === 1 ? (
      <a class="text-decoration-underline" href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );

const colours = { waiting: 'azure', held: 'yellow', sent: 'green', failed: 'red' } as const;

const State = ({ c, letter }: { c: Request; letter: OutboxLetter }) => {
  const { language, context } = c.var;
  const when = letter.sentAt ? instantText(language, letter.sentAt, context.park.timezone) : '';
  return (
    <>
      <Mark colour={colours[letter.state]}>
        {letter.state === 'sent'
          ? say(language, 'mail.sent', { when })
          : say(language, `mail.${letter.state}`)}
      </Mark>
      {letter.tries > 0 && letter.state !== 'sent' ? (
        <span class="text-secondary ms-2">{say(language, 'mail.trying', { tries: letter.tries })}</span>
      ) : null}
    </>
  );
};
