export interface ProgressBar {
  show(done: number, total: number | null): void;
  /** Leaves no trace of the bar; may be called twice. */
  end(): void;
}

/** Progress on standard error: a bar on a terminal, a line every few seconds elsewhere. */
export function progressBar(
  out: NodeJS.WriteStream = process.stderr,
  now: () => number = Date.now,
): ProgressBar {
  let last = now();
  let drawn = false;
  return {
    show(done, total) {
      if (out.isTTY) {
        const share = total ? Math.min(1, done / total) : 0;
        const filled = Math.round(share * 30);
        const bar = total
          ? `[${'█'.repeat(filled)}${'·'.repeat(30 - filled)}] ${done} of ${total} rows`
          : `Reading: ${done} rows`;
        out.write(`\r${bar}\u001b[K`);
        drawn = true;
      } else if (now() - last >= 5000) {
        last = now();
        out.write(total ? `${done} of ${total} rows\n` : `${done} rows read\n`);
      }
    },
    end() {
      if (drawn) out.write('\r\u001b[K');
      drawn = false;
    },
  };
}
