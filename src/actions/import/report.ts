import type { Place } from '../../formats/index.ts';

/** One thing that was not as it should be: where, what, and whether the row stayed out because of it. */
export interface ImportProblem {
  file: string;
  row?: number;
  sheet?: string;
  field?: string;
  code: string;
  words: string;
  rejected: boolean;
}

export interface Account {
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Records that rows named and that were not there, by kind: `{ organisation: 17 }`. */
  made: Record<string, number>;
}

/** What an import came to. Problems are kept up to a bound and counted without one. */
export interface ImportReport {
  account: Account;
  problems: ImportProblem[];
  counts: Record<string, number>;
}

/** As many problems are kept with their places; a file of a million bad rows must not fill the memory. */
export const keptProblems = 10_000;

export function newReport(): ImportReport {
  return {
    account: { rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, made: {} },
    problems: [],
    counts: {},
  };
}

export function note(
  report: ImportReport,
  place: Place,
  problem: { field?: string; code: string; words: string },
  rejected = false,
): void {
  report.counts[problem.code] = (report.counts[problem.code] ?? 0) + 1;
  if (report.problems.length >= keptProblems) return;
  report.problems.push({
    file: place.file,
    ...(place.row === undefined ? {} : { row: place.row }),
    ...(place.sheet === undefined ? {} : { sheet: place.sheet }),
    ...(problem.field ? { field: problem.field } : {}),
    code: problem.code,
    words: problem.words.slice(0, 500),
    rejected,
  });
}

/** The line that ends every account. */
export const accountLine = ({ rows, added, updated, unchanged, rejected }: Account): string =>
  `${rows} rows: ${added} added, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`;
