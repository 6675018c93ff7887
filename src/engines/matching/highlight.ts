import type { Analyser } from './analyse.ts';
import type { Analysis, Span } from './types.ts';

/**
 * Where a text holds what the query asks for, in any language: ranges in order, not overlapping, neighbours that only
 * a space or hyphen parts joined.
 */
export function highlight(analyser: Analyser, query: Analysis, text: string, language?: string): Span[] {
  const keys = new Set(query.units.flatMap((unit) => unit.terms.map(({ key }) => key)));
  const spans: Span[] = [];
  const units = analyser
    .analyse(text, language)
    .units.filter((unit) => unit.terms.some(({ key, weight }) => weight >= 0.2 && keys.has(key)))
    .sort((x, y) => x.start - y.start || y.end - x.end);
  for (const { start, end } of units) {
    const last = spans.at(-1);
    if (last && (start <= last.end || /^[\s-]$/.test(text.slice(last.end, start))))
      last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}
