import type { Child } from 'hono/jsx';
import type { Caller } from '../../actions/index.ts';
import { type Key, say } from '../../words/index.ts';
import { page, type Request } from '../page.tsx';

export const callerOf = (c: Request): Caller => ({ viewer: c.var.viewer, door: 'page' });

const sections = [
  ['', 'admin.overview'],
  ['/people', 'admin.people'],
  ['/mail', 'admin.mail'],
  ['/settings', 'admin.settings'],
  ['/audit', 'admin.audit'],
] as const satisfies readonly (readonly [path: string, label: Key])[];

type Section = (typeof sections)[number][0];

/** A page of the administration, with the way to the others; brokers keep the members' accounts alone. */
export function adminPage(
  c: Request,
  section: Section,
  title: string,
  children: Child,
  status = 200,
): Response {
  const { language, viewer } = c.var;
  const open = sections.filter(([path]) => viewer.role === 'administrator' || path === '/people');
  return page(
    c,
    { title, unlisted: true },
    <>
      <h1 class="mb-3">{title}</h1>
      {open.length > 1 ? (
        <nav aria-label={say(language, 'admin.sections')} class="mb-3">
          <ul class="nav nav-tabs">
            {open.map(([path, label]) => (
              <li class="nav-item">
                <a
                  class={path === section ? 'nav-link active' : 'nav-link text-body'}
                  href={`/${language}/admin${path}`}
                  aria-current={path === section ? 'page' : undefined}
                >
                  {say(language, label)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {children}
    </>,
    status,
  );
}

/** A state in words, with a dot of its colour. */
export const Mark = ({ colour, children }: { colour: string; children: Child }) => (
  <span class="text-nowrap">
    <span class={`status-dot status-${colour} me-2`} aria-hidden="true" />
    {children}
  </span>
);
