import type { Child } from 'hono/jsx';
import type { Kinds, Viewer } from '../../records/index.ts';
import { type Key, type Language, languages } from '../../words/index.ts';
/** What stands around the content of a page. */
export interface Surroundings {
  title: string;
  description?: string;
  language: Language;
  viewer: Viewer;
  kinds: Kinds;
  /** The park's own name. */
  park: string;
  /** Path and question without the language: `/opportunities?country=DE`. */
  rest: string;
  /** The question alone as typed, for the search box of the bar. */
  asked?: string;
  /** Address of the site from outside, for canonical and alternate links. */
  site: string;
  /** Kept out of search engines: forms, errors, what belongs to somebody. */
  unlisted?: boolean;
  image?: string;
  theme: 'auto' | 'light' | 'dark';
  assets: { scripts: string[]; styles: string[] };
  flash?: Key;
  /** The page in other forms. */
  alternates?: { type: string; href: string; title: string }[];
  children?: Child;
}

/** What browsers, search engines and cards elsewhere are told of a page. */
export const Head = (page: Surroundings) => {
  const { title, park, site, language, rest, theme, assets } = page;
  const path = rest.replace(/\?.*$/, '');
  const full = title === park ? title : `${title} · ${park}`;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{full}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
      {page.description ? <meta name="description" content={page.description} /> : null}
      {page.unlisted ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={`${site}/${language}${path}`} />
          {languages.map((other) => (
            <link rel="alternate" hreflang={other} href={`${site}/${other}${path}`} />
          ))}
          <link rel="alternate" hreflang="x-default" href={`${site}${path || '/'}`} />
          <meta property="og:title" content={title} />
          <meta property="og:type" content={path === '' ? 'website' : 'article'} />
          <meta property="og:url" content={`${site}/${language}${path}`} />
          <meta property="og:site_name" content={park} />
          <meta property="og:locale" content={language === 'zh' ? 'zh_CN' : 'en_GB'} />
          {page.description ? <meta property="og:description" content={page.description} /> : null}
          {page.image ? <meta property="og:image" content={`${site}${page.image}`} /> : null}
        </>
      )}
      {page.alternates?.map(({ type, href, title: name }) => (
        <link rel="alternate" type={type} href={href} title={name} />
      ))}
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      {assets.styles.map((href) => (
        <link rel="stylesheet" href={href} data-turbo-track="reload" />
      ))}
      {assets.scripts.map((src) => (
        <script type="module" src={src} data-turbo-track="reload" />
      ))}
    </head>
  );
};
