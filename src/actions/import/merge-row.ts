import { isDeepStrictEqual } from 'node:util';
import { readDayRange } from '../../filter/index.ts';
import type { Field, Kind, Money, Words } from '../../records/index.ts';
import type { KnownRow, Values } from '../../store/index.ts';
import type { PreparedRow } from './prepare-row.ts';
import { mergeWords } from './texts.ts';

/** Do two values of a field say the same? Amounts as numbers, instants as instants. */
export function sameValue(field: Field | undefined, a: unknown, b: unknown): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (field?.type === 'instant') return Date.parse(String(a)) === Date.parse(String(b));
  if (field?.type === 'money') {
    const [x, y] = [a as Money, b as Money];
    return x.currency === y.currency && exact(x.amount) === exact(y.amount);
  }
  return isDeepStrictEqual(a, b);
}

const exact = (amount: string): string =>
  amount
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-0$/, '0');

/** What a row makes of the record that it means. */
export interface Merged {
  row: Values;
  changed: string[];
}

/**
 * The record after a row that names it again. A sender's row (`sent`) is held against what the sender's last import
 * wrote: only what the sender has changed since is taken over, so that what people here corrected, filled in or
 * published stays. A row of our own export is held against the record as it is.
 */
export function mergeRow(kind: Kind, known: KnownRow, prepared: PreparedRow, sent: boolean): Merged {
  const base = (sent && known.base) || known.row;
  const row: Values = { ...known.row };
  for (const [name, value] of Object.entries(prepared.values)) {
    if (!sameValue(kind.fields[name], base[name], value)) row[name] = value;
  }
  for (const [name, words] of Object.entries(prepared.words)) {
    if (!isDeepStrictEqual(base[name] ?? null, mergeWords(base[name] as Words | null, words)))
      row[name] = mergeWords(row[name] as Words | null, words);
  }
  if (sent) {
    const notes = notesOf(prepared);
    if (!isDeepStrictEqual(base['notes'] ?? null, notes)) row['notes'] = notes;
  }
  const changed = Object.keys(row).filter(
    (name) => !sameValue(kind.fields[name], known.row[name], row[name]),
  );
  return { row, changed };
}

export const notesOf = (prepared: PreparedRow): Record<string, unknown> | null =>
  Object.keys(prepared.notes).length > 0 ? prepared.notes : null;

/** What the row's texts were found to be, for those who review it. */
export function findingsOf(kind: Kind, prepared: PreparedRow): Values {
  const findings: Values = {};
  const flags = [...prepared.flags];
  const untitled =
    kind.fields['status']?.system && !kind.fields[kind.title]?.required && !prepared.words[kind.title];
  if (untitled) flags.push('no-title');
  if (kind.fields['flags']?.system) findings['flags'] = flags.length > 0 ? flags : null;
  const original = Object.keys(prepared.original).length > 0 ? prepared.original : null;
  if (kind.fields['original']?.system) findings['original'] = original;
  else if (original) prepared.notes['original'] = original;
  if (kind.fields['languageDetected']?.system)
    findings['languageDetected'] = prepared.languageDetected || null;
  return findings;
}

/** A new record for review: submitted where it can be judged, a draft where it has no title yet. */
export function startOf(kind: Kind, row: Values): Values {
  const status = kind.fields['status'];
  if (!status?.system || !status.values || !('submitted' in status.values)) return {};
  if (!row[kind.title]) return { status: 'draft' };
  return {
    status: 'submitted',
    ...(kind.fields['submittedAt'] ? { submittedAt: new Date().toISOString() } : {}),
  };
}

/** Whether a dated row would end before it begins. */
export function endsBefore(kind: Kind, row: Values): boolean {
  if (!kind.dated || typeof row['from'] !== 'string' || typeof row['to'] !== 'string') return false;
  const [from, to] = [readDayRange(row['from']), readDayRange(row['to'])];
  return Boolean(from && to && from.first > to.last);
}
