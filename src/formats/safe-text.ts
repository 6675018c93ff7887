/**
 * Markdown and HTML, of whatever mixture, as plain text that still reads well: paragraphs, lists and line breaks stay,
 * marks, tags and scripts go. The result is text and must be shown as text; that it holds no tag is for those who
 * read it, not a licence to print it unescaped.
 *
 * It is a fixed point: a text that has been through this is not changed again. One pass usually gets there. A text
 * built so that every pass uncovers new marks loses, after a few passes, everything that could be one.
 * Every step is linear: each expression runs over a stretch of text at most once.
 */
import sanitizeHtml from 'sanitize-html';

const PASSES = 5;

export function safeText(text: string): string {
  let current = text;
  for (let pass = 0; pass < PASSES; pass++) {
    const next = onePass(current);
    if (next === current) return next;
    current = next;
  }
  return tidy(current.replace(/[^\p{L}\p{M}\p{N}.,:!?()'"%/\s]/gu, ' '));
}

const onePass = (text: string): string => tidy(withoutMarkdown(withoutTags(withoutEntities(clean(text)))));

/** Bytes 80 to 9F of Windows-1252, which reach us as control characters where a file was read as Latin-1. */
const WINDOWS = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/** Line breaks of one kind; no control characters, no invisible ones, none that turn the direction of writing. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/[\u0080-\u009F]/g, (c) => WINDOWS[c.charCodeAt(0) - 0x80] as string)
    .replace(/[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(
      /(?!\n)[\p{Cc}\u00AD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\u200E\u200F\uFFF9-\uFFFB]/gu,
      '',
    );

const named = new Map<string, string>();

/** Entities, also those encoded more than once (`&amp;amp;nbsp;`). */
const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:amp;)*(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/g,
    (whole, name: string) => {
      const known = named.get(name);
      if (known !== undefined) return known;
      // The library writes out every entity but these four, which it escapes again.
      const decoded = sanitizeHtml(`&${name};`, { allowedTags: [] })
        .replace('&lt;', '<')
        .replace('&gt;', '>')
        .replace('&quot;', '"')
        .replace('&amp;', '&');
      const result = decoded === `&${name};` ? whole : clean(decoded);
      if (named.size < 3_000 && result !== whole) named.set(name, result);
      return result;
    },
  );

const BLOCK = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html main nav ol p pre section table tbody tfoot thead ul unorderedlist orderedlist'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'abbr acronym audio b base basefont bdi bdo big button canvas caption cite code col colgroup data datalist del dfn embed em font frame frameset head i iframe img input ins kbd label legend link map mark marquee math meta meter noscript object option optgroup output param picture progress q rp rt ruby s samp script select slot small source span strike strong style sub summary sup svg template textarea time title track tt u var video wbr xml'.split(
    ' ',
  ),
);
const LINE = new Set(['br', 'tr', 'td', 'th', 'li', 'listitem', 'a']);

/** `<` and what follows is a tag only where it looks like one, so that `a <b and c> d` and `x < 5` stay. */
function isTag(name: string, rest: string): boolean {
  const known = BLOCK.has(name) || INLINE.has(name) || LINE.has(name);
  if (/^\s*\/?$/.test(rest)) return known || /[:-]/.test(name);
  return /[\w:-]\s*=/.test(rest) || (known && name.length > 1 && /^[\s/]/.test(rest));
}

const SCRIPT = /<(script|style|template|iframe|object)\b[^<>]*>/gi;

/** Scripts and styles with their content. Each closing tag is looked for once: where one is missing, none follows. */
function withoutScripts(text: string): string {
  let result = '';
  let at = 0;
  const missing = new Set<string>();
  for (const match of text.matchAll(SCRIPT)) {
    const name = (match[1] as string).toLowerCase();
    if (match.index < at || missing.has(name)) continue;
    const closing = new RegExp(`</${name}\\b[^<>]*>`, 'gi');
    closing.lastIndex = match.index;
    const end = closing.exec(text);
    if (!end) {
      missing.add(name);
      continue;
    }
    result += `${text.slice(at, match.index)} `;
    at = end.index + end[0].length;
  }
  return result + text.slice(at);
}

function withoutComments(text: string): string {
  let result = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return result + text.slice(at);
    result += text.slice(at, start);
    at = end + 3;
  }
}

/** Where a list item begins, until the space around it is gone; `clean` lets no such character in. */
const ITEM = '\u0001';

function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  const targets: string[] = [];
  const [before, ...items] = withoutScripts(withoutComments(text))
    .replace(/<(?:![^<>]{0,2000}|\?[^<>]{0,2000})>/g, '')
    .replace(/<(\/?)([a-zA-Z][\w:-]*)([^<>]*)>/g, (whole, slash: string, written: string, rest: string) => {
      const name = written.toLowerCase();
      if (!isTag(name, rest)) return whole;
      if (name === 'a') {
        if (slash === '') targets.push(/\shref\s*=\s*["']?(https?:\/\/[^\s"'<>]+)/i.exec(rest)?.[1] ?? '');
        else {
          const target = targets.pop();
          if (target) return ` (${target})`;
        }
        return '';
      }
      if (name === 'li' || name === 'listitem') return slash === '' ? ITEM : '';
      if (name === 'br' || name === 'tr') return '\n';
      if (name === 'td' || name === 'th') return ' ';
      if (name === 'sup') return slash === '' ? '^' : '';
      return BLOCK.has(name) ? '\n\n' : '';
    })
    .split(ITEM);
  return items.length === 0
    ? (before as string)
    : [before, ...items].map((part) => (part as string).trim()).join('\n- ');
}

const withoutMarkdown = (text: string): string =>
  text
    .replace(/^ {0,3}#{1,6} +(.*)$/gm, (_, heading: string) => `\n${heading.replace(/(?: #+)? *$/, '')}\n`)
    .replace(/^ *(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,}|={3,}|`{3,}\w*|~{3,}\w*)$/gm, '')
    .replace(/^ *[*•●·▪‣◦○■–] +/gm, '- ')
    .replace(/!\[([^[\]\n]*)\]\([^()\s]*\)/g, '$1')
    .replace(/\[([^[\]\n]+)\]\(<?(https?:\/\/(?:[^()\s<>]|\([^()\s<>]*\))*)>?(?: "[^"\n]*")?\)/g, linkText)
    .replace(/(?<!\*)(\*{2,3})(?=[^\s*])([^*\n]+)(?<=\S)\1(?!\*)/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])/g, '$1')
    .replace(/(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]+)(?<=[^\s_])\1(?![\w_])/g, '$2')
    .replace(/(?<!`)`([^`\n]+)`(?!`)/g, '$1');

/** The words with the address, once where both are the same. */
const linkText = (_: string, words: string, address: string): string =>
  words.replace(/[*_`]/g, '') === address ? address : `${words} (${address})`;

/** One space between words, none at line ends, one empty line between paragraphs, none within a list. */
function tidy(text: string): string {
  // Each expression meets only what it changes: most texts are tidy already.
  const spaced = text.replace(/[^\S\n]{2,}|[^\S\n ]/g, ' ').replace(/ \n ?|\n /g, '\n');
  const listed = spaced.includes('-\n') ? spaced.replace(/^- ?\n+(?=- )/gm, '') : spaced;
  return listed.replace(/\n{3,}/g, '\n\n').trim();
}
