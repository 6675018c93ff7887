import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GlossaryRow } from '../../engines/matching/build/index.ts';
import { languages } from '../../engines/matching/index.ts';

/** The glossary's files in a fixed order: the fields' terms, the core vocabulary in all languages, words of one language. */
export function glossaryFiles(folder: string): string[] {
  const list = (path: string): string[] =>
    existsSync(path)
      ? readdirSync(path)
          .filter((name) => name.endsWith('.tsv'))
          .sort()
          .map((name) => join(path, name))
      : [];
  return [folder, join(folder, 'core'), join(folder, 'words')].flatMap(list);
}

/** Rows of a glossary file: a header names the columns, `|` parts the variants of a cell. */
export function readGlossary(file: string): GlossaryRow[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/);
  const columns = head.split('\t');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split('\t');
      const variants: GlossaryRow['variants'] = {};
      for (const language of languages) {
        const cell = cells[columns.indexOf(language)];
        const list = cell?.split('|').flatMap((text) => (text.trim() ? [text.trim()] : []));
        if (list?.length) variants[language] = list;
      }
      const text = (column: string): string | undefined =>
        cells[columns.indexOf(column)]?.trim() || undefined;
      return {
        core: !columns.includes('ipc'),
        variants,
        definition: text('definition'),
        need: text('need'),
        offer: text('offer'),
      };
    });
}
