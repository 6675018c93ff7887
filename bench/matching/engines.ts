import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, insert, search as oramaSearch } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import { Charset, Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import pg from 'pg';
import { createIndex, loadTables } from '../../src/engines/matching/index.ts';
import { currentTables } from '../../src/search/tables.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import type { Document, Question } from './sets.ts';

/** What a benchmark asks of an engine: add documents, then answer with the ids of the ten best. */
export interface Engine {
  add(documents: readonly Document[]): Promise<void> | void;
  find(query: Pick<Question, 'text' | 'language'>): Promise<string[]> | string[];
  close?(): Promise<void>;
}

const whole = ({ title, text }: Document): string => (title ? `${title}\n${text}` : text);

/** Words in small letters, and overlapping pairs of characters where a script does not part words. */
function bigrams(text: string): string[] {
  const found: string[] = [];
  for (const [run] of text
    .toLowerCase()
    .matchAll(/[\p{Script=Han}\p{Script=Hangul}]+|[\p{L}\p{M}\p{N}]+/gu)) {
    if (!/[\p{Script=Han}\p{Script=Hangul}]/u.test(run) || run.length < 3) found.push(run);
    else for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  }
  return found;
}

function causeway(tables: ReturnType<typeof loadTables> | undefined): Engine {
  const index = createIndex(tables);
  return {
    add(documents) {
      for (const { id, language, title, text } of documents)
        index.add(id, [...(title ? [{ text: title, language, weight: 2 }] : []), { text, language }]);
    },
    find: ({ text, language }) => index.search({ text, language }).map(({ id }) => id),
  };
}

/** PostgreSQL's full text with the dictionary of each language, any of the words, ranked by density and length. */
async function postgres(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'matching-bench-'));
  const server = await startEmbedded(folder, { careless: true });
  const pool = new pg.Pool({ connectionString: server.url, max: 1 });
  const dictionaries: Record<string, string> = {
    de: 'german',
    it: 'italian',
    fr: 'french',
    es: 'spanish',
    en: 'english',
  };
  const configuration = (language: string | undefined): string => dictionaries[language ?? 'en'] ?? 'simple';
  // It has no segmenter for Chinese and Korean: pairs of characters are the best that plain SQL can do.
  const prepared = (text: string): string => bigrams(text.replaceAll('\0', ' ')).join(' ');
  await pool.query('create table document (id text primary key, words tsvector)');
  return {
    async add(documents) {
      for (const one of documents)
        await pool.query('insert into document values ($1, to_tsvector($2::regconfig, $3))', [
          one.id,
          configuration(one.language),
          prepared(whole(one)).slice(0, 900_000),
        ]);
      await pool.query('create index on document using gin (words)');
      await pool.query('analyze document');
    },
    async find({ text, language }) {
      const { rows } = await pool.query<{ id: string }>(
        `with asked as (
           select to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) as query
           from unnest(to_tsvector($1::regconfig, $2) || to_tsvector('english', $2)))
         select id from document, asked where words @@ query
         order by ts_rank(words, query, 1) desc, id limit 10`,
        [configuration(language), prepared(text)],
      );
      return rows.map(({ id }) => id);
    },
    async close() {
      await pool.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const engines: Record<string, () => Promise<Engine> | Engine> = {
  causeway: async () => causeway(loadTables(await currentTables())),
  'causeway without tables': () => causeway(undefined),
  MiniSearch() {
    const index = new MiniSearch<Document>({
      fields: ['title', 'text'],
      tokenize: bigrams,
      searchOptions: {
        prefix: (term) => term.length > 3,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        boost: { title: 2 },
      },
    });
    return {
      add: (documents) => index.addAll(documents.map((one) => ({ ...one, title: one.title ?? '' }))),
      find: ({ text }) =>
        index
          .search(text)
          .slice(0, 10)
          .map(({ id }) => String(id)),
    };
  },
  Orama() {
    const index = create({
      schema: { title: 'string', text: 'string' } as const,
      components: { tokenizer: createTokenizer() },
    });
    return {
      async add(documents) {
        for (const { id, title = '', text } of documents) await insert(index, { id, title, text });
      },
      async find({ text }) {
        const { hits } = await oramaSearch(index, {
          term: text,
          limit: 10,
          threshold: 1,
          boost: { title: 2 },
        });
        return hits.map(({ id }) => id);
      },
    };
  },
  FlexSearch() {
    const index = new Index({ tokenize: 'forward', encoder: Charset.CJK, resolution: 9 });
    const latin = new Index({ tokenize: 'forward', encoder: Charset.LatinAdvanced, resolution: 9 });
    const cjk = /[\p{Script=Han}\p{Script=Hangul}]/u;
    return {
      add(documents) {
        for (const one of documents) (cjk.test(whole(one)) ? index : latin).add(one.id, whole(one));
      },
      find({ text }) {
        const found = [index, latin].flatMap(
          (one) => one.search(text, { limit: 10, suggest: true }) as (string | number)[],
        );
        return found.slice(0, 10).map(String);
      },
    };
  },
  PostgreSQL: postgres,
};
