/** What a field holds; decides which operators and which written values a condition on it may have. */
export type ValueType =
  | 'text'
  | 'words'
  | 'list'
  | 'integer'
  | 'number'
  | 'flag'
  | 'day'
  | 'instant'
  | 'money'
  | 'ref'
  | 'data';

export interface FieldSchema {
  type: ValueType;
  /** The only values allowed, where there is a fixed set. */
  values?: readonly string[];
  /** For `ref`: the schema that the field points to. */
  to?: string;
  /** May be sorted by: never hidden on some rows only. */
  sortable?: boolean;
}

/** One kind as the grammar sees it, for one viewer: fields that the viewer can never see are not in it. */
export interface Schema {
  name: string;
  fields: Record<string, FieldSchema>;
  /** Relations to many: the other kind, and its field that points back. */
  many: Record<string, { to: string; by: string }>;
  /** Dated kinds have `from` and `to` and answer to `?at=`. */
  dated: boolean;
}

export type Schemas = Readonly<Record<string, Schema>>;

export type Scalar = string | number | boolean;

/**
 * A question about one row. `some` asks for a related row, over a field that points to one (`ref`) or a
 * relation to many; a missing related row answers no.
 */
export type Condition =
  | { op: 'all'; of: Condition[] }
  | { op: 'any'; of: Condition[] }
  | { op: 'not'; of: Condition }
  | { op: 'in'; field: string; values: Scalar[] }
  | { op: 'within'; field: string; ranges: DayRange[] }
  | { op: 'min' | 'max'; field: string; value: Scalar; currency?: string }
  | { op: 'equals'; field: string; values: string[]; currency: string }
  | { op: 'has'; field: string; values: string[] }
  | { op: 'present'; field: string }
  | { op: 'some'; via: string; where: Condition };

/** First and last day of what was written: `2019-03` is 2019-03-01 to 2019-03-31. */
export interface DayRange {
  first: string;
  last: string;
}

export const always: Condition = { op: 'all', of: [] };
export const never: Condition = { op: 'any', of: [] };
export const all = (...of: Condition[]): Condition => (of.length === 1 ? of[0]! : { op: 'all', of });
export const any = (...of: Condition[]): Condition => (of.length === 1 ? of[0]! : { op: 'any', of });
export const not = (of: Condition): Condition => ({ op: 'not', of });
export const is = (field: string, ...values: Scalar[]): Condition => ({ op: 'in', field, values });
export const present = (field: string): Condition => ({ op: 'present', field });
export const some = (via: string, where: Condition): Condition => ({ op: 'some', via, where });

export interface Problem {
  pointer: string;
  code: string;
  words: string;
}

/** A question that the grammar does not know: every problem in it, each with its place and the allowed words. */
export class BadQuery extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super(problems.map((problem) => `${problem.pointer}: ${problem.words}`).join(' '));
    this.name = 'BadQuery';
    this.problems = problems;
  }
}
