import { SaxesParser } from 'saxes';
import { Unreadable } from './shapes.ts';

export type XmlEvent =
  | { type: 'open'; name: string; attributes: Record<string, string> }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string };

/** No workbook has so much text in one piece; without a bound, one text could fill the memory. */
const LONGEST_TEXT = 16_000_000;

/** XML as events, without namespace prefixes on element names. @throws Unreadable `bad-xml` */
export async function* xmlEvents(
  content: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<XmlEvent[]> {
  const bad = (words: string) => new Unreadable('bad-xml', words, { file });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.on('doctype', () => {
    failure ??= new Error('a document type is not allowed here');
  });
  parser.on('opentag', (tag) => {
    events.push({
      type: 'open',
      name: local(tag.name),
      attributes: tag.attributes as Record<string, string>,
    });
  });
  parser.on('closetag', (tag) => {
    events.push({ type: 'close', name: local(tag.name) });
  });
  const text = (value: string) => {
    events.push({ type: 'text', text: value });
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const decoder = new TextDecoder();
  let sinceTag = 0;
  for await (const piece of content) {
    const tag = piece.lastIndexOf(0x3c);
    sinceTag = tag === -1 ? sinceTag + piece.length : piece.length - tag;
    if (sinceTag > LONGEST_TEXT) throw bad('The workbook contains a text without end.');
    parser.write(decoder.decode(piece, { stream: true }));
    if (failure) throw bad(`The workbook is damaged: ${failure.message}`);
    if (events.length > 0) yield events;
    events = [];
  }
  parser.write(decoder.decode()).close();
  if (failure) throw bad(`The workbook is damaged: ${failure.message}`);
  if (events.length > 0) yield events;
}
