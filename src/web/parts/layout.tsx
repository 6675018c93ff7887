import type { Child } from 'hono/jsx';
import { isStaff } from '../../records/index.ts';
import { languages, ownNames, say } from '../../words/index.ts';
import { Head, type Surroundings } from './head.tsx';
import { icons } from './icons.tsx';

/** Kinds that everybody finds in the bar; the others stand in the menu of the staff. */
const forEverybody = ['opportunities', 'organisations'];

const Bar = ({ language, viewer, kinds, park, rest, asked, theme }: Surroundings) => {
  const at = `/${language}`;
  const here = (path: string) =>
    rest === path || rest.startsWith(`${path}/`) || rest.startsWith(`${path}?`) ? 'page' : undefined;
  const Item = ({ to, children }: { to: string; children: Child }) => (
    <li class={here(to) ? 'nav-item active' : 'nav-item'}>
      <a class="nav-link" href={`${at}${to}`} aria-current={here(to)}>
        {children}
      </a>
    </li>
  );
  const staff = isStaff(viewer);
  return (
    <header class="navbar navbar-expand-lg d-print-none site-bar">
      <div class="container-xl">
        <a class="navbar-brand" href={at}>
          {icons.mark}
          <span>{park}</span>
        </a>
        <div class="bar-tools">
          <form class="theme-form" method="post" action="/theme">
            <input type="hidden" name="back" value={`${at}${rest}`} />
            <button
              type="submit"
              class="nav-link px-2"
              name="theme"
              value={theme === 'dark' ? 'light' : 'dark'}
              title={say(language, theme === 'dark' ? 'theme.light' : 'theme.dark')}
              aria-label={`${say(language, 'theme.label')}: ${say(language, theme === 'dark' ? 'theme.light' : 'theme.dark')}`}
            >
              <span class="when-light">{icons.moon}</span>
              <span class="when-dark">{icons.sun}</span>
            </button>
          </form>
          <nav aria-label={say(language, 'nav.language')} class="languages">
            {languages
              .filter((other) => other !== language)
              .map((other) => (
                <a
                  class="nav-link px-2"
                  href={`/${other}${rest}`}
                  lang={other}
                  hreflang={other}
                  rel="alternate"
                >
                  {icons.globe}
                  {ownNames[other]}
                </a>
              ))}
          </nav>
          <User language={language} viewer={viewer} rest={rest} />
        </div>
        <details class="bar-menu" data-menu>
          <summary class="nav-link" aria-label={say(language, 'nav.menu')}>
            {icons.menu}
          </summary>
        </details>
        <nav class="bar-nav" aria-label={say(language, 'nav.label')}>
          <ul class="navbar-nav">
            <Item to="/opportunities">{say(language, 'nav.offers')}</Item>
            <Item to="/organisations">{say(language, 'nav.organisations')}</Item>
            {viewer.role === 'visitor' ? null : <Item to="/desk">{say(language, 'nav.desk')}</Item>}
            {staff ? <Item to="/imports">{say(language, 'nav.imports')}</Item> : null}
            {staff ? (
              <li class="nav-item">
                <details class="dropdown" data-menu>
                  <summary class="nav-link dropdown-toggle">{say(language, 'nav.records')}</summary>
                  <ul class="dropdown-menu show">
                    {Object.values(kinds)
                      .filter(({ plural }) => !forEverybody.includes(plural))
                      .map(({ plural, label }) => (
                        <li>
                          <a class="dropdown-item" href={`${at}/${plural}`} aria-current={here(`/${plural}`)}>
                            {label.many[language]}
                          </a>
                        </li>
                      ))}
                  </ul>
                </details>
              </li>
            ) : null}
            {viewer.role === 'administrator' ? <Item to="/admin">{say(language, 'nav.admin')}</Item> : null}
            {viewer.role === 'broker' ? (
              <Item to="/admin/people">{say(language, 'admin.people')}</Item>
            ) : null}
          </ul>
          <search class="bar-search">
            <form action={`${at}/search`}>
              <input
                class="form-control"
                type="search"
                name="q"
                value={asked}
                placeholder={say(language, 'nav.search')}
                aria-label={say(language, 'nav.search')}
              />
            </form>
          </search>
        </nav>
      </div>
    </header>
  );
};

const User = ({ language, viewer, rest }: Pick<Surroundings, 'language' | 'viewer' | 'rest'>) => {
  const at = `/${language}`;
  if (viewer.role === 'visitor')
    return (
      <a
        class="nav-link px-2"
        href={`${at}/sign-in?next=${encodeURIComponent(`${at}${rest}`)}`}
        rel="nofollow"
      >
        {icons.user}
        <span class="label">{say(language, 'nav.sign-in')}</span>
      </a>
    );
  return (
    <details class="dropdown" data-menu>
      <summary class="nav-link px-2 dropdown-toggle">
        {icons.user}
        <span class="label">{viewer.name ?? say(language, 'nav.account')}</span>
      </summary>
      <div class="dropdown-menu dropdown-menu-end show">
        {viewer.role === 'system' ? null : (
          <div class="dropdown-header">{say(language, `role.${viewer.role}`)}</div>
        )}
        <a class="dropdown-item" href={`${at}/account`}>
          {say(language, 'nav.account')}
        </a>
        <form method="post" action={`${at}/sign-out`}>
          <button type="submit" class="dropdown-item">
            {say(language, 'nav.sign-out')}
          </button>
        </form>
      </div>
    </details>
  );
};

const Foot = ({ language, park }: Surroundings) => (
  <footer class="footer footer-transparent d-print-none">
    <div class="container-xl site-foot">
      <ul class="list-inline mb-0">
        <li class="list-inline-item">© {park}</li>
        {(['imprint', 'privacy', 'terms'] as const).map((name) => (
          <li class="list-inline-item">
            <a href={`/${language}/${name}`}>{say(language, `footer.${name}`)}</a>
          </li>
        ))}
        <li class="list-inline-item">
          <a href="/api/docs" data-turbo="false">
            {say(language, 'nav.api')}
          </a>
        </li>
      </ul>
      <div>{say(language, 'footer.software')}</div>
    </div>
  </footer>
);

/** The whole document around a page's content. */
export const Layout = (page: Surroundings) => (
  <html lang={page.language} data-bs-theme={page.theme === 'auto' ? undefined : page.theme}>
    <Head {...page} />
    <body>
      <a class="skip" href="#content">
        {say(page.language, 'skip-to-content')}
      </a>
      <div class="page">
        <Bar {...page} />
        <div class="page-wrapper">
          <main class="page-body" id="content" tabindex={-1}>
            <div class="container-xl">
              {page.flash ? (
                <div class="alert alert-success d-print-none" role="status" data-turbo-temporary>
                  {say(page.language, page.flash)}
                </div>
              ) : null}
              {page.children}
            </div>
          </main>
          <Foot {...page} />
        </div>
      </div>
    </body>
  </html>
);
