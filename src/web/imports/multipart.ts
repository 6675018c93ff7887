/** A form with files (RFC 7578) that must not be held in memory: parts are handed on as they arrive. */
export interface FormPart {
  name: string;
  /** Present for files, also for a file field that was left empty. */
  fileName?: string;
  pieces: AsyncIterable<Uint8Array>;
}

export class BadForm extends Error {}
export class TooLarge extends Error {}

const headLimit = 16_384;

/** The boundary that a content type names, or undefined where it is no such form. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(
    contentType ?? '',
  );
  return match?.[1] ?? match?.[2];
}

/**
 * The parts of a form, one after the other; what a part holds and nobody reads is passed over. Throws
 * {@link BadForm}, and {@link TooLarge} once more than `limit` bytes have come.
 */
export async function* readParts(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  limit: number,
): AsyncGenerator<FormPart> {
  const mark = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const source = body[Symbol.asyncIterator]();
  let size = 0;
  // The first boundary has no line break before it.
  let kept = Buffer.from('\r\n', 'latin1');
  const more = async (): Promise<void> => {
    const { value, done } = await source.next();
    if (done) throw new BadForm('The form ends in the middle.');
    size += value.length;
    if (size > limit) throw new TooLarge();
    kept = kept.length === 0 ? Buffer.from(value) : Buffer.concat([kept, value]);
  };

  /** What stands before the next boundary; afterwards `kept` begins behind it. */
  async function* content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = kept.indexOf(mark);
      if (at >= 0) {
        if (at > 0) yield kept.subarray(0, at);
        kept = kept.subarray(at + mark.length);
        return;
      }
      const safe = kept.length - mark.length;
      if (safe > 0) {
        yield kept.subarray(0, safe);
        kept = kept.subarray(safe);
      }
      await more();
    }
  }

  for await (const _ of content());
  for (;;) {
    while (kept.length < 2) await more();
    if (kept.subarray(0, 2).toString('latin1') === '--') return;
    let end = kept.indexOf('\r\n\r\n');
    while (end < 0) {
      if (kept.length > headLimit) throw new BadForm('The head of a part is too long.');
      await more();
      end = kept.indexOf('\r\n\r\n');
    }
    const head = kept.subarray(0, end).toString('utf8');
    // An empty part has its boundary right behind the head: the break belongs to both.
    kept = kept.subarray(end + 2);
    const { name, fileName } = readHead(head);
    const pieces = behindBreak(content());
    yield { name, ...(fileName === undefined ? {} : { fileName }), pieces };
    for await (const _ of pieces);
  }
}

/** What follows the line break that ends a part's head. */
async function* behindBreak(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let open = 2;
  for await (const piece of pieces) {
    const skipped = Math.min(open, piece.length);
    open -= skipped;
    if (piece.length > skipped) yield piece.subarray(skipped);
  }
}

function readHead(head: string): { name: string; fileName?: string } {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1];
  const name = disposition && /(?:^|;)\s*name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  if (!disposition || name === undefined) throw new BadForm('A part of the form has no name.');
  const fileName = /(?:^|;)\s*filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  // Browsers write quotation marks in names as %22 (HTML Standard, multipart/form-data encoding).
  const plain = (text: string) => text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return { name: plain(name), ...(fileName === undefined ? {} : { fileName: plain(fileName) }) };
}
