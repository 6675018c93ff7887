import '@hotwired/turbo';
import '@tabler/core/dist/css/tabler.min.css';
import './progress.ts';
import './styles/site.css';
import './styles/lists.css';
import './styles/badges.css';
import './styles/record.css';
import './styles/history.css';
import './styles/forms.css';
import './styles/home.css';
import './styles/texts.css';
import './styles/print.css';

// Menus are <details>: a click elsewhere or Escape closes them.
const closeMenus = (except?: Element | null) => {
  for (const menu of document.querySelectorAll('details[data-menu][open]'))
    if (!except || !menu.contains(except)) menu.removeAttribute('open');
};
document.addEventListener('click', (event) => closeMenus(event.target as Element));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeMenus();
});

// Light or dark at once; the cookie tells the server for the next page.
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.matches('.theme-form')) return;
  event.preventDefault();
  const page = document.documentElement;
  const now =
    page.dataset['bsTheme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const theme = now === 'dark' ? 'light' : 'dark';
  page.dataset['bsTheme'] = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
});

// Enter in a box that finds records presses its own button, not the form's.
document.addEventListener('keydown', (event) => {
  const field = event.target as HTMLInputElement;
  const name = event.key === 'Enter' ? field.dataset?.['find'] : undefined;
  if (!name) return;
  event.preventDefault();
  field.form?.querySelector<HTMLButtonElement>(`button[name="_find"][value="${name}"]`)?.click();
});

// After a form came back, what is wrong with it is read first.
document.addEventListener('turbo:render', () => {
  const first = document.querySelector<HTMLElement>('#problems, .conflict');
  first?.focus();
  first?.scrollIntoView({ block: 'start' });
});
