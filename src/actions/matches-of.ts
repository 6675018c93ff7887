import type { Reason } from '../engines/matching/index.ts';
import { kinds, type Viewer } from '../records/index.ts';
import { rowsById, type Values } from '../store/index.ts';
import type { Context } from './context.ts';
import { showRecord } from './show-record.ts';

export interface MatchShown {
  /** The other side, as the viewer may have it. */
  opportunity: Values;
  score: number;
  reasons: Reason[];
}

/** The best offers for a request, or requests for an offer, with the words that say why. */
export async function matchesOf(
  context: Context,
  viewer: Viewer,
  id: string,
  limit = 10,
): Promise<MatchShown[]> {
  const own = JSON.parse(await showRecord(context, viewer, 'opportunity', id)) as Values;
  const found = context.search.matches(own, limit);
  const rows = await rowsById(
    context.database,
    context.park,
    kinds.opportunity,
    viewer,
    found.map((match) => match.id),
  );
  const byId = new Map(rows.map((row) => JSON.parse(row) as Values).map((row) => [row['id'], row]));
  return found.flatMap(({ id: other, score, reasons }) => {
    const opportunity = byId.get(other);
    if (!opportunity) return [];
    // From the row as the viewer has it: reasons show no word that is hidden.
    context.search.quote(reasons, opportunity);
    return [{ opportunity, score, reasons }];
  });
}
