// Matching beside its peers on the same data: node bench/matching.ts [--scale N] [--no-quality]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../src/env.ts';
import { makeTables, tablesCurrent } from '../src/search/tables.ts';
import { type Score, sets } from './matching/sets.ts';

const { values } = parseArgs({ options: { scale: { type: 'string' }, 'no-quality': { type: 'boolean' } } });
const names = ['causeway', 'causeway without tables', 'MiniSearch', 'Orama', 'FlexSearch', 'PostgreSQL'];
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const percent = (share: number): string => (100 * share).toFixed(1);

if (!tablesCurrent()) {
  const begun = performance.now();
  await makeTables();
  print(`Tables built in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`);
}

if (!values['no-quality'])
  for (const set of sets()) {
    print(`## ${set}: Recall@1 / Recall@10 / MRR by the language of the queries`);
    let head = false;
    for (const name of names) {
      const done = spawnSync(
        process.execPath,
        ['--expose-gc', join(root, 'bench/matching/one.ts'), name, set],
        {
          encoding: 'utf8',
          maxBuffer: 1 << 26,
        },
      );
      if (done.status !== 0) {
        print(`| ${name} | failed: ${done.stderr.trim().split('\n').at(-1)} |`);
        continue;
      }
      const { scores, perDocument, median, slow, bytes } = JSON.parse(
        done.stdout.trim().split('\n').at(-1)!,
      ) as {
        scores: Record<string, Score>;
        perDocument: number;
        median: number;
        slow: number;
        bytes: number;
      };
      const languages = Object.keys(scores);
      if (!head) {
        const columns = languages.map((language) => `${language} (${scores[language]!.queries})`);
        print(
          `| engine | ${columns.join(' | ')} | ms a document | ms a query, p50 | p99 | bytes a document |`,
        );
        print(`|---|${columns.map(() => '---|').join('')}---|---|---|---|`);
        head = true;
      }
      const cells = languages.map((language) => {
        const { recall1, recall10, mrr } = scores[language]!;
        return `${percent(recall1)} / ${percent(recall10)} / ${percent(mrr)}`;
      });
      const memory = name === 'PostgreSQL' ? 'in its own process' : Math.round(bytes).toLocaleString('en');
      print(
        `| ${name} | ${cells.join(' | ')} | ${perDocument.toFixed(2)} | ${median.toFixed(2)} | ${slow.toFixed(2)} | ${memory} |`,
      );
    }
    print('');
  }

print('## A growing corpus of made-up documents');
// In a process of its own, so that its memory can be told.
spawnSync(process.execPath, [join(root, 'bench/matching/scale.ts'), values.scale ?? '1000000'], {
  stdio: 'inherit',
});
