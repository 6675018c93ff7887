// IBM Model 1 (Brown et al., The Mathematics of Statistical Machine Translation, Computational Linguistics 1993):
// word translation probabilities by expectation maximisation over pairs of bags of words.

/** A pair: word numbers on both sides, and how much it counts. */
export interface Pair {
  source: Uint32Array;
  target: Uint32Array;
  weight: number;
}

/** Probabilities t(target | source) as a sparse matrix by source word. */
export interface Translations {
  starts: Uint32Array;
  targets: Uint32Array;
  values: Float64Array;
  /** Weighted count of each source word. */
  counts: Float64Array;
}

export function model1(pairs: readonly Pair[], sources: number, rounds = 5): Translations {
  const rows: Set<number>[] = Array.from({ length: sources }, () => new Set());
  for (const { source, target } of pairs) for (const f of source) for (const e of target) rows[f]!.add(e);
  const starts = new Uint32Array(sources + 1);
  for (const [f, row] of rows.entries()) starts[f + 1] = starts[f]! + row.size;
  const targets = new Uint32Array(starts[sources]!);
  for (const [f, row] of rows.entries()) targets.set(Uint32Array.from(row).sort(), starts[f]!);
  const values = new Float64Array(targets.length);
  for (let f = 0; f < sources; f++)
    values.fill(1 / (starts[f + 1]! - starts[f]!), starts[f]!, starts[f + 1]!);
  const counts = new Float64Array(sources);
  for (const { source, weight } of pairs) for (const f of source) counts[f]! += weight;

  const cell = (f: number, e: number): number => {
    let low = starts[f]!;
    let high = starts[f + 1]! - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (targets[middle]! < e) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const cells = pairs.map(({ source, target }) => {
    const found = new Uint32Array(source.length * target.length);
    for (const [j, e] of target.entries())
      for (const [i, f] of source.entries()) found[j * source.length + i] = cell(f, e);
    return found;
  });
  const expected = new Float64Array(values.length);
  for (let round = 0; round < rounds; round++) {
    expected.fill(0);
    for (const [p, { source, target, weight }] of pairs.entries()) {
      const own = cells[p]!;
      for (let j = 0; j < target.length; j++) {
        let sum = 0;
        for (let i = 0; i < source.length; i++) sum += values[own[j * source.length + i]!]!;
        if (sum === 0) continue;
        for (let i = 0; i < source.length; i++) {
          const at = own[j * source.length + i]!;
          expected[at]! += (weight * values[at]!) / sum;
        }
      }
    }
    for (let f = 0; f < sources; f++) {
      let sum = 0;
      for (let at = starts[f]!; at < starts[f + 1]!; at++) sum += expected[at]!;
      if (sum > 0) for (let at = starts[f]!; at < starts[f + 1]!; at++) values[at] = expected[at]! / sum;
    }
  }
  return { starts, targets, values, counts };
}

/** Both directions joined: the geometric mean of t(e | f) and t(f | e), which keeps common words from everything. */
export function symmetric(pairs: readonly Pair[], sources: number, targets: number): Translations {
  const forward = model1(pairs, sources);
  const turned = pairs.map(({ source, target, weight }) => ({ source: target, target: source, weight }));
  const backward = model1(turned, targets);
  const inverse = new Map<number, number>();
  for (let e = 0; e < targets; e++)
    for (let at = backward.starts[e]!; at < backward.starts[e + 1]!; at++)
      inverse.set(backward.targets[at]! * targets + e, backward.values[at]!);
  for (let f = 0; f < sources; f++)
    for (let at = forward.starts[f]!; at < forward.starts[f + 1]!; at++)
      forward.values[at] = Math.sqrt(
        forward.values[at]! * (inverse.get(f * targets + forward.targets[at]!) ?? 0),
      );
  return forward;
}
