import type { Hono } from 'hono';
import {
  accountKept,
  accountsKept,
  changeAccount,
  inviteAccount,
  repeatInvitation,
  revokeAccountSessions,
  rolesKept,
} from '../../actions/index.ts';
import type { Words } from '../../records/index.ts';
import type { Account } from '../../store/index.ts';
import { instantText } from '../../words/dates.ts';
import { type Language, languages, ownNames, say } from '../../words/index.ts';
import { Alert, Choice, Field, noProblems, type Problems, problemsOf, textsOf } from '../account/fields.tsx';
import { flash, type PageEnv, type Request } from '../page.tsx';
import { readWords } from '../parts/values.ts';
import { adminPage, callerOf, Mark } from './frame.tsx';

/** Accounts: who can sign in, as what; inviting, changing, closing. */
export function peopleRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/admin/people', (c) =>
    peoplePage(c, { organisation: c.req.query('organisation') ?? '' }),
  );
  app.post('/:lang{(?:en|zh)}/admin/people', async (c) => {
    const typed = await textsOf(c.req);
    try {
      await inviteAccount(c.var.context, callerOf(c), {
        name: typed['name'] ?? '',
        email: typed['email'] ?? '',
        role: roleIn(c, typed['role']),
        organisation: typed['organisation'] ?? '',
        language: typed['language'] === 'zh' ? 'zh' : 'en',
      });
    } catch (error) {
      return peoplePage(c, typed, problemsOf(c.var.language, error));
    }
    flash(c, 'flash.invited');
    return c.redirect(`/${c.var.language}/admin/people`, 303);
  });
  app.get('/:lang{(?:en|zh)}/admin/people/:id', (c) => personPage(c, c.req.param('id')));
  app.post('/:lang{(?:en|zh)}/admin/people/:id', async (c) => {
    const id = c.req.param('id');
    const typed = await textsOf(c.req);
    try {
      await changeAccount(c.var.context, callerOf(c), id, {
        role: roleIn(c, typed['role']),
        organisation: typed['organisation'] ?? '',
      });
    } catch (error) {
      return personPage(c, id, typed, problemsOf(c.var.language, error));
    }
    return saved(c, id);
  });
  for (const [path, disabled] of [
    ['disable', true],
    ['enable', false],
  ] as const)
    app.post(`/:lang{(?:en|zh)}/admin/people/:id/${path}`, async (c) => {
      const id = c.req.param('id');
      try {
        await changeAccount(c.var.context, callerOf(c), id, { disabled });
      } catch (error) {
        return personPage(c, id, {}, problemsOf(c.var.language, error));
      }
      return saved(c, id);
    });
  app.post('/:lang{(?:en|zh)}/admin/people/:id/sessions', async (c) => {
    await revokeAccountSessions(c.var.context, callerOf(c), c.req.param('id'));
    return saved(c, c.req.param('id'));
  });
  app.post('/:lang{(?:en|zh)}/admin/people/:id/invitation', async (c) => {
    await repeatInvitation(c.var.context, callerOf(c), c.req.param('id'));
    flash(c, 'flash.invited');
    return c.redirect(`/${c.var.language}/admin/people/${c.req.param('id')}`, 303);
  });
}

function saved(c: Request, id: string): Response {
  flash(c, 'flash.saved');
  return c.redirect(`/${c.var.language}/admin/people/${id}`, 303);
}

/** The role typed, where the viewer keeps accounts of it; else the least. */
const roleIn = (c: Request, role: string | undefined): Account['role'] =>
  rolesKept(c.var.viewer).find((kept) => kept === role) ?? 'member';

type Typed = Record<string, string | undefined>;

const stateOf = ({ disabled, active }: Account) => (disabled ? 'disabled' : active ? 'active' : 'invited');

const colours = { active: 'green', invited: 'azure', disabled: 'secondary' } as const;

const State = ({ account, language }: { account: Account; language: Language }) => {
  const state = stateOf(account);
  return <Mark colour={colours[state]}>{say(language, `people.state-${state}`)}</Mark>;
};

const organisationName = (account: Account, language: Language): string =>
  readWords(account.organisationName as Words | null, language)?.text ?? '';

const roleChoices = (c: Request) =>
  rolesKept(c.var.viewer).map((role) => [role, say(c.var.language, `role.${role}`)] as const);

async function peoplePage(c: Request, typed: Typed = {}, problems: Problems = noProblems): Promise<Response> {
  const { language, context } = c.var;
  const asked = c.req.query('q') ?? '';
  const people = await accountsKept(context, callerOf(c), asked);
  const at = `/${language}/admin/people`;
  return adminPage(
    c,
    '/people',
    say(language, 'admin.people'),
    <div class="row row-cards">
      <div class="col-lg-8">
        <div class="card">
          <div class="card-body">
            <form class="d-flex gap-2" action={at}>
              <input
                class="form-control"
                type="search"
                name="q"
                value={asked}
                aria-label={say(language, 'people.search')}
                placeholder={say(language, 'people.search')}
              />
              <button type="submit" class="btn">
                {say(language, 'people.show')}
              </button>
            </form>
          </div>
          {people.length === 0 ? (
            <p class="card-body text-secondary mb-0">{say(language, 'people.none')}</p>
          ) : (
            <div class="table-responsive">
              <table class="table card-table table-vcenter">
                <thead>
                  <tr>
                    <th scope="col">{say(language, 'account.name')}</th>
                    <th scope="col">{say(language, 'account.role')}</th>
                    <th scope="col">{say(language, 'account.organisation')}</th>
                    <th scope="col">{say(language, 'people.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {people.map((account) => (
                    <tr>
                      <td>
                        <a href={`${at}/${account.id}`}>{account.name}</a>
                        <div class="text-secondary">{account.email}</div>
                      </td>
                      <td>{say(language, `role.${account.role}`)}</td>
                      <td>{organisationName(account, language)}</td>
                      <td>
                        <State account={account} language={language} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      </div>
      <div class="col-lg-4">
        <form class="card" method="post" action={at}>
          <div class="card-header">
            <h2 class="card-title">{say(language, 'people.invite')}</h2>
          </div>
          <div class="card-body">
            {problems.has('') ? <Alert>{problems.get('')}</Alert> : null}
            <Field
              name="name"
              label={say(language, 'account.name')}
              value={typed['name']}
              autocomplete="off"
              problems={problems}
              maxlength={200}
              required
            />
            <Field
              name="email"
              label={say(language, 'account.email')}
              type="email"
              value={typed['email']}
              autocomplete="off"
              problems={problems}
              required
            />
            <Choice
              name="role"
              label={say(language, 'account.role')}
              value={typed['role'] ?? 'member'}
              options={roleChoices(c)}
              problems={problems}
            />
            <Field
              name="organisation"
              label={say(language, 'account.organisation')}
              value={typed['organisation']}
              help={say(language, 'people.organisation-help')}
              problems={problems}
            />
            <Choice
              name="language"
              label={say(language, 'account.language')}
              value={typed['language'] ?? language}
              options={languages.map((tag) => [tag, ownNames[tag]])}
            />
          </div>
          <div class="card-footer">
            <button type="submit" class="btn btn-primary">
              {say(language, 'people.invite-submit')}
            </button>
          </div>
        </form>
      </div>
    </div>,
    problems.size > 0 ? 400 : 200,
  );
}

async function personPage(
  c: Request,
  id: string,
  typed: Typed = {},
  problems: Problems = noProblems,
): Promise<Response> {
  const { language, context } = c.var;
  const account = await accountKept(context, callerOf(c), id);
  const at = `/${language}/admin/people/${account.id}`;
  const state = stateOf(account);
  return adminPage(
    c,
    '/people',
    account.name,
    <div class="row row-cards">
      <div class="col-lg-6">
        <form class="card" method="post" action={at}>
          <div class="card-header">
            <h2 class="card-title">{say(language, 'people.change')}</h2>
            <div class="card-actions">
              <State account={account} language={language} />
            </div>
          </div>
          <div class="card-body">
            {problems.has('') ? <Alert>{problems.get('')}</Alert> : null}
            <dl>
              <dt>{say(language, 'account.email')}</dt>
              <dd>{account.email}</dd>
              <dt>{say(language, 'account.session-started')}</dt>
              <dd>{instantText(language, account.createdAt, context.park.timezone)}</dd>
            </dl>
            <Choice
              name="role"
              label={say(language, 'account.role')}
              value={typed['role'] ?? account.role}
              options={roleChoices(c)}
              problems={problems}
            />
            <Field
              name="organisation"
              label={say(language, 'account.organisation')}
              value={
                typed['organisation'] ??
                (account.organisation ? `/${language}/organisations/${account.organisation}` : '')
              }
              help={
                account.organisation ? (
                  <a href={`/${language}/organisations/${account.organisation}`}>
                    {organisationName(account, language)}
                  </a>
                ) : (
                  say(language, 'people.organisation-help')
                )
              }
              problems={problems}
            />
          </div>
          <div class="card-footer">
            <button type="submit" class="btn btn-primary">
              {say(language, 'account.save')}
            </button>
          </div>
        </form>
      </div>
      <div class="col-lg-6">
        {state === 'invited' ? (
          <Step
            action={`${at}/invitation`}
            label={say(language, 'people.invite-again')}
            words={say(language, 'people.invite-again-words')}
          />
        ) : null}
        <Step
          action={`${at}/sessions`}
          label={say(language, 'people.revoke')}
          words={say(language, 'people.revoke-words', { count: account.sessions })}
        />
        {state === 'disabled' ? (
          <Step
            action={`${at}/enable`}
            label={say(language, 'people.enable')}
            words={say(language, 'people.enable-words')}
          />
        ) : (
          <Step
            action={`${at}/disable`}
            label={say(language, 'people.disable')}
            words={say(language, 'people.disable-words')}
            danger
          />
        )}
      </div>
    </div>,
    problems.size > 0 ? 400 : 200,
  );
}

interface StepProps {
  action: string;
  label: string;
  words: string;
  danger?: boolean;
}

const Step = ({ action, label, words, danger }: StepProps) => (
  <form class="card mb-3" method="post" action={action}>
    <div class="card-body d-flex flex-wrap gap-3 align-items-center justify-content-between">
      <span class="text-secondary">{words}</span>
      <button type="submit" class={danger ? 'btn btn-danger' : 'btn'}>
        {label}
      </button>
    </div>
  </form>
);
