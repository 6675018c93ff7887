export { LiveIndex, type LiveOptions } from './live-index.ts';
export { presentTables, refreshTables } from './refresh-tables.ts';

import type { Reason } from '../engines/matching/index.ts';

export interface Hit {
  id: string;
  score: number;
}

export interface Match extends Hit {
  reasons: Reason[];
}

/** The live index of what is published: fed from the history, asked by actions. */
export interface Search {
  /** Published records of a kind that answer what somebody typed, best first. */
  find(kind: string, text: string, limit: number): Hit[];
  /** Offers for a request and requests for an offer, best first, with the words that they share. */
  matches(opportunity: Record<string, unknown>, limit: number): Match[];
  /** Fills in what an opportunity's own words for the reasons are: of those fields that it is given with. */
  quote(reasons: Reason[], opportunity: Record<string, unknown>): void;
  /** Where the words of a question stand in a text, in UTF-16 places. */
  highlight(question: string, text: string, language?: string): { start: number; end: number }[];
  /** Sequence number of the latest change that this process has seen. */
  latestChange(): number;
}
