import { raw } from 'hono/html';

/** Our own mark: three basalt columns of a causeway, seen from above. */
export const markPaths =
  '<path d="M12 2.2 16 4.5v4.6l-4 2.3-4-2.3V4.5z"/><path d="M7.4 11.2l4 2.3v4.6l-4 2.3-4-2.3v-4.6z" opacity=".75"/><path d="M16.6 11.2l4 2.3v4.6l-4 2.3-4-2.3v-4.6z" opacity=".5"/>';

const drawn = (paths: string) =>
  raw(
    `<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`,
  );

export const icons = {
  mark: raw(
    `<svg class="site-mark" width="28" height="28" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">${markPaths}</svg>`,
  ),
  search: drawn('<circle cx="10.5" cy="10.5" r="6.5"/><path d="m20 20-4.8-4.8"/>'),
  menu: drawn('<path d="M4 7h16M4 12h16M4 17h16"/>'),
  sun: drawn(
    '<circle cx="12" cy="12" r="4"/><path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1"/>',
  ),
  moon: drawn('<path d="M20 13.6A8 8 0 1 1 10.4 4a6.4 6.4 0 0 0 9.6 9.6z"/>'),
  globe: drawn(
    '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.8 2.6 4 5.6 4 9s-1.2 6.4-4 9c-2.8-2.6-4-5.6-4-9s1.2-6.4 4-9z"/>',
  ),
  user: drawn('<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>'),
  plus: drawn('<path d="M12 5v14M5 12h14"/>'),
  edit: drawn('<path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4"/>'),
  trash: drawn('<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"/>'),
  down: drawn('<path d="m6 9 6 6 6-6"/>'),
  up: drawn('<path d="m6 15 6-6 6 6"/>'),
  right: drawn('<path d="m9 6 6 6-6 6"/>'),
  filter: drawn('<path d="M4 5h16l-6 7.5V19l-4 2v-8.5z"/>'),
  download: drawn('<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>'),
  cross: drawn('<path d="M6 6l12 12M18 6 6 18"/>'),
  check: drawn('<path d="m5 12.5 4.5 4.5L19 7.5"/>'),
  clock: drawn('<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>'),
  mail: drawn('<path d="M4 6h16v12H4zM4 7l8 6 8-6"/>'),
  print: drawn('<path d="M7 8V4h10v4M7 17H4v-7.5h16V17h-3M7 14h10v6H7z"/>'),
  building: drawn('<path d="M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3"/>'),
  bulb: drawn('<path d="M9 17.5h6M10 21h4M8 14.5a6 6 0 1 1 8 0c-.8.8-1 1.5-1 3H9c0-1.5-.2-2.2-1-3z"/>'),
  link: drawn(
    '<path d="M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12.5 6M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1-1"/>',
  ),
} as const;
