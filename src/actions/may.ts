import { type Condition, interpret } from '../filter/index.ts';
import { type Kind, system, type Viewer } from '../records/index.ts';
import { knownSchemas } from '../store/index.ts';
import type { Context } from './context.ts';

const isNever = (condition: Condition): boolean => condition.op === 'any' && condition.of.every(isNever);

/** Whether a viewer can add records of a kind at all. */
export const mayCreate = (kind: Kind, viewer: Viewer): boolean => !isNever(kind.access.create(viewer));

/**
 * Whether a viewer may change or remove a record as the viewer has it: for offering the door. The action itself
 * asks again in the transaction of the change.
 */
export function may(
  context: Context,
  viewer: Viewer,
  kind: Kind,
  verb: 'update' | 'delete',
  row: Record<string, unknown>,
): boolean {
  const rule = kind.access[verb](viewer);
  if (isNever(rule)) return false;
  return interpret(rule, kind.name, row, knownSchemas(context.park.kinds, system), () => []);
}
