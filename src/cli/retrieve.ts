import { retrieveFiles } from '../actions/match-files.ts';
import type { Command } from './command.ts';
import { fileArguments } from './file-arguments.ts';
import { writeLines } from './lines.ts';
import { say } from './say.ts';

export const retrieve: Command = {
  name: 'retrieve',
  summary: 'finds the documents that answer queries, to measure matching',
  help: `causeway retrieve --documents FILE --queries FILE [--top K]

Both files hold lines { id, language?, title?, text }, in any mixture of languages.
Writes one line of JSON for each query: { query, documents: [{ id, score }] }. Needs no database.

  --documents FILE   what is searched; may be repeated
  --queries FILE     what is asked; may be repeated
  --top K            documents for each query (10)`,
  async run(args) {
    const { documents, queries, top } = fileArguments(args, 'documents', 'queries');
    await writeLines(retrieveFiles(documents, queries, top, say));
    return 0;
  },
};
