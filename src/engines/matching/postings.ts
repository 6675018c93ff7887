import { decodeLines, encodeLines, pack, unpack } from './binary.ts';
import {
  frequencyUnit,
  longestLength,
  merge,
  type Posting,
  pick,
  place,
  type Segment,
  scan,
  seal,
} from './segment.ts';

const format = 'causeway-matching-index 1';
/** Documents gathered before they are sealed into a segment. */
const fresh = 1_024;

/** One document as it is indexed: its terms with their (weighted) counts and its length in words. */
export interface Counted {
  terms: Map<string, number>;
  length: number;
}

/**
 * The inverted index: sealed segments and the newest documents beside them. Document numbers are handed out in order
 * and stay until `compact`; a removed document keeps its number and, as in Lucene, its share of the frequencies until
 * then.
 */
export class Postings {
  readonly #dictionary = new Map<string, number>();
  #segments: Segment[] = [];
  #newest = new Map<number, Posting>();
  #newestLengths: number[] = [];
  #ids: (string | undefined)[] = [];
  #numbers = new Map<string, number>();
  #words = 0;
  #removed = 0;
  /** Frequencies asked for since the last change. */
  readonly #frequencies = new Map<number, number>();

  /** Documents that can be found. */
  get size(): number {
    return this.#numbers.size;
  }
  /** Numbers handed out so far; every document's number is below. */
  get limit(): number {
    return this.#ids.length;
  }
  /** Mean length in words, removed documents included until `compact`. */
  get meanLength(): number {
    return this.#ids.length === 0 ? 1 : Math.max(1, this.#words / this.#ids.length);
  }
  /** Undefined for a removed document. */
  id(number: number): string | undefined {
    return this.#ids[number];
  }
  number(id: string): number | undefined {
    return this.#numbers.get(id);
  }
  term(key: string): number | undefined {
    return this.#dictionary.get(key);
  }
  /** Bytes of the sealed postings and lengths. */
  get bytes(): number {
    return this.#segments.reduce(
      (sum, one) => sum + one.data.length + one.lengths.byteLength + one.terms.length * 19,
      0,
    );
  }

  add(id: string, { terms, length }: Counted): number {
    this.remove(id);
    this.#frequencies.clear();
    const number = this.#ids.length;
    const local = this.#newestLengths.length;
    this.#ids.push(id);
    this.#numbers.set(id, number);
    const words = Math.min(longestLength, Math.max(1, Math.round(length)));
    this.#newestLengths.push(words);
    this.#words += words;
    for (const [key, count] of terms) {
      let term = this.#dictionary.get(key);
      if (term === undefined) {
        term = this.#dictionary.size;
        this.#dictionary.set(key, term);
      }
      let list = this.#newest.get(term);
      if (!list) {
        list = { documents: [], frequencies: [] };
        this.#newest.set(term, list);
      }
      list.documents.push(local);
      list.frequencies.push(Math.min(255, Math.max(1, Math.round(count * frequencyUnit))));
    }
    if (this.#newestLengths.length >= fresh) this.#seal();
    return number;
  }

  remove(id: string): boolean {
    const number = this.#numbers.get(id);
    if (number === undefined) return false;
    this.#numbers.delete(id);
    this.#ids[number] = undefined;
    this.#removed++;
    return true;
  }

  /** True when more than a quarter of the numbers are of removed documents. */
  get sparse(): boolean {
    return this.#removed > 1_000 && this.#removed * 4 > this.#ids.length;
  }

  #seal(): void {
    if (this.#newestLengths.length === 0) return;
    this.#segments.push(seal(Uint16Array.from(this.#newestLengths), this.#newest));
    this.#newest = new Map();
    this.#newestLengths = [];
    for (;;) {
      const last = this.#segments.at(-1)!;
      const before = this.#segments.at(-2);
      if (!before || before.count > 2 * last.count) return;
      this.#segments.splice(-2, 2, merge([before, last]));
    }
  }

  /** Gives up removed documents and joins everything into one segment. Returns the old number of every new one. */
  compact(): Int32Array {
    this.#frequencies.clear();
    this.#seal();
    const old: number[] = [];
    let base = 0;
    const keep = this.#segments.map((segment) => {
      const numbers = new Int32Array(segment.count).fill(-1);
      let next = 0;
      for (let local = 0; local < segment.count; local++) {
        if (this.#ids[base + local] === undefined) continue;
        numbers[local] = next++;
        old.push(base + local);
      }
      base += segment.count;
      return numbers;
    });
    if (this.#removed > 0 || this.#segments.length > 1) this.#segments = [merge(this.#segments, keep)];
    const ids = old.map((number) => this.#ids[number]!);
    this.#ids = ids;
    this.#numbers = new Map(ids.map((id, number) => [id, number]));
    this.#words = this.#segments.reduce((sum, { lengths }) => lengths.reduce((a, b) => a + b, sum), 0);
    this.#removed = 0;
    return Int32Array.from(old);
  }

  /** Documents that hold the term, removed ones included until `compact`. */
  frequency(term: number): number {
    const known = this.#frequencies.get(term);
    if (known !== undefined) return known;
    let sum = this.#newest.get(term)?.documents.length ?? 0;
    for (const segment of this.#segments) {
      const at = place(segment, term);
      if (at >= 0) sum += segment.frequencies[at]!;
    }
    this.#frequencies.set(term, sum);
    return sum;
  }

  /** An upper bound of `saturation(frequency, length)` over the term's documents; it must grow with the first. */
  bound(term: number, saturation: (frequency: number, length: number) => number): number {
    const list = this.#newest.get(term);
    let most = 0;
    if (list) for (const frequency of list.frequencies) most = Math.max(most, saturation(frequency, 1));
    for (const segment of this.#segments) {
      const at = place(segment, term);
      if (at >= 0) most = Math.max(most, saturation(segment.most[at]!, segment.shortest[at]!));
    }
    return most;
  }

  /** Visits every document of a term, ascending, with its frequency (in `frequencyUnit`ths) and length. */
  scan(term: number, visit: (document: number, frequency: number, length: number) => void): void {
    let base = 0;
    for (const segment of this.#segments) {
      const at = place(segment, term);
      const { lengths } = segment;
      if (at >= 0) scan(segment, at, (local, frequency) => visit(base + local, frequency, lengths[local]!));
      base += segment.count;
    }
    const list = this.#newest.get(term);
    if (!list) return;
    for (let i = 0; i < list.documents.length; i++) {
      const local = list.documents[i]!;
      visit(base + local, list.frequencies[i]!, this.#newestLengths[local]!);
    }
  }

  /** The same for those of `wanted` (ascending) that hold the term; `index` is the place in `wanted`. */
  pick(
    term: number,
    wanted: Uint32Array,
    visit: (index: number, frequency: number, length: number) => void,
  ): void {
    let base = 0;
    let from = 0;
    for (const segment of this.#segments) {
      let to = from;
      while (to < wanted.length && wanted[to]! < base + segment.count) to++;
      const at = to > from ? place(segment, term) : -1;
      if (at >= 0) pick(segment, at, wanted, from, to, base, visit);
      from = to;
      base += segment.count;
    }
    const list = from < wanted.length ? this.#newest.get(term) : undefined;
    if (!list) return;
    for (let i = 0; i < list.documents.length; i++) {
      const local = list.documents[i]!;
      while (from < wanted.length && wanted[from]! < base + local) from++;
      if (from === wanted.length) return;
      if (wanted[from] === base + local) visit(from, list.frequencies[i]!, this.#newestLengths[local]!);
    }
  }

  /** The whole index as one file; compacts first. `digest` names the tables that it was made with. */
  save(digest: string, extra: Int8Array): Uint8Array<ArrayBuffer> {
    this.compact();
    const segment = this.#segments[0] ?? seal(new Uint16Array(0), []);
    const { count: _, ...sections } = segment;
    return pack(
      format,
      { digest, words: this.#words },
      {
        ...sections,
        extra,
        ids: encodeLines(this.#ids as string[]),
        dictionary: encodeLines(this.#dictionary.keys()),
      },
    );
  }

  /** Undefined where the bytes are no index made with the tables of this digest. */
  static load(buffer: ArrayBuffer, digest: string): { postings: Postings; extra: Int8Array } | undefined {
    const file = unpack(format, buffer);
    if (!file || file.about['digest'] !== digest) return undefined;
    const postings = new Postings();
    const lengths = file.get('lengths', Uint16Array);
    const segment: Segment = {
      count: lengths.length,
      lengths,
      terms: file.get('terms', Uint32Array),
      offsets: file.get('offsets', Float64Array),
      frequencies: file.get('frequencies', Uint32Array),
      most: file.get('most', Uint8Array),
      shortest: file.get('shortest', Uint16Array),
      data: file.get('data', Uint8Array),
    };
    if (segment.count > 0) postings.#segments = [segment];
    postings.#ids = decodeLines(file.get('ids', Uint8Array));
    for (const [number, id] of postings.#ids.entries()) postings.#numbers.set(id!, number);
    for (const [term, key] of decodeLines(file.get('dictionary', Uint8Array)).entries())
      postings.#dictionary.set(key, term);
    postings.#words = Number(file.about['words']);
    return { postings, extra: file.get('extra', Int8Array) };
  }
}
