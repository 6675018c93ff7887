import { matchFiles } from '../actions/match-files.ts';
import type { Command } from './command.ts';
import { fileArguments } from './file-arguments.ts';
import { writeLines } from './lines.ts';
import { say } from './say.ts';

export const match: Command = {
  name: 'match',
  summary: 'finds the offers that answer requests, with reasons',
  help: `causeway match --offers FILE --requests FILE [--top K]

Writes one line of JSON for each request: { request, matches: [{ offer, score, reasons: [{ request, offer, weight }] }] }.
Weights of the reasons add up to the score. Needs no database.

  --offers FILE     offers (.json, .jsonl, .csv, .xlsx, or a folder of them); may be repeated
  --requests FILE   requests, likewise
  --top K           matches for each request (10)`,
  async run(args) {
    const { offers, requests, top } = fileArguments(args, 'offers', 'requests');
    await writeLines(matchFiles(offers, requests, top, say));
    return 0;
  },
};
