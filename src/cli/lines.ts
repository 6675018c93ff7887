import { once } from 'node:events';

/**
 * Writes pieces as they come, waiting where the reader is slower; quiet when the reader has gone (`| head`). A command
 * ends as soon as it has run: what is still on its way to a pipe is out by then.
 */
export async function writePieces(
  pieces: AsyncIterable<string | Uint8Array>,
  out: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  let gone = false;
  const leave = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  };
  out.on('error', leave);
  try {
    for await (const piece of pieces) {
      if (gone) return;
      if (!out.write(piece)) await once(out, 'drain').catch(() => {});
    }
    await new Promise<void>((done) => (gone ? done() : out.write('', () => done())));
  } finally {
    out.off('error', leave);
  }
}

/** Writes each value as a line of JSON. */
export async function writeLines(values: AsyncIterable<unknown>, out?: NodeJS.WritableStream): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  }
  await writePieces(lines(), out);
}
