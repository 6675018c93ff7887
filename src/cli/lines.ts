import { once } from 'node:events';

/** Writes each value as a line of JSON, waiting where the reader is slower; quiet when the reader has gone (`| head`). */
export async function writeLines(
  values: AsyncIterable<unknown>,
  out: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  let gone = false;
  const leave = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  };
  out.on('error', leave);
  try {
    for await (const value of values) {
      if (gone) return;
      if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain').catch(() => {});
    }
  } finally {
    out.off('error', leave);
  }
}
