/** The pairs of a question in an address. */
export type Pairs = (readonly [string, string])[];

/** The question as it stands in an address, unread. */
export function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

export const pairsOf = (search: string): Pairs => [...new URLSearchParams(search)];

/** Encoded as little as needed: brackets, colons and commas of the grammar stay readable. */
const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(5B|5D|3A|2C|2F)/g, (code) => decodeURIComponent(code))
    .replaceAll('%20', '+');

export const searchText = (pairs: Pairs): string =>
  pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');

export const addressOf = (path: string, pairs: Pairs): string =>
  pairs.length > 0 ? `${path}?${searchText(pairs)}` : path;

/** The pairs without those named. */
export const without = (pairs: Pairs, ...keys: string[]): Pairs =>
  pairs.filter(([key]) => !keys.includes(key));
