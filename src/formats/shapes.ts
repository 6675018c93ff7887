/** What is wrong at one place: `pointer` is a JSON pointer into the row (`''` is the row or file itself). */
export interface Problem {
  pointer: string;
  code: string;
  words: string;
}

/** Where a row stands: the file's name, the row as a spreadsheet counts it (for CSV and JSON: see `Row`), the sheet. */
export interface Place {
  file: string;
  row?: number;
  sheet?: string;
}

/**
 * One row of a file. `place.row` counts as a person would: in CSV and XLSX the header is row 1, in JSON the
 * first object is row 1, in JSON lines it is the line. `values` has every column of the header; an empty cell is null.
 * A row with `problems` must not be taken over; the rows after it are sound.
 */
export interface Row {
  place: Place;
  values: Record<string, unknown>;
  problems: Problem[];
}

/** A file to read: its name as the sender gave it (words and mappings use it), and its bytes or where they lie. */
export type Source = { name: string; path: string } | { name: string; bytes: Uint8Array };

export type ReadFormat = 'csv' | 'xlsx' | 'json' | 'jsonl';
export type WriteFormat = 'csv' | 'xlsx' | 'json';

export interface ReadOptions {
  /** An encoding label of the WHATWG standard, where detection would be wrong. */
  encoding?: string;
  delimiter?: ',' | ';' | '\t' | '|';
  /** XLSX: the sheet to read; the first one by default. */
  sheet?: string;
  limits?: Partial<Limits>;
  signal?: AbortSignal;
}

/** What a file turned out to be, from its beginning. `columns` of JSON are those of the sampled rows. */
export interface FileShape {
  format: ReadFormat;
  encoding?: string;
  delimiter?: string;
  sheets?: string[];
  columns: string[];
  sample: Row[];
}

/** Bounds of one file; past them reading stops with `Unreadable`, or the row gets a problem (`cellLength`). */
export interface Limits {
  /** Bytes of the file. */
  bytes: number;
  rows: number;
  columns: number;
  /** UTF-16 units of one cell. */
  cellLength: number;
  /** UTF-16 units of one row in its written form. */
  rowLength: number;
  /** XLSX: bytes of all parts once inflated, and how often a part may outgrow its packed size. */
  inflatedBytes: number;
  ratio: number;
}

export const LIMITS: Limits = {
  bytes: 200_000_000,
  rows: 1_000_000,
  columns: 1_000,
  cellLength: 1_000_000,
  rowLength: 8_000_000,
  inflatedBytes: 1_000_000_000,
  ratio: 200,
};

/**
 * The file, or what follows from here on, cannot be read: nothing of it should be kept.
 * Shaped like the doors' own failures: `problems` holds the one problem, `place` says where.
 */
export class Unreadable extends Error {
  readonly code: string;
  readonly words: string;
  readonly place: Place;
  readonly problems: Problem[];
  constructor(code: string, words: string, place: Place) {
    const at = place.row === undefined ? place.file : `${place.file}, row ${place.row}`;
    super(`${at}: ${words}`);
    this.name = 'Unreadable';
    this.code = code;
    this.words = words;
    this.place = place;
    this.problems = [{ pointer: '', code, words }];
  }
}

/** How numbers stand in a date that does not say it itself: day first, month first, year first. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A day as precisely as it was written (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), or why there is none. */
export interface DayReading {
  day?: string;
  /** `empty`, `unknown` (no date in it), `ambiguous` (day and month could be swapped), `impossible` (30 February). */
  problem?: 'empty' | 'unknown' | 'ambiguous' | 'impossible';
}

/** How one field is filled from a row. */
export type FieldRule =
  /** The same for every row. */
  | { constant: string | number | boolean }
  /** By the file's name without folder and ending, in small letters; `otherwise` for other names. */
  | { file: Record<string, string>; otherwise?: string }
  | ColumnRule;

/** A field filled from one column. */
export interface ColumnRule {
  column: string;
  /** `plain` (default) as it is; `day` through `readDay`; `list` split into texts; `protection` through `readProtection`. */
  as?: 'plain' | 'day' | 'list' | 'protection';
  /** For `day`: the order of an otherwise ambiguous date. */
  order?: DateOrder;
  /** For `list`: the separator; by default line breaks, `;`, `；` and `|`. */
  split?: string;
  /** Texts that mean "nothing" here, such as "N/A"; compared without regard to case and outer spaces. */
  empty?: string[];
  /** Literal replacements within the text, in order. */
  replace?: [from: string, to: string][];
}

/** A mapping file (`data/mappings/*.json`, or one given with `--mapping`): a file's columns to the fields of a kind. */
export interface Mapping {
  name: string;
  /** One line that says what it is for. */
  words: string;
  /** Columns that must all be there for a file to be recognised. */
  columns: string[];
  fields: Record<string, FieldRule>;
}

/** A row in the words of a kind. `notes` holds columns that no rule names, and what a rule could not understand. */
export interface Mapped {
  values: Record<string, unknown>;
  notes: Record<string, unknown>;
  /** What was left empty because it was not understood; such a row still comes in. `pointer` names the field. */
  problems: Problem[];
}

/** Names a field goes by in files: field → names in any language. */
export type Synonyms = Record<string, string[]>;

/** A field proposed for a column, with how sure that is (0 to 1). */
export interface Proposal {
  column: string;
  field?: string;
  score: number;
}
