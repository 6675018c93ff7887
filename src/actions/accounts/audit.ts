import {
  type AuditedChange,
  countAccounts,
  latestChanges,
  type Verification,
  verifyHistory,
} from '../../store/index.ts';
import type { Caller, Context } from '../context.ts';
import { onlyAdministrators } from './letters.ts';

export const auditedChanges = 200;

/** The latest changes of everything in the park: when, who, what, through which door. */
export async function audit(context: Context, caller: Caller): Promise<AuditedChange[]> {
  onlyAdministrators(caller);
  return latestChanges(context.database, auditedChanges);
}

/** Walks the whole history and compares every record with it. */
export async function verifyPark(
  context: Context,
  caller: Caller,
  progress?: (done: number) => void,
): Promise<Verification> {
  onlyAdministrators(caller);
  return verifyHistory(context.database, context.park.kinds, progress);
}

export async function accountsCount(context: Context, caller: Caller): Promise<number> {
  onlyAdministrators(caller);
  return countAccounts(context.database);
}
