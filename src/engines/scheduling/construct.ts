import type { State } from './state.ts';

/** First fit in the order of fewest allowed slots, beside what the person already has. */
export function firstFit(state: State): void {
  const { model } = state;
  const order = Array.from({ length: model.meetings }, (_, m) => m);
  const depth = new Int32Array(model.meetings);
  for (const m of order) depth[m] = model.before[m]!.length;
  for (const m of order)
    if (model.held[m]! >= 0 && state.fits(m, model.held[m]!)) state.place(m, model.held[m]!);
  order.sort(
    (a, b) =>
      model.required[b]! - model.required[a]! ||
      depth[a]! - depth[b]! ||
      model.domain[a]!.length - model.domain[b]!.length ||
      a - b,
  );
  for (const m of order) {
    if (state.slot[m]! >= 0) continue;
    for (const s of model.domain[m]!) {
      if (!state.fits(m, s)) continue;
      state.place(m, s);
      break;
    }
  }
}

/**
 * Takes meetings out until order and fairness hold, those whose loss leaves few breaks first, and puts back what
 * then fits.
 */
export function thin(state: State): void {
  const { model } = state;
  for (let m = 0; m < model.meetings; m++)
    if (state.slot[m]! >= 0 && state.disorderOf(m) > 0) state.remove(m);
  while (!state.valid) {
    const most = state.mostBreaks();
    let r = 0;
    while (state.groups[r]! - 1 < most) r++;
    // The meeting whose loss leaves the fewest breaks, an optional one first.
    let least = Number.POSITIVE_INFINITY;
    let choice = -1;
    for (const m of model.usedBy[r]!) {
      const s = state.slot[m]!;
      if (s < 0) continue;
      const at = r * state.stride + s + 1;
      const joined = (state.cell[at - 1]! >= 0 ? 1 : 0) + (state.cell[at + 1]! >= 0 ? 1 : 0);
      const price = joined * 4 + (model.required[m] ? 2 : 0) + (model.held[m] === s ? 1 : 0);
      if (price < least) {
        least = price;
        choice = m;
      }
    }
    state.remove(choice);
  }
  for (let i = state.outCount - 1; i >= 0; i--) {
    const m = state.out[i]!;
    for (const s of model.domain[m]!) {
      if (!state.fits(m, s)) continue;
      state.place(m, s);
      if (state.valid) break;
      state.remove(m);
    }
  }
}
