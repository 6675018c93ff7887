import {
  type ColumnRule,
  type FieldRule,
  type FileShape,
  type Mapping,
  opportunityColumnNames,
  type Proposal,
  proposeMapping,
  recogniseMapping,
  shippedMappings,
} from '../../formats/index.ts';
import type { Field, Kind } from '../../records/index.ts';

/** What a column of a file fills: a field, one of its translations, its language or its currency, or the identity. */
export type Target =
  | { part: 'id' | 'language' }
  | { part: 'value' | 'fieldLanguage' | 'currency'; field: string }
  | { part: 'translation'; field: string; language: string; machine: boolean };

/** Behind `title@en` in a file: the translation was made by a machine and nobody has read it. */
export const machineMark = ':machine';

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const targets = new WeakMap<Kind, Map<string, Target | undefined>>();

/** Reads a name as mappings and our own exports use it: `title`, `title@en`, `title language`, `price currency`, `id`. */
export function targetOf(kind: Kind, name: string): Target | undefined {
  let known = targets.get(kind);
  if (!known) targets.set(kind, (known = new Map()));
  if (!known.has(name) && known.size < 5000) known.set(name, readTarget(kind, name));
  return known.get(name);
}

function readTarget(kind: Kind, name: string): Target | undefined {
  const fields = Object.entries(kind.fields).filter(([, field]) => !field.system);
  const named = (part: string, type?: Field['type']) =>
    fields.find(([each, field]) => bare(each) === bare(part) && (!type || field.type === type))?.[0];
  const at = name.indexOf('@');
  if (at > 0) {
    const field = named(name.slice(0, at), 'words');
    const machine = name.endsWith(machineMark);
    const language = canonicalLanguage(name.slice(at + 1, machine ? -machineMark.length : undefined));
    return field && language ? { part: 'translation', field, language, machine } : undefined;
  }
  const field = named(name);
  if (field) return { part: 'value', field };
  if (bare(name) === 'id') return { part: 'id' };
  if (bare(name) === 'language') return { part: 'language' };
  const ending = /^(.+)[\s_](language|currency)$/i.exec(name.trim());
  if (!ending) return undefined;
  const part = ending[2]!.toLowerCase() === 'language' ? 'fieldLanguage' : 'currency';
  const owner = named(ending[1]!, part === 'currency' ? 'money' : 'words');
  return owner === undefined ? undefined : { part, field: owner };
}

/** A language as BCP 47 writes it, or undefined. */
export function canonicalLanguage(text: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'));
    return tag && /^[a-z]{2,3}(-|$)/.test(tag) ? tag : undefined;
  } catch {
    return undefined;
  }
}

/** Is this what we exported? Then its ids are ours, and what the platform sets itself is left alone. */
export const isOwnExport = (columns: readonly string[]): boolean =>
  ['id', 'version', 'createdAt', 'updatedAt'].every((column) => columns.includes(column));

export const isSetByPlatform = (kind: Kind, column: string): boolean => kind.fields[column]?.system === true;

/** Names a person may choose for a column: the fields of the kind that files can bring. */
export const fieldNames = (kind: Kind): string[] => [
  'id',
  ...(Object.values(kind.fields).some((field) => field.type === 'words') ? ['language'] : []),
  ...Object.entries(kind.fields).flatMap(([name, field]) =>
    field.system ? [] : field.type === 'money' ? [name, `${name} currency`] : [name],
  ),
];

/** What the fields of a kind are called elsewhere: their labels, and the names that their declaration gives. */
function synonymsOf(kind: Kind): Record<string, string[]> {
  const synonyms: Record<string, string[]> = {};
  const opportunities = kind.name === 'opportunity' ? opportunityColumnNames : {};
  for (const name of fieldNames(kind)) {
    const field = kind.fields[name];
    const others = Object.entries(opportunities).find(([each]) => bare(each) === bare(name))?.[1] ?? [];
    synonyms[name] = [...(field ? [field.label.en, field.label.zh, ...(field.aka ?? [])] : []), ...others];
  }
  return synonyms;
}

/** Below this a column only looks like a field: a person may say so, a program must not. */
const certain = 0.9;

export interface Columns {
  mapping: Mapping;
  /** For each column what it would fill, and how sure that is. */
  proposals: Proposal[];
}

/**
 * How the columns of a file fill the fields of a kind: a shipped mapping that knows them, else by our own names,
 * then by labels and other names. `daring` also proposes what is merely alike, for a person to judge.
 */
export function proposeColumns(
  kind: Kind,
  shape: Pick<FileShape, 'columns' | 'sample'>,
  daring = false,
): Columns {
  const fitting = shippedMappings.filter(
    (mapping) => mapping.fields['kind'] && Object.keys(mapping.fields).every((name) => targetOf(kind, name)),
  );
  const shipped = recogniseMapping(shape.columns, fitting);
  if (shipped) return { mapping: shipped, proposals: proposalsOf(shape.columns, shipped) };
  const ours = isOwnExport(shape.columns);
  const fields: Record<string, FieldRule> = {};
  const scores = new Map<string, number>();
  const own = shape.columns.filter((column) => {
    const target = targetOf(kind, column);
    if (!target || fields[column]) return false;
    fields[column] = ruleOf(kind, target, column);
    scores.set(column, 1);
    return true;
  });
  const open = shape.columns.filter(
    (column) => !own.includes(column) && !(ours && isSetByPlatform(kind, column)),
  );
  const taken = new Set(own.map((column) => nameOf(targetOf(kind, column)!)));
  const free = fieldNames(kind).filter((name) => !taken.has(name));
  const proposed = proposeMapping(open, free, synonymsOf(kind), shape.sample);
  for (const { column, field, score } of proposed.proposals) {
    const target = field === undefined ? undefined : targetOf(kind, field);
    if (!field || !target || fields[field] || (score < certain && !daring)) continue;
    const rule = proposed.mapping.fields[field] as ColumnRule;
    fields[field] = { ...ruleOf(kind, target, column), ...(rule.order ? { order: rule.order } : {}) };
    scores.set(column, score);
  }
  const mapping = { name: 'proposed', words: 'By the names of the columns', columns: shape.columns, fields };
  return { mapping, proposals: proposalsOf(shape.columns, mapping, scores) };
}

const proposalsOf = (columns: string[], mapping: Mapping, scores?: Map<string, number>): Proposal[] =>
  columns.map((column) => {
    const found = Object.entries(mapping.fields).find(
      ([, rule]) => 'column' in rule && bare(rule.column) === bare(column),
    );
    return found ? { column, field: found[0], score: scores?.get(column) ?? 1 } : { column, score: 0 };
  });

const nameOf = (target: Target): string => {
  if (target.part === 'id' || target.part === 'language') return target.part;
  return target.part === 'currency'
    ? `${target.field} currency`
    : target.part === 'value'
      ? target.field
      : '';
};

/** The rule for a column that fills a field, by the field's type. */
export function ruleOf(kind: Kind, target: Target, column: string): ColumnRule {
  if (target.part !== 'value') return { column };
  const { type } = kind.fields[target.field]!;
  if (type === 'day') return { column, as: 'day' };
  // Files say "patent pending, US 10,268,232" where we ask for a state.
  if (kind.name === 'opportunity' && target.field === 'protection') return { column, as: 'protection' };
  return { column };
}
