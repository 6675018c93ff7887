import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom. A line of code knows its room; engines are blind to each other. */
const table: Record<string, string[]> = {
  filter: [],
  words: [],
  formats: [],
  'engines/matching': [],
  'engines/scheduling': [],
  records: ['filter', 'words'],
  store: ['records', 'filter', 'errors', 'env'],
  search: ['engines/matching', 'store', 'records', 'filter', 'env'],
  mail: ['words', 'records', 'errors', 'env'],
  actions: [
    'records',
    'store',
    'search',
    'filter',
    'formats',
    'words',
    'errors',
    'env',
    'engines/matching',
    'engines/scheduling',
  ],
  api: ['actions', 'records', 'words', 'formats', 'filter', 'errors'],
  web: ['actions', 'records', 'words', 'formats', 'filter', 'errors', 'env'],
  'web/parts': ['words', 'records'],
  federation: ['actions', 'records', 'words', 'formats', 'errors', 'env'],
  jobs: [
    'actions',
    'records',
    'words',
    'formats',
    'mail',
    'errors',
    'env',
    'engines/matching',
    'engines/scheduling',
    'store',
    'search',
  ],
  cli: ['actions', 'records', 'words', 'formats', 'errors', 'env', 'engines/matching', 'engines/scheduling'],
  errors: [],
  env: [],
};

/** Where rooms are put together: they import everything. */
const roots = new Set(['server', 'open', 'main', 'sign-in', 'entrance']);
/** Only types may be taken from here. */
const typesOnly: Record<string, string[]> = {
  api: ['engines/matching'],
  // What a worker is told and answers.
  cli: ['jobs'],
  web: ['engines/matching', 'engines/scheduling', 'store'],
  'web/parts': ['actions', 'engines/matching'],
};

const src = join(import.meta.dirname, '../src');

const roomOf = (path: string): string => {
  const parts = relative(src, path)
    .replace(/\.tsx?$/, '')
    .split('/');
  if (parts[0] === 'engines') return `engines/${parts[1]}`;
  if (parts[0] === 'web' && parts[1] === 'parts') return 'web/parts';
  return parts[0]!;
};

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name) ? [path] : [];
  });

interface Import {
  from: string;
  to: string;
  types: boolean;
}

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|import\('(\.[^']+)'\)/gm,
  )) {
    found.push({ from: path, to: join(dirname(path), match[2] ?? match[3]!), types: match[1] !== undefined });
  }
  return found;
}

describe('rooms', () => {
  it('import only whom the table allows', () => {
    const wrong = sources(src).flatMap((path) =>
      importsOf(path)
        .filter(({ to, types }) => {
          const [from, other] = [roomOf(path), roomOf(to)];
          // `..`: facts in data/, which anybody may read.
          if (from === other || other === '..' || roots.has(from)) return false;
          if (from === 'web' && other === 'web/parts') return false;
          if (types && typesOnly[from]?.includes(other)) return false;
          return !table[from]?.includes(other);
        })
        .map(({ to }) => `${relative(src, path)} imports ${relative(src, to)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keep SQL in the store', () => {
    const sql = /\b(select\s+[\w*"(].*\bfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\b/i;
    const outside = sources(src).filter(
      (path) => !['store'].includes(roomOf(path)) && !roots.has(roomOf(path)),
    );
    const wrong = outside.filter((path) => {
      const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      return [...code.matchAll(/`[^`]*`|'[^'\n]*'/g)].some(([text]) => sql.test(text));
    });
    expect(wrong.map((path) => relative(src, path))).toEqual([]);
  });

  it('keep engines pure: no files, network, clock or chance of their own', () => {
    const wrong = sources(join(src, 'engines')).filter((path) =>
      /from 'node:(fs|net|http|https|child_process|worker_threads|dgram|tls|timers)|\bMath\.random\(|\bDate\.now\(|process\.env/.test(
        readFileSync(path, 'utf8'),
      ),
    );
    expect(wrong.map((path) => relative(src, path))).toEqual([]);
  });
});
