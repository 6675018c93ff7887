import { weights } from './weights.ts';

/** What an English stem says of a text's subject, 0 to 1, by its rank among all: the more frequent, the less. */
export const salience = (row: number): number => row / (row + weights.commonRank);
