import { Readable } from 'node:stream';

/** Bytes as they come, as the body of an answer; a reader that goes away ends their making. */
export const answerBody = (bytes: AsyncIterable<Uint8Array>): ReadableStream =>
  Readable.toWeb(Readable.from(bytes, { objectMode: false })) as unknown as ReadableStream;
