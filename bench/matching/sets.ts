import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/env.ts';

export interface Document {
  id: string;
  language?: string;
  title?: string;
  text: string;
}
export interface Question {
  id: string;
  language: string;
  text: string;
  relevant: string;
}
export interface TestSet {
  name: string;
  documents: Document[];
  queries: Question[];
}

const shared = join(root, '../shared/data/retrieval');
const folders: Record<string, string> = {
  field: join(root, 'data/field-test'),
  development: join(root, 'data/field-test/development'),
  xquad: join(shared, 'xquad'),
  ntrex: join(shared, 'ntrex'),
};

const lines = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);

/** Names of the sets that are on this machine. */
export const sets = (): string[] =>
  Object.keys(folders).filter((name) => existsSync(join(folders[name]!, 'queries.jsonl')));

export function readSet(name: string): TestSet {
  const folder = folders[name]!;
  return {
    name,
    documents: lines(join(folder, 'documents.jsonl')) as Document[],
    queries: lines(join(folder, 'queries.jsonl')) as Question[],
  };
}

export interface Score {
  queries: number;
  recall1: number;
  recall10: number;
  mrr: number;
}

/** Recall@1, Recall@10 and mean reciprocal rank (within ten), by the queries' language. */
export function score(queries: readonly Question[], found: readonly string[][]): Record<string, Score> {
  const scores: Record<string, Score> = {};
  for (const [i, { language, relevant }] of queries.entries()) {
    scores[language] ??= { queries: 0, recall1: 0, recall10: 0, mrr: 0 };
    const one = scores[language];
    const rank = found[i]!.indexOf(relevant) + 1;
    one.queries++;
    if (rank === 1) one.recall1++;
    if (rank > 0) {
      one.recall10++;
      one.mrr += 1 / rank;
    }
  }
  for (const one of Object.values(scores)) {
    one.recall1 /= one.queries;
    one.recall10 /= one.queries;
    one.mrr /= one.queries;
  }
  return scores;
}
