import type { Hono } from 'hono';
import { raw } from 'hono/html';
import { parkTexts } from '../../actions/index.ts';
import { sayIn } from '../../words/index.ts';
import { legal } from '../../words/legal.ts';
import { type PageEnv, page } from '../page.tsx';
import { escaped, paragraphsHtml } from '../parts/values.ts';

/** Imprint, privacy and terms: the park's own words, else our drafts. */
export function legalRoutes(app: Hono<PageEnv>): void {
  for (const name of ['imprint', 'privacy', 'terms'] as const) {
    app.get(`/:lang{(?:en|zh)}/${name}`, async (c) => {
      const { context, language } = c.var;
      const own = (await parkTexts(context))[name];
      // A text in the other language says more than a draft.
      const text = own?.[language]?.trim() || Object.values(own ?? {}).find((words) => words?.trim());
      const title = sayIn(language)(`footer.${name}`);
      return page(
        c,
        { title, unlisted: !text },
        <article class="legal">
          <h1>{title}</h1>
          {raw(headedHtml(text ?? legal[name][language]))}
        </article>,
      );
    });
  }
}

const headedHtml = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .split(/^## +(.+)$/m)
    .map((part, index) => (index % 2 ? `<h2>${escaped(part)}</h2>` : paragraphsHtml(part)))
    .join('');
