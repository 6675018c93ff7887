import { Conflict, Forbidden, Invalid, NotFound } from '../errors.ts';
import { checkValues, type FieldProblem, type Kind, type Viewer } from '../records/index.ts';
import {
  type Db,
  deleteRows,
  findRow,
  insertRows,
  lockRow,
  newId,
  ruleHolds,
  updateRows,
  type Values,
} from '../store/index.ts';
import { type Caller, type Context, handOf, kindOf, type Once, refuse, transactOnce } from './context.ts';

export interface Written {
  id: string;
  version: number;
}

/** Makes a record of what somebody wrote. Throws {@link Invalid} with every problem, {@link Forbidden}. */
export async function createRecord(
  context: Context,
  caller: Caller,
  kindName: string,
  input: unknown,
  once?: Once,
): Promise<Written> {
  const kind = kindOf(context, kindName);
  const { values, problems } = checkValues(kind, input);
  if (problems.length > 0) refuse(problems);
  return transactOnce(context, once, async (tx) => {
    const row: Values = { id: newId(), ...initials(kind), ...values };
    await checkReferences(tx, context, kind, caller.viewer, row);
    if (!(await ruleHolds(tx, context.park, kind, caller.viewer, 'create', row))) {
      throw new Forbidden(`You may not add this ${kind.name}.`);
    }
    await insertRows(tx, kind, [row], handOf(caller));
    return { id: row['id'] as string, version: 1 };
  });
}

function initials(kind: Kind): Values {
  const values: Values = {};
  for (const [name, field] of Object.entries(kind.fields)) if (field.initial) values[name] = field.initial;
  return values;
}

/**
 * Changes the fields named. `version` is the one the writer saw: where somebody else was quicker, both versions
 * come back in a {@link Conflict}.
 */
export async function updateRecord(
  context: Context,
  caller: Caller,
  kindName: string,
  id: string,
  input: unknown,
  version: number,
  once?: Once,
): Promise<Written> {
  const kind = kindOf(context, kindName);
  const { values, problems } = checkValues(kind, input, 'partial');
  return transactOnce(context, once, async (tx) => {
    const row = await lockFor(tx, context, caller.viewer, kind, id, 'update');
    await refuseStale(tx, context, caller.viewer, kind, id, row, version, input);
    if (problems.length > 0) refuse(problems);
    const changed = { ...row, ...values };
    await checkReferences(tx, context, kind, caller.viewer, values);
    if (!(await ruleHolds(tx, context.park, kind, caller.viewer, 'update', changed))) {
      throw new Forbidden(`You may not change this ${kind.name} so.`);
    }
    const seenDates = checkValues(kind, pickWritable(kind, changed), 'partial');
    if (seenDates.problems.some((problem) => problem.code === 'ends-before')) refuse(seenDates.problems);
    await updateRows(tx, kind, [changed], handOf(caller));
    return { id, version: Number(row['version']) + 1 };
  });
}

const pickWritable = (kind: Kind, row: Values): Values =>
  kind.dated ? { from: row['from'] ?? null, to: row['to'] ?? null } : {};

/** Removes a record; its history stays. Refused while other records point to it. */
export async function deleteRecord(
  context: Context,
  caller: Caller,
  kindName: string,
  id: string,
  version: number,
): Promise<void> {
  const kind = kindOf(context, kindName);
  await context.database.transaction(async (tx) => {
    const row = await lockFor(tx, context, caller.viewer, kind, id, 'delete');
    await refuseStale(tx, context, caller.viewer, kind, id, row, version, null);
    try {
      await deleteRows(tx, kind, [id], handOf(caller));
    } catch (error) {
      if ((error as { code?: string }).code !== '23503') throw error;
      throw new Invalid(`Other records point to this ${kind.name}; change or remove them first.`, [
        { pointer: '', code: 'referenced', words: `Other records point to this ${kind.name}.` },
      ]);
    }
  });
}

/** The row for a change; within reach but not to be changed is forbidden, out of reach not found. */
export async function lockFor(
  tx: Db,
  context: Context,
  viewer: Viewer,
  kind: Kind,
  id: string,
  verb: 'update' | 'delete',
): Promise<Values> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new NotFound(`There is no such ${kind.name}.`);
  const row = await lockRow(tx, context.park, kind, viewer, id, verb);
  if (row) return row;
  if (await findRow(tx, context.park, kind, viewer, id))
    throw new Forbidden(`You may not ${verb === 'update' ? 'change' : 'remove'} this ${kind.name}.`);
  throw new NotFound(`There is no such ${kind.name}.`);
}

async function refuseStale(
  tx: Db,
  context: Context,
  viewer: Viewer,
  kind: Kind,
  id: string,
  row: Values,
  version: number,
  yours: unknown,
) {
  if (row['version'] === version) return;
  const current = await findRow(tx, context.park, kind, viewer, id);
  throw new Conflict(
    `Somebody changed this ${kind.name} in the meantime.`,
    current ? JSON.parse(current) : null,
    yours,
  );
}

/** What a record points to must exist within the writer's reach. */
async function checkReferences(
  tx: Db,
  context: Context,
  kind: Kind,
  viewer: Viewer,
  values: Values,
): Promise<void> {
  const problems: FieldProblem[] = [];
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = values[name];
    if (field.type !== 'ref' || typeof value !== 'string') continue;
    if (!(await findRow(tx, context.park, kindOf(context, field.to!), viewer, value))) {
      problems.push({ pointer: `/${name}`, code: 'no-such-record', words: `There is no such ${field.to}.` });
    }
  }
  if (problems.length > 0) refuse(problems);
}
