import { stat } from 'node:fs/promises';
import {
  type FileShape,
  inspectFile,
  type Mapping,
  type Place,
  type Proposal,
  type Row,
  readRows,
} from '../../formats/index.ts';
import type { Kind } from '../../records/index.ts';
import { refuse } from '../context.ts';
import { isOwnExport, isSetByPlatform, proposeColumns, ruleOf, targetOf } from './columns.ts';
import { contentDigest, Survey, tupleDigest } from './identity.ts';
import { type MappedRow, mapRow } from './prepare-row.ts';
import { isId } from './references.ts';

export interface ImportFile {
  /** As the sender calls it; reports and mappings use it. */
  name: string;
  path: string;
}

/** A file, how it is read, and what its first reading found. */
export interface PlannedFile extends ImportFile {
  sender: string;
  mapping: Mapping;
  ours: boolean;
  rows: number;
  /** Columns that are no field: kept as notes. */
  unknown: string[];
  /** Columns that the platform sets itself and that are left alone. */
  left: string[];
  preview: FilePreview;
  /** The rows of a small file, so that it is read once only. */
  kept?: ReadRow[];
}

/** What a person sees of a file before it is imported. */
export interface FilePreview {
  columns: { name: string; field?: string; score: number }[];
  mapping: Mapping;
  /** The first rows as they stand in the file, long cells cut. */
  sample: { row: number | undefined; cells: Record<string, string> }[];
}

/** A row as read, mapped and identified; `mapped` is missing where the row itself is damaged. */
export interface ReadRow {
  row: Row;
  mapped?: MappedRow & Identified;
  content: string;
}

export interface Plan {
  files: PlannedFile[];
  survey: Survey;
  /** What rows of these files are called, for kinds that point to themselves (a place lies in a place). */
  names: Set<string>;
}

export interface Identified {
  id: string | undefined;
  /** The id where it is one of ours. */
  uuid: string | undefined;
  tuple: string;
}

/** Who a row says that it is. */
export function identify(kind: Kind, mapped: MappedRow, ours: boolean): Identified {
  const reference = mapped.fields['reference'];
  const id = mapped.id ?? (ours || typeof reference !== 'string' ? undefined : reference.trim() || undefined);
  return {
    id,
    uuid: id !== undefined && isId(id) ? id.toLowerCase() : undefined,
    tuple: tupleDigest(kind, mapped.fields),
  };
}

/** Names that a mapping gives and that are no field of the kind. */
export function refuseStrangeMapping(kind: Kind, mapping: Mapping): void {
  const strange = Object.keys(mapping.fields).filter((name) => !targetOf(kind, name));
  if (strange.length === 0) return;
  refuse(
    strange.map((name) => ({
      pointer: `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code: 'unknown-field',
      words: `Not a field of ${kind.name} that a file can bring.`,
    })),
  );
}

export const pointsToItself = (kind: Kind): boolean =>
  Object.values(kind.fields).some((field) => field.type === 'ref' && field.to === kind.name);

const keptColumns = 1000;
/** Files of so many bytes together are read into memory; larger ones are read twice. */
const keptBytes = 48_000_000;

/**
 * Reads the files once without writing: how their columns fill the fields, how many rows there are, and which ids
 * and identities occur more than once.
 */
export async function planFiles(
  kind: Kind,
  files: readonly ImportFile[],
  options: { source?: string | undefined; mapping?: Mapping | undefined; likely?: boolean | undefined },
  tick: (rows: number) => Promise<void>,
): Promise<Plan> {
  const plan: Plan = { files: [], survey: new Survey(), names: new Set() };
  if (options.mapping) refuseStrangeMapping(kind, options.mapping);
  const toItself = pointsToItself(kind);
  let room = keptBytes;
  for (const { name, path } of files) {
    const shape = await inspectFile({ name, path });
    const proposed = proposeColumns(kind, shape, options.likely);
    const mapping = structuredClone(options.mapping ?? proposed.mapping);
    const file: PlannedFile = {
      name,
      path,
      mapping,
      sender: options.source ?? name,
      ours: isOwnExport(shape.columns),
      rows: 0,
      unknown: [],
      left: [],
      preview: previewOf(shape, mapping, options.mapping ? [] : proposed.proposals),
    };
    const seen = new Set<string>();
    const { size } = await stat(path);
    room -= size;
    if (room > 0) file.kept = [];
    for await (const row of readRows({ name, path })) {
      file.rows++;
      if (row.problems.length === 0) meetColumns(kind, file, row, seen, options.mapping !== undefined);
      const read = readRow(kind, file, row);
      file.kept?.push(read);
      if (read.mapped) {
        const { id, tuple, fields } = read.mapped;
        plan.survey.add(file.sender, id, tuple, read.content);
        if (toItself)
          for (const known of [id, fields[kind.title]]) if (known) plan.names.add(String(known).trim());
      }
      await tick(plan.survey.rows);
    }
    plan.files.push(file);
  }
  return plan;
}

function readRow(kind: Kind, file: PlannedFile, row: Row): ReadRow {
  if (row.problems.length > 0) return { row, content: '' };
  const mapped = mapRow(kind, row, file.mapping, file.ours);
  return {
    row,
    mapped: { ...mapped, ...identify(kind, mapped, file.ours) },
    content: contentDigest(row.values),
  };
}

/** The rows of a planned file once more. */
export async function* rowsOf(kind: Kind, file: PlannedFile): AsyncGenerator<ReadRow> {
  const { kept } = file;
  if (!kept) {
    for await (const row of readRows({ name: file.name, path: file.path })) yield readRow(kind, file, row);
    return;
  }
  // Given out one by one, so that what is written need not be held any longer.
  kept.reverse();
  for (let read = kept.pop(); read; read = kept.pop()) yield read;
}

const shownRows = 10;
const shownCell = 200;

function previewOf(shape: FileShape, mapping: Mapping, proposals: Proposal[]): FilePreview {
  const cut = (cell: unknown): string =>
    (typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : JSON.stringify(cell)).slice(
      0,
      shownCell,
    );
  return {
    columns: shape.columns.map((name) => {
      const field = Object.entries(mapping.fields).find(
        ([, rule]) => 'column' in rule && same(rule.column, name),
      )?.[0];
      const score = proposals.find((proposal) => proposal.column === name)?.score ?? 1;
      return { name, ...(field === undefined ? {} : { field }), score: field === undefined ? 0 : score };
    }),
    mapping,
    sample: shape.sample.slice(0, shownRows).map(({ place, values }) => ({
      row: place.row,
      cells: Object.fromEntries(Object.entries(values).map(([column, cell]) => [column, cut(cell)])),
    })),
  };
}

/** Files of JSON may bring a column for the first time in any row. */
function meetColumns(kind: Kind, file: PlannedFile, row: Row, seen: Set<string>, fixed: boolean): void {
  for (const column of Object.keys(row.values)) {
    if (seen.has(column) || seen.size >= keptColumns) continue;
    seen.add(column);
    const rules = Object.values(file.mapping.fields);
    if (rules.some((rule) => 'column' in rule && same(rule.column, column))) continue;
    const target = fixed ? undefined : targetOf(kind, column);
    if (file.ours && isSetByPlatform(kind, column)) file.left.push(column);
    else if (target && file.mapping.name === 'proposed' && !file.mapping.fields[column])
      file.mapping.fields[column] = ruleOf(kind, target, column);
    else file.unknown.push(column);
  }
}

const same = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();

export const placeText = (place: Place): string =>
  `${place.file}${place.sheet ? `/${place.sheet}` : ''}#${place.row ?? ''}`;
