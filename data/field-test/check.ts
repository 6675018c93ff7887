// Checks the form of the test set and prints its counts: `node data/field-test/check.ts`.
import { readFileSync } from 'node:fs';

type Row = { id: string; language: string; text: string };
type Document = Row & { kind: string; title: string };
type Query = Row & { relevant: string; split: string };

const LANGUAGES = ['en', 'zh', 'de', 'it', 'ko', 'fr', 'es'];
const read = (name: string): unknown[] =>
  readFileSync(new URL(`./${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const documents = read('documents') as Document[];
const queries = read('queries') as Query[];
const faults: string[] = [];

/** Chinese is counted in Han characters, the others in words between spaces. */
const length = ({ language, text }: Row): number =>
  language === 'zh' ? (text.match(/\p{Script=Han}/gu)?.length ?? 0) : text.split(' ').length;
const share = (text: string, script: RegExp): number => (text.match(script)?.length ?? 0) / text.length;

function checkRow(row: Row, bounds: Record<string, [number, number]>): void {
  const han = share(row.text, /\p{Script=Han}/gu);
  const hangul = share(row.text, /\p{Script=Hangul}/gu);
  const right =
    row.language === 'zh'
      ? han > 0.6 && hangul === 0
      : row.language === 'ko'
        ? hangul > 0.5 && han === 0
        : han + hangul === 0;
  if (!LANGUAGES.includes(row.language) || !right) faults.push(`${row.id}: script is not that of its language`);
  const [least, most] = bounds[row.language] ?? bounds['other']!;
  const count = length(row);
  if (count < least || count > most) faults.push(`${row.id}: ${count} words, expected ${least} to ${most}`);
  if (row.text !== row.text.trim() || /\s\s/.test(row.text)) faults.push(`${row.id}: stray spaces`);
}

const byId = new Map(documents.map((document) => [document.id, document]));
if (byId.size !== documents.length) faults.push('document ids repeat');
if (new Set(queries.map(({ id }) => id)).size !== queries.length) faults.push('query ids repeat');
if (new Set(queries.map(({ relevant }) => relevant)).size !== queries.length) faults.push('an offer has two requests');
if (new Set([...documents, ...queries].map(({ text }) => text)).size !== documents.length + queries.length)
  faults.push('a text repeats');
for (const document of documents) {
  checkRow(document, { zh: [85, 190], ko: [33, 75], other: [50, 90] });
  if (document.kind !== 'technology-offer' || !document.title) faults.push(`${document.id}: kind or title`);
}
for (const query of queries) {
  checkRow(query, { zh: [35, 90], ko: [14, 36], other: [20, 45] });
  const document = byId.get(query.relevant);
  if (!document) faults.push(`${query.id}: no offer ${query.relevant}`);
  if (document?.language === query.language) faults.push(`${query.id}: same language as its offer`);
  if (query.split !== (Number(query.id.slice(1)) % 3 === 0 ? 'dev' : 'held')) faults.push(`${query.id}: split`);
}

const pairs = (from: string, to: string): number =>
  queries.filter((query) => query.language === to && byId.get(query.relevant)?.language === from).length;
console.log(`${documents.length} offers, ${queries.length} requests; rows: offers in, columns: requests in`);
console.log(['', ...LANGUAGES, 'none'].join('\t'));
for (const from of LANGUAGES) {
  const counts = LANGUAGES.map((to) => pairs(from, to));
  const offers = documents.filter(({ language }) => language === from).length;
  console.log([from, ...counts, offers - counts.reduce((sum, count) => sum + count, 0)].join('\t'));
}
for (const split of ['dev', 'held'])
  console.log(
    [split, ...LANGUAGES.map((to) => queries.filter((q) => q.language === to && q.split === split).length)].join('\t'),
  );
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
