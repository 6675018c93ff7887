// Postings of a range of documents, for good: sorted by term, blocks of 128 documents, each block with its last
// document in front so that a reader who knows whom it looks for can step over it.

/** How finely a term's frequency is kept: sixteenths, 15.9 at most. */
export const frequencyUnit = 16;
/** Longest length that is told apart, in words. */
export const longestLength = 8_191;
const block = 128;
const skipBytes = 6;

export interface Segment {
  count: number;
  /** Words of each document. */
  lengths: Uint16Array;
  /** Global term numbers, ascending; the other arrays go along. */
  terms: Uint32Array;
  /** Where each term's list begins in `data`; one more at the end. */
  offsets: Float64Array;
  frequencies: Uint32Array;
  /** Largest frequency and shortest document of each list: together they bound what a document can score by it. */
  most: Uint8Array;
  shortest: Uint16Array;
  data: Uint8Array;
}

/** Postings of one term while they are gathered: documents ascending, frequency in sixteenths. */
export interface Posting {
  documents: number[];
  frequencies: number[];
}

class Writer {
  bytes = new Uint8Array(1 << 16);
  size = 0;
  reserve(more: number): void {
    if (this.size + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + more));
    grown.set(this.bytes.subarray(0, this.size));
    this.bytes = grown;
  }
  list({ documents, frequencies }: Posting): void {
    const blocks = Math.ceil(documents.length / block);
    const skips = blocks > 1 ? blocks : 0;
    this.reserve(skips * skipBytes + documents.length * 6);
    let head = this.size;
    this.size += skips * skipBytes;
    let previous = -1;
    for (let from = 0; from < documents.length; from += block) {
      const begin = this.size;
      const to = Math.min(from + block, documents.length);
      for (let i = from; i < to; i++) {
        let delta = documents[i]! - previous - 1;
        previous = documents[i]!;
        while (delta > 127) {
          this.bytes[this.size++] = (delta & 127) | 128;
          delta >>>= 7;
        }
        this.bytes[this.size++] = delta;
        this.bytes[this.size++] = frequencies[i]!;
      }
      if (skips === 0) continue;
      new DataView(this.bytes.buffer).setUint32(head, previous, true);
      new DataView(this.bytes.buffer).setUint16(head + 4, this.size - begin, true);
      head += skipBytes;
    }
  }
}

/** `lists` need not be sorted. */
export function seal(lengths: Uint16Array, lists: Iterable<[number, Posting]>): Segment {
  const sorted = [...lists].sort((a, b) => a[0] - b[0]);
  const writer = new Writer();
  const segment: Segment = {
    count: lengths.length,
    lengths,
    terms: new Uint32Array(sorted.length),
    offsets: new Float64Array(sorted.length + 1),
    frequencies: new Uint32Array(sorted.length),
    most: new Uint8Array(sorted.length),
    shortest: new Uint16Array(sorted.length),
    data: writer.bytes,
  };
  for (const [i, [term, posting]] of sorted.entries()) {
    segment.terms[i] = term;
    segment.frequencies[i] = posting.documents.length;
    let most = 0;
    let shortest = longestLength;
    for (let j = 0; j < posting.documents.length; j++) {
      if (posting.frequencies[j]! > most) most = posting.frequencies[j]!;
      if (lengths[posting.documents[j]!]! < shortest) shortest = lengths[posting.documents[j]!]!;
    }
    segment.most[i] = most;
    segment.shortest[i] = shortest;
    writer.list(posting);
    segment.offsets[i + 1] = writer.size;
  }
  segment.data = writer.bytes.slice(0, writer.size);
  return segment;
}

/** Place of a term in the segment, -1 where it has none. */
export function place({ terms }: Segment, term: number): number {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = terms[middle]!;
    if (found === term) return middle;
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Calls `visit` for every document of the list, ascending. */
export function scan(
  segment: Segment,
  at: number,
  visit: (document: number, frequency: number) => void,
): void {
  const { data } = segment;
  const count = segment.frequencies[at]!;
  const blocks = Math.ceil(count / block);
  let position = segment.offsets[at]! + (blocks > 1 ? blocks * skipBytes : 0);
  let document = -1;
  for (let i = 0; i < count; i++) {
    let byte = data[position++]!;
    let delta = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = data[position++]!;
      delta |= (byte & 127) << shift;
    }
    document += delta + 1;
    visit(document, data[position++]!);
  }
}

/**
 * Calls `visit` for those of `wanted[from, to)` (ascending, `base` above the numbers here) that the list holds, stepping
 * over whole blocks; `index` is the place in `wanted`.
 */
export function pick(
  segment: Segment,
  at: number,
  wanted: Uint32Array,
  from: number,
  to: number,
  base: number,
  visit: (index: number, frequency: number, length: number) => void,
): void {
  const { data, lengths } = segment;
  const count = segment.frequencies[at]!;
  const blocks = Math.ceil(count / block);
  let head = segment.offsets[at]!;
  let position = head + (blocks > 1 ? blocks * skipBytes : 0);
  let before = -1;
  let next = from;
  for (let i = 0; i < blocks && next < to; i++) {
    let last = -1;
    let size = 0;
    if (blocks > 1) {
      last = (data[head]! | (data[head + 1]! << 8) | (data[head + 2]! << 16) | (data[head + 3]! << 24)) >>> 0;
      size = data[head + 4]! | (data[head + 5]! << 8);
      head += skipBytes;
      if (wanted[next]! - base > last) {
        before = last;
        position += size;
        continue;
      }
    }
    const end = Math.min(block, count - i * block);
    let document = before;
    let read = position;
    for (let j = 0; j < end; j++) {
      let byte = data[read++]!;
      let delta = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = data[read++]!;
        delta |= (byte & 127) << shift;
      }
      document += delta + 1;
      while (next < to && wanted[next]! - base < document) next++;
      if (next === to) return;
      if (wanted[next]! - base === document) visit(next, data[read]!, lengths[document]!);
      read++;
    }
    before = last;
    position += size;
    while (next < to && wanted[next]! - base <= last) next++;
  }
}

/** One segment from several that lie one after another. Document numbers shift, none is dropped. */
export function merge(segments: readonly Segment[], keep?: readonly (Int32Array | undefined)[]): Segment {
  const lists = new Map<number, Posting>();
  const lengths: number[] = [];
  let base = 0;
  for (const [s, segment] of segments.entries()) {
    const numbers = keep?.[s];
    for (const [i, term] of segment.terms.entries()) {
      let list = lists.get(term);
      if (!list) {
        list = { documents: [], frequencies: [] };
        lists.set(term, list);
      }
      const { documents, frequencies } = list;
      scan(segment, i, (document, frequency) => {
        const number = numbers ? numbers[document]! : document;
        if (number < 0) return;
        documents.push(base + number);
        frequencies.push(frequency);
      });
      if (documents.length === 0) lists.delete(term);
    }
    let kept = 0;
    for (let document = 0; document < segment.count; document++) {
      if (numbers && numbers[document]! < 0) continue;
      lengths.push(segment.lengths[document]!);
      kept++;
    }
    base += kept;
  }
  return seal(Uint16Array.from(lengths), lists);
}
