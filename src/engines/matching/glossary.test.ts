import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simplify } from './chinese.ts';
import { createIndex, languages } from './index.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'data/glossary');
const shared = join(root, '../shared/data');

interface Row {
  place: string;
  ipc: string[];
  cells: Record<string, string[]>;
  definition: string;
  need: string;
  offer: string;
}

function read(path: string, headerOf: (name: string) => string): Row[] {
  return readdirSync(path)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => {
      const [head, ...lines] = readFileSync(join(path, name), 'utf8').split('\n');
      const header = headerOf(name);
      if (head !== header) throw new Error(`${name}: the header is ${JSON.stringify(head)}`);
      return lines
        .map((line, i) => ({ line, place: `${name}:${i + 2}` }))
        .filter(({ line }) => line !== '')
        .map(({ line, place }) => {
          const columns = header.split('\t');
          const parts = line.split('\t');
          if (parts.length !== columns.length) throw new Error(`${place}: ${parts.length} columns`);
          const cell = (name: string): string => parts[columns.indexOf(name)] ?? '';
          const written = languages.filter((language) => columns.includes(language));
          return {
            place,
            ipc: cell('ipc').split(' ').filter(Boolean),
            cells: Object.fromEntries(written.map((language) => [language, cell(language).split('|')])),
            definition: cell('definition'),
            need: cell('need'),
            offer: cell('offer'),
          };
        });
    });
}

const tail = 'en\tzh\tde\tit\tko\tfr\tes';
const fields = read(folder, () => `ipc\t${tail}\tdefinition\tneed\toffer`);
const core = read(join(folder, 'core'), () => tail);
const words = read(join(folder, 'words'), (name) => `${name.slice(0, 2)}\ten`);
const translated = [...fields, ...core];
const all = [...translated, ...words];

const places = (rows: Row[], wrong: (row: Row) => boolean): string[] =>
  rows.filter(wrong).map(({ place }) => place);
const variants = ({ cells }: Row): string[] => Object.values(cells).flat();

describe('the glossary', () => {
  it('has the terms of the fields and the general words that were promised', () => {
    expect(fields.length).toBeGreaterThanOrEqual(2_500);
    expect(core.length).toBeGreaterThanOrEqual(4_000);
    const counts = new Map<string, number>();
    for (const { place } of words) counts.set(place.slice(0, 2), (counts.get(place.slice(0, 2)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count < 2_000)).toEqual([]);
    expect([...counts.keys()]).toEqual(['de', 'es', 'fr', 'it', 'ko', 'zh']);
  });

  it('says of every term what it is, who asks for it and how it is offered, in plain words', () => {
    const plain = /^[A-Z0-9][\x20-\x7e]*[.?]$/;
    const odd = (text: string): boolean => {
      const count = text.split(' ').length;
      return !plain.test(text) || text.includes('"') || count < 14 || count > 46;
    };
    expect(places(fields, ({ definition, need, offer }) => [definition, need, offer].some(odd))).toEqual([]);
    const seen = new Set<string>();
    expect(
      places(fields, ({ definition, need, offer }) =>
        [definition, need, offer].some((text) => seen.size === seen.add(text).size),
      ),
    ).toEqual([]);
  });

  it('leaves no cell empty, without blanks about a variant', () => {
    expect(places(all, (row) => variants(row).some((text) => text === '' || text !== text.trim()))).toEqual(
      [],
    );
  });

  it('is written in composed Unicode without controls', () => {
    const odd = /[\p{Cc}\u00a0\u200b-\u200f\ufeff]|\s{2}/u;
    expect(
      places(all, (row) => variants(row).some((text) => odd.test(text) || text !== text.normalize('NFC'))),
    ).toEqual([]);
  });

  it('repeats no variant within a cell', () => {
    expect(
      places(all, ({ cells }) => Object.values(cells).some((list) => new Set(list).size < list.length)),
    ).toEqual([]);
  });

  it('has each concept once in a field', () => {
    const first = new Map<string, string>();
    const again = fields.flatMap(({ cells, place }) => {
      const name = `${place.split(':')[0]} ${cells['en']![0]!.toLowerCase()}`;
      const before = first.get(name);
      first.set(name, before ?? place);
      return before ? [`${before}, ${place}: ${name}`] : [];
    });
    expect(again).toEqual([]);
  });

  it('has each concept in one field: the same English term elsewhere means something else', () => {
    const rows = new Map<string, Row[]>();
    for (const row of fields) {
      const name = row.cells['en']![0]!.toLowerCase();
      rows.set(name, [...(rows.get(name) ?? []), row]);
    }
    const twice = [...rows.values()].flatMap((same) =>
      same.flatMap((one, nr) =>
        same
          .slice(nr + 1)
          .flatMap((other) =>
            one.cells['zh']!.some((text) => other.cells['zh']!.includes(text))
              ? [`${one.place}, ${other.place}`]
              : [],
          ),
      ),
    );
    expect(twice).toEqual([]);
  });

  it('writes each language in its script: names and formulae in Latin letters may stand anywhere', () => {
    const cjk = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
    const latin = ['en', 'de', 'it', 'fr', 'es'];
    expect(
      places(all, ({ cells }) => latin.some((language) => cells[language]?.some((text) => cjk.test(text)))),
    ).toEqual([]);
    expect(
      places(all, ({ cells }) => !!cells['zh']?.some((text) => /\p{Script=Hangul}/u.test(text))),
    ).toEqual([]);
    expect(places(all, ({ cells }) => !!cells['ko']?.some((text) => /\p{Script=Han}/u.test(text)))).toEqual(
      [],
    );
    expect(
      places(
        translated,
        ({ cells }) => !cells['zh']!.some((text) => /\p{Script=Han}|^[\p{Lu}\p{N}]/u.test(text)),
      ),
    ).toEqual([]);
    expect(
      places(
        translated,
        ({ cells }) => !cells['ko']!.some((text) => /\p{Script=Hangul}|^[\p{Lu}\p{N}]/u.test(text)),
      ),
    ).toEqual([]);
  });

  it('writes Chinese in simplified characters', () => {
    expect(places(all, ({ cells }) => !!cells['zh']?.some((text) => simplify(text) !== text))).toEqual([]);
  });

  it('names IPC places by class, subclass or main group', () => {
    const symbol = /^[A-H]\d\d([A-Z](\d{1,4}(\/\d{2,6})?)?)?$/;
    expect(places(fields, ({ ipc }) => !ipc.every((one) => symbol.test(one)))).toEqual([]);
  });
});

interface Code {
  symbol: string;
  text: string;
  children?: Code[];
}
interface Subclass {
  symbol: string;
  text: string;
}

/** Subclasses (H01M) with their own words and those of their main groups. */
function subclasses(code: Code): Subclass[] {
  if (/^[A-H]\d\d[A-Z]$/.test(code.symbol)) {
    const groups = (code.children ?? []).map(({ text }) => text);
    return [{ symbol: code.symbol, text: `${code.text}. ${groups.join('. ')}` }];
  }
  return (code.children ?? []).flatMap(subclasses);
}

describe.skipIf(
  !existsSync(join(shared, 'codes/ipc')) || !existsSync(join(shared, 'exchange/university-offers')),
)('coverage of what parks deal in (skipped where the shared data are missing)', () => {
  it('has terms for each IPC subclass that more than 20 real offers are nearest to', {
    timeout: 60_000,
  }, () => {
    const index = createIndex();
    const sections = readdirSync(join(shared, 'codes/ipc'));
    for (const name of sections) {
      const section = JSON.parse(readFileSync(join(shared, 'codes/ipc', name), 'utf8')) as Code | Code[];
      for (const { symbol, text } of [section].flat().flatMap(subclasses))
        index.add(symbol, [{ text, language: 'en' }]);
    }
    const counts = new Map<string, number>();
    const offers = join(shared, 'exchange/university-offers');
    for (const name of readdirSync(offers)) {
      const rows = JSON.parse(readFileSync(join(offers, name), 'utf8')) as Record<string, string | null>[];
      for (const row of rows) {
        const text = `${row['ip_name'] ?? ''}. ${(row['ip_description'] ?? '').slice(0, 600)}`;
        const [nearest, second] = index.search({ text, language: 'en' }, { top: 2 });
        // An offer as near to another subclass, or near to it by a general word only, says nothing.
        const least = Math.max(0.06, 1.05 * (second?.score ?? 0));
        if (nearest && nearest.score > least) counts.set(nearest.id, (counts.get(nearest.id) ?? 0) + 1);
      }
    }
    const covered = new Set(fields.flatMap(({ ipc }) => ipc.map((one) => one.slice(0, 4))));
    const classes = new Set(fields.flatMap(({ ipc }) => ipc.filter((one) => one.length === 3)));
    const frequent = [...counts].filter(([, count]) => count > 20);
    expect(frequent.length).toBeGreaterThan(15);
    const missing = frequent.filter(([symbol]) => !covered.has(symbol) && !classes.has(symbol.slice(0, 3)));
    expect(missing.map(([symbol, count]) => `${symbol} (${count} offers)`)).toEqual([]);
  });
});
