import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../formats/index.ts';
import type { Kind, StoredFile } from '../../records/index.ts';
import {
  type Db,
  type Hand,
  insertRows,
  type KnownRow,
  knownRows,
  newId,
  sourceOfFile,
  updateRows,
  type Values,
} from '../../store/index.ts';
import { afterStep } from '../review-opportunity.ts';
import { referenceOf } from './identity.ts';
import { endsBefore, findingsOf, mergeRow, notesOf, startOf } from './merge-row.ts';
import { type Identified, type Plan, type PlannedFile, placeText, pointsToItself } from './plan-files.ts';
import type { PreparedRow } from './prepare-row.ts';
import { initialsOf, isId, madeFromName, type Named, namedRow, type References } from './references.ts';
import { type ImportReport, note } from './report.ts';
import { mergeWords } from './texts.ts';

/** A prepared row with its place and identity. */
export interface Candidate extends Identified {
  place: Place;
  prepared: PreparedRow;
  /** By which references the record may be known, the first for a new one. */
  references: string[];
  content: string;
  /** A later row of the files is of the same identity. */
  replaced: boolean;
}

/** All that the writing of one import stands on. */
export interface Writing {
  tx: Db;
  kinds: Readonly<Record<string, Kind>>;
  kind: Kind;
  hand: Hand;
  plan: Plan;
  references: References;
  report: ImportReport;
  /** Folder of the stored files. */
  files: string;
  today: string;
  dryRun: boolean;
  publish: boolean;
  /** The records that stand for the files. */
  sources: Map<string, string>;
  /** In a dry run: what would be there by now. */
  imagined: Map<string, string>;
}

/** The references under which a row's record may be there. */
export function candidateReferences(plan: Plan, file: PlannedFile, { id, tuple }: Identified): string[] {
  if (id === undefined) return [referenceOf(undefined, tuple, false)];
  const repeated = plan.survey.isRepeated(file.sender, id);
  // An id that is unique today may have been repeated when its record came in.
  return repeated
    ? [referenceOf(id, tuple, true)]
    : [referenceOf(id, tuple, false), referenceOf(id, tuple, true)];
}

/** Writes some rows of a file. Rows that wait for others of the same file come back. */
export async function writeCandidates(
  writing: Writing,
  file: PlannedFile,
  rows: Candidate[],
  last = false,
): Promise<Candidate[]> {
  const { kind, tx } = writing;
  if (rows.length === 0) return [];
  const wanted = rows.flatMap(({ prepared }) =>
    Object.entries(prepared.names).map(([field, name]) => ({ kind: kind.fields[field]!.to!, name })),
  );
  await writing.references.lookUp(tx, file.sender, wanted);
  const waiting = last ? [] : rows.filter((row) => waits(writing, file, row));
  const ready = waiting.length > 0 ? rows.filter((row) => !waiting.includes(row)) : rows;
  const known = await knownRows(
    tx,
    kind,
    file.sender,
    ready.flatMap((row) => row.references),
    ready.flatMap((row) => row.uuid ?? []),
  );
  const byId = new Map(known.map((row) => [row.id, row]));
  const byReference = new Map(known.map((row) => [row.reference, row]));
  const news: { row: Values; candidate: Candidate }[] = [];
  const sent: Values[] = [];
  const edited: Values[] = [];
  const named: Named[] = [];
  const decided: (() => void)[] = [];
  for (const candidate of ready) {
    const own = candidate.uuid === undefined ? undefined : byId.get(candidate.uuid);
    const match = own ?? firstOf(candidate.references, byReference);
    if (!resolve(writing, file, candidate, match, named)) continue;
    decided.push(() => {
      if (match) change(writing, file, candidate, match, own === undefined, own ? edited : sent);
      else add(writing, file, candidate, news);
    });
  }
  await makeNamed(writing, file, named);
  for (const decide of decided) decide();
  if (writing.dryRun) return waiting;
  if (news.length + sent.length > 0)
    await ensureSource(writing, file, [...news.map(({ row }) => row), ...sent]);
  await insertRows(
    tx,
    kind,
    news.map(({ row }) => row),
    writing.hand,
  );
  await updateRows(tx, kind, sent, writing.hand);
  await updateRows(tx, kind, edited, writing.hand, 'edit');
  if (writing.publish)
    await publish(
      writing,
      news.map(({ row }) => row),
    );
  if (pointsToItself(kind)) {
    for (const { row, candidate } of news) settle(writing, file, candidate, String(row['id']));
  }
  return waiting;
}

const firstOf = (references: string[], known: Map<string | null, KnownRow>): KnownRow | undefined => {
  for (const reference of references) if (known.has(reference)) return known.get(reference);
  return undefined;
};

/** A row that points to another row of these files waits until that one is written. */
function waits({ kind, references, plan }: Writing, file: PlannedFile, { prepared }: Candidate): boolean {
  return Object.entries(prepared.names).some(
    ([field, name]) =>
      kind.fields[field]!.to === kind.name &&
      plan.names.has(name) &&
      'problem' in references.find(file.sender, kind.name, name),
  );
}

function settle(
  { kind, references }: Writing,
  file: PlannedFile,
  { id, prepared }: Candidate,
  record: string,
): void {
  const title = prepared.words[kind.title];
  const names = [
    id,
    ...(title ? Object.values(title.texts).map(({ text }) => text) : [prepared.values[kind.title]]),
  ];
  for (const name of names)
    if (typeof name === 'string' && 'problem' in references.find(file.sender, kind.name, name))
      references.settle(file.sender, kind.name, name, record);
}

/** Puts ids to names; says whether the row can come in. Records to be made from their names are collected. */
function resolve(
  writing: Writing,
  file: PlannedFile,
  candidate: Candidate,
  match: KnownRow | undefined,
  named: Named[],
): boolean {
  const { kind, report, references, kinds } = writing;
  const { prepared, place } = candidate;
  for (const name of prepared.missing) {
    if (match && !(name in prepared.values) && !(name in prepared.words)) continue;
    // A value that could not be taken is why it is empty: that is what the sender must hear.
    const reason = prepared.warnings.find((warning) => warning.field === name);
    prepared.rejections.push(reason ?? { field: name, code: 'required', words: 'This cannot be empty.' });
  }
  const making: Named[] = [];
  for (const [field, name] of Object.entries(prepared.names)) {
    const to = kinds[kind.fields[field]!.to!]!;
    const found = references.find(file.sender, to.name, name);
    if ('id' in found) continue;
    const max = to.fields[to.title]!.max ?? 500;
    if (
      found.problem === 'no-such-record' &&
      to.name !== kind.name &&
      madeFromName(to) &&
      !isId(name) &&
      name.length <= max
    ) {
      making.push({ kind: to.name, name, language: prepared.language, country: prepared.values['country'] });
      continue;
    }
    const words =
      found.problem === 'ambiguous-name'
        ? `More than one ${to.name} is called “${name.slice(0, 60)}”.`
        : `There is no ${to.name} “${name.slice(0, 60)}”.`;
    const problem = { field, code: found.problem, words };
    if (kind.fields[field]!.required) prepared.rejections.push(problem);
    else prepared.warnings.push(problem);
    prepared.notes[field] = name;
  }
  if (prepared.rejections.length > 0) {
    report.account.rejected++;
    for (const problem of prepared.rejections) note(report, place, problem, true);
    return false;
  }
  named.push(...making);
  return true;
}

/** Makes the records that rows name and that are not there, each once. */
async function makeNamed(writing: Writing, file: PlannedFile, named: Named[]): Promise<void> {
  const rows = new Map<string, Values[]>();
  for (const one of named) {
    const kind = writing.kinds[one.kind]!;
    if ('id' in writing.references.find(file.sender, one.kind, one.name)) continue;
    const row = namedRow(kind, one, { sender: file.sender, sourcePlace: file.name });
    writing.references.settle(file.sender, one.kind, one.name, String(row['id']));
    rows.set(one.kind, [...(rows.get(one.kind) ?? []), row]);
  }
  for (const [name, made] of rows) {
    writing.report.account.made[name] = (writing.report.account.made[name] ?? 0) + made.length;
    if (writing.dryRun) continue;
    await ensureSource(writing, file, made);
    await insertRows(writing.tx, writing.kinds[name]!, made, writing.hand);
  }
}

/** The values of a row with ids in place of names; what is not known stays out. */
function withIds(
  { kind, references, files, report }: Writing,
  file: PlannedFile,
  { prepared, place }: Candidate,
): void {
  for (const [field, name] of Object.entries(prepared.names)) {
    const found = references.find(file.sender, kind.fields[field]!.to!, name);
    prepared.values[field] = 'id' in found ? found.id : null;
  }
  for (const [name, value] of Object.entries(prepared.values)) {
    if (kind.fields[name]!.type !== 'file' || !value || existsSync(join(files, (value as StoredFile).sha256)))
      continue;
    prepared.warnings.push({
      field: name,
      code: 'no-such-file',
      words: 'The file itself is not stored here.',
    });
    prepared.notes[name] = value;
    delete prepared.values[name];
  }
  for (const warning of prepared.warnings) note(report, place, warning);
}

function add(
  writing: Writing,
  file: PlannedFile,
  candidate: Candidate,
  news: { row: Values; candidate: Candidate }[],
): void {
  const { kind, report } = writing;
  const { prepared, uuid, references, place } = candidate;
  withIds(writing, file, candidate);
  if (!(file.ours && uuid)) keepReference(candidate);
  const findings = findingsOf(kind, prepared);
  const row: Values = { ...initialsOf(kind), ...findings };
  // In a stranger's file an empty cell says nothing; in our own export the record was empty there.
  for (const [name, value] of Object.entries(prepared.values))
    if (value !== null || file.ours) row[name] = value;
  for (const [name, words] of Object.entries(prepared.words)) if (words) row[name] = mergeWords(null, words);
  Object.assign(row, startOf(kind, row), {
    // What we exported keeps its id and its own reference, also in another park.
    id: file.ours && uuid ? uuid : newId(),
    sender: file.ours && uuid ? null : file.sender,
    reference: file.ours && uuid ? (row['reference'] ?? null) : references[0],
    sourcePlace: placeText(place),
    notes: notesOf(prepared),
  });
  if (endsBefore(kind, row)) {
    report.account.rejected++;
    note(report, place, { field: 'to', code: 'ends-before', words: 'This ends before it begins.' }, true);
    return;
  }
  if (writing.dryRun) {
    const key = uuid ?? `${file.sender}\n${references[0]}`;
    const before = writing.imagined.get(key);
    if (before === undefined) report.account.added++;
    else if (before === candidate.content || candidate.replaced) report.account.unchanged++;
    else report.account.updated++;
    if (before === undefined) writing.imagined.set(key, candidate.content);
    return;
  }
  report.account.added++;
  news.push({ row, candidate });
}

function change(
  writing: Writing,
  file: PlannedFile,
  candidate: Candidate,
  known: KnownRow,
  isSent: boolean,
  changes: Values[],
): void {
  const { kind, report } = writing;
  const { prepared, place } = candidate;
  if (candidate.replaced) {
    report.account.unchanged++;
    return;
  }
  withIds(writing, file, candidate);
  if (isSent) keepReference(candidate);
  const findings = findingsOf(kind, prepared);
  const { row, changed } = mergeRow(kind, known, prepared, isSent);
  if (changed.length === 0) {
    report.account.unchanged++;
    return;
  }
  if (endsBefore(kind, row)) {
    report.account.rejected++;
    note(report, place, { field: 'to', code: 'ends-before', words: 'This ends before it begins.' }, true);
    return;
  }
  if (isSent) {
    Object.assign(row, findings, { sourcePlace: placeText(place) });
    if (!prepared.values['source']) row['source'] = null;
    const wasUntitled =
      known.row['status'] === 'draft' && ((known.row['flags'] as string[] | null) ?? []).includes('no-title');
    if (wasUntitled) Object.assign(row, startOf(kind, row));
  } else watchEdit(row, known.row, findings, prepared, changed);
  report.account.updated++;
  changes.push(row);
}

/** Beside an id, a reference is one more thing that the sender says. */
function keepReference({ id, prepared }: Candidate): void {
  const { reference } = prepared.values;
  if (reference && reference !== id) prepared.notes['reference'] = reference;
  delete prepared.values['reference'];
}

/** A person's edit, sent back in a file: contacts in what it changed are held back as everywhere. */
function watchEdit(
  row: Values,
  before: Values,
  findings: Values,
  prepared: PreparedRow,
  changed: string[],
): void {
  const redacted = changed.filter((name) => name in prepared.original);
  if (redacted.length === 0 || !('flags' in findings)) return;
  row['flags'] = [...new Set([...((before['flags'] as string[] | null) ?? []), 'contact'])];
  row['original'] = {
    ...(before['original'] as object | null),
    ...Object.fromEntries(redacted.map((name) => [name, prepared.original[name]])),
  };
}

/** The record for the file, made when its first row is written; rows that name a source of their own keep it. */
async function ensureSource(writing: Writing, file: PlannedFile, rows: Values[]): Promise<void> {
  const kind = writing.kinds['source'];
  if (!kind || writing.kind.name === 'source') return;
  let id = writing.sources.get(`${file.sender}\n${file.name}`);
  if (!id) {
    id = await sourceOfFile(writing.tx, file.name, file.sender);
    if (!id) {
      id = newId();
      const title = { source: 'und', values: { und: { text: file.name.slice(0, 300), state: 'source' } } };
      const row = { id, title, form: 'file', publisher: file.sender.slice(0, 500), retrieved: writing.today };
      await insertRows(writing.tx, kind, [row], writing.hand);
    }
    writing.sources.set(`${file.sender}\n${file.name}`, id);
  }
  for (const row of rows) row['source'] ??= id;
}

/** What staff vouches for is published at once: a step of its own in the history, as if taken one by one. */
async function publish(writing: Writing, rows: Values[]): Promise<void> {
  const ready = rows.filter((row) => row['status'] === 'submitted');
  await updateRows(
    writing.tx,
    writing.kind,
    ready.map((row) => afterStep(row, 'publish', {}, writing.today)),
    writing.hand,
    'publish',
  );
}
