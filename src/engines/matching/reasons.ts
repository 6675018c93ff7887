import type { Analyser } from './analyse.ts';
import type { Wanted } from './plan.ts';
import type { Postings } from './postings.ts';
import type { Scored, Scorer } from './search.ts';
import type { Analysis, Field, Reason, Result } from './types.ts';

interface Account {
  analysis: Analysis;
  wanted: readonly Wanted[];
  /** What the query could bring at most: scores are shares of it. */
  most: number;
  best: readonly Scored[];
  postings: Postings;
  scorer: Scorer;
  factor: (document: number) => number;
  fields: ((id: string) => readonly Field[] | undefined) | undefined;
  analyser: Analyser;
}

/** Reasons that are told one by one; what the others bring is told as one. */
const told = 12;

/** Results with what each unit of the query brought; the weights of a result add up to its score. */
export function reasons(account: Account): Result[] {
  const { analysis, wanted, most, best, postings, scorer, factor } = account;
  const documents = Uint32Array.from(best, ({ document }) => document).sort();
  const saturate = scorer.saturation(postings.meanLength);
  const found = new Map<number, Map<number, Reason>>(best.map(({ document }) => [document, new Map()]));
  for (const { term, key, sources } of wanted) {
    postings.pick(term, documents, (index, frequency, length) => {
      const share = saturate(frequency, length) / most;
      const units = found.get(documents[index]!)!;
      for (const { unit, weight } of sources) {
        let reason = units.get(unit);
        if (!reason) {
          reason = { kind: 'word', query: analysis.units[unit]!.text, document: '', through: [], weight: 0 };
          units.set(unit, reason);
        }
        if (key.startsWith('#')) reason.kind = 'concept';
        reason.through.push(key);
        reason.weight += weight * share;
      }
    });
  }
  return best.map(({ document, near = 0 }) => {
    const id = postings.id(document)!;
    const list = [...found.get(document)!.values()].sort((x, y) => y.weight - x.weight);
    const rest = list.splice(told);
    if (rest.length > 0) list.push(remainder(rest));
    if (account.fields) quote(list, account.fields(id) ?? [], account.analyser);
    const plain = list.reduce((sum, { weight }) => sum + weight, 0);
    if (near > 0) list.push({ kind: 'meaning', query: '', document: '', through: [], weight: near / most });
    const boost = plain * (factor(document) - 1);
    if (boost > 0) list.push({ kind: 'boost', query: '', document: '', through: [], weight: boost });
    return { id, score: list.reduce((sum, { weight }) => sum + weight, 0), reasons: list };
  });
}

/** The document's own word for each term, kept as long as the fields are. */
const quoted = new WeakMap<readonly Field[], Map<string, string>>();

function formsOf(fields: readonly Field[], analyser: Analyser): Map<string, string> {
  const known = quoted.get(fields);
  if (known) return known;
  const forms = new Map<string, string>();
  for (const { text, language } of fields)
    for (const unit of analyser.analyse(text, language).units)
      for (const { key } of unit.terms) if (!forms.has(key)) forms.set(key, unit.text);
  quoted.set(fields, forms);
  return forms;
}

/** Fills in the document's words: for each reason those that share its terms, each once. */
function quote(list: readonly Reason[], fields: readonly Field[], analyser: Analyser): void {
  const forms = formsOf(fields, analyser);
  for (const reason of list) {
    const words = new Map<string, string>();
    for (const key of reason.through) {
      const form = forms.get(key);
      if (form !== undefined && words.size < 6) words.set(form.toLowerCase(), form);
    }
    reason.document = [...words.values()].join(' ');
  }
}

/** What is left after the foremost reasons, as one: its first words stand for it. */
function remainder(rest: readonly Reason[]): Reason {
  const first = rest.slice(0, 5);
  return {
    kind: 'word',
    query: first.map(({ query }) => query).join(', '),
    document: '',
    through: first.flatMap(({ through }) => through),
    weight: rest.reduce((sum, { weight }) => sum + weight, 0),
  };
}
