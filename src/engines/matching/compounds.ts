/** Parts of a word, longest parts preferred, by what `known` says; undefined where it does not come apart whole. */
export function split(
  word: string,
  known: (part: string, last: boolean, first: boolean) => boolean,
  { shortest, links }: { shortest: number; links: readonly string[] },
): string[] | undefined {
  if (word.length < 2 * shortest || word.length > 60) return undefined;
  // Fewest parts, then the longest last part (the head): best[i] is the best way to take apart word[0, i).
  const best: ({ parts: number; from: number; end: number; cost: number } | undefined)[] = new Array(
    word.length + 1,
  );
  best[0] = { parts: 0, from: 0, end: 0, cost: 0 };
  for (let start = 0; start < word.length; start++) {
    const here = best[start];
    if (!here) continue;
    for (let end = start + shortest; end <= word.length; end++) {
      if (start === 0 && end === word.length) continue;
      const last = end === word.length;
      if (!known(word.slice(start, end), last, start === 0)) continue;
      for (const link of last ? [''] : links) {
        if (!word.startsWith(link, end)) continue;
        const to = end + link.length;
        if (to > word.length || (!last && to === word.length)) continue;
        const cost = here.cost + 1 + (link ? 0.1 : 0) + (end - start < 4 ? 0.3 : 0);
        if (!best[to] || cost < best[to].cost) best[to] = { parts: here.parts + 1, from: start, end, cost };
      }
    }
  }
  const parts: string[] = [];
  for (let at = word.length; at > 0; ) {
    const step = best[at];
    if (!step) return undefined;
    parts.unshift(word.slice(step.from, step.end));
    at = step.from;
  }
  return parts.length > 1 ? parts : undefined;
}
