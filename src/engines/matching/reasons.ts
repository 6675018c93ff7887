import type { Analyser } from './analyse.ts';
import type { Contribution } from './contributions.ts';
import type { Postings } from './postings.ts';
import type { Analysis, Field, Reason, Result } from './types.ts';

/** A document of the answer with the parts of its score. */
export interface Answer {
  document: number;
  parts: readonly Contribution[];
  /** Part of the score that comes from nearness of the whole texts. */
  near: number;
  /** The caller's preference, a factor on the parts. */
  factor: number;
}

interface Account {
  analysis: Analysis;
  /** What the query could bring at most: scores are shares of it. */
  most: number;
  answers: readonly Answer[];
  postings: Postings;
  fields: ((id: string) => readonly Field[] | undefined) | undefined;
  analyser: Analyser;
}

/** Reasons that are told one by one; what the others bring is told as one. */
const told = 12;

/** Results with what each unit of the query brought; the weights of a result add up to its score. */
export function reasons({ analysis, most, answers, postings, fields, analyser }: Account): Result[] {
  return answers.map(({ document, parts, near, factor }) => {
    const id = postings.id(document)!;
    const list = parts
      .map(({ unit, weight, through }): Reason => {
        const kind = through.some((key) => key.startsWith('#')) ? 'concept' : 'word';
        return { kind, query: analysis.units[unit]!.text, document: '', through, weight: weight / most };
      })
      .sort((x, y) => y.weight - x.weight);
    const rest = list.splice(told);
    if (rest.length > 0) list.push(remainder(rest));
    if (fields) quote(list, fields(id) ?? [], analyser);
    const boost = list.reduce((sum, { weight }) => sum + weight, 0) * (factor - 1);
    if (near > 0) list.push({ kind: 'meaning', query: '', document: '', through: [], weight: near / most });
    if (boost > 0) list.push({ kind: 'boost', query: '', document: '', through: [], weight: boost });
    return { id, score: list.reduce((sum, { weight }) => sum + weight, 0), reasons: list };
  });
}

/** The document's own word for each term, kept as long as the fields are. */
const quoted = new WeakMap<readonly Field[], Map<string, string>>();

/** Keeps the words of a document that is being added, for as long as the caller keeps the same fields. */
export function remember(fields: readonly Field[], forms: Map<string, string>): void {
  quoted.set(fields, forms);
}

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
export function quote(list: readonly Reason[], fields: readonly Field[], analyser: Analyser): void {
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
