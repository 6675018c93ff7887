import { interpret, type PlainRow, type Related, type Schemas } from '../filter/index.ts';
import { type Kind, sight } from './record.ts';
import type { Viewer } from './viewer.ts';

/**
 * The row as a viewer may have it: fields out of the viewer's sight are gone. The same rule stands compiled into
 * every query of the store; a property test holds the two together. `schemas` and `related` are the park's own
 * (uncut), to decide on conditions over related rows.
 */
export function cut(kind: Kind, row: PlainRow, viewer: Viewer, schemas: Schemas, related: Related): PlainRow {
  const seen: PlainRow = { id: row['id'] };
  for (const [name, field] of Object.entries(kind.fields)) {
    const rule = sight(kind, field, viewer);
    if (rule === 'never') continue;
    const visible = rule === 'always' || interpret(rule.when, kind.name, row, schemas, related);
    seen[name] = visible ? (row[name] ?? null) : null;
  }
  return seen;
}
