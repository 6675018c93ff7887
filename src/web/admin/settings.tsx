import type { Hono } from 'hono';
import { changeParkTexts, type ParkTexts, parkTexts } from '../../actions/index.ts';
import { type Language, languages, ownNames, say } from '../../words/index.ts';
import { textsOf } from '../account/fields.tsx';
import { flash, type PageEnv } from '../page.tsx';
import { adminPage, callerOf } from './frame.tsx';

const lines = ['name', 'claim'] as const;
const texts = ['imprint', 'privacy', 'terms'] as const;
const maxText = 100_000;

/** What the park says of itself, in every language of the interface. */
export function settingsRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/admin/settings', async (c) => {
    const { language } = c.var;
    const written = await parkTexts(c.var.context);
    const label = (name: (typeof lines | typeof texts)[number], tag: Language) =>
      say(language, 'settings.in', { what: say(language, `settings.${name}`), language: ownNames[tag] });
    return adminPage(
      c,
      '/settings',
      say(language, 'admin.settings'),
      <form class="card" method="post">
        <div class="card-body">
          <p class="text-secondary">{say(language, 'settings.help')}</p>
          {[...lines, ...texts].map((name) => (
            <div class="row">
              {languages.map((tag) => {
                const id = `${name}-${tag}`;
                const value = written[name]?.[tag] ?? '';
                return (
                  <div class="col-md-6 mb-3">
                    <label class="form-label" for={id}>
                      {label(name, tag)}
                    </label>
                    {(lines as readonly string[]).includes(name) ? (
                      <input
                        class="form-control"
                        id={id}
                        name={id}
                        value={value}
                        lang={tag}
                        maxlength={300}
                      />
                    ) : (
                      <textarea
                        class="form-control"
                        id={id}
                        name={id}
                        rows={12}
                        lang={tag}
                        maxlength={maxText}
                      >
                        {`\n${value}`}
                      </textarea>
                    )}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <div class="card-footer">
          <button type="submit" class="btn btn-primary">
            {say(language, 'account.save')}
          </button>
        </div>
      </form>,
    );
  });
  app.post('/:lang{(?:en|zh)}/admin/settings', async (c) => {
    const typed = await textsOf(c.req);
    const next: ParkTexts = {};
    for (const name of [...lines, ...texts]) {
      const given = languages
        .map((tag) => [
          tag,
          (typed[`${name}-${tag}`] ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').trim(),
        ])
        .filter(([, text]) => text !== '')
        .map(([tag, text]) => [tag, text!.slice(0, maxText)]);
      if (given.length > 0) next[name] = Object.fromEntries(given);
    }
    await changeParkTexts(c.var.context, callerOf(c), next);
    flash(c, 'flash.saved');
    return c.redirect(`/${c.var.language}/admin/settings`, 303);
  });
}
