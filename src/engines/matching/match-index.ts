import { Analyser } from './analyse.ts';
import { Postings } from './postings.ts';
import { reasons } from './reasons.ts';
import { largestBoost, noBoost, plan, Scorer } from './search.ts';
import { noTables, type Tables } from './tables.ts';
import type { Analysis, Field, Result, SearchOptions } from './types.ts';

/** A query: text with its language where known, or what `analyse` made of it. */
export type Query = string | { text: string; language?: string | undefined } | readonly Field[] | Analysis;

/** Every document once, in one space for all languages; changed one at a time, saved and loaded whole. */
export class MatchIndex {
  readonly analyser: Analyser;
  #postings = new Postings();
  readonly #scorer = new Scorer();

  constructor(tables: Tables = noTables) {
    this.analyser = new Analyser(tables);
  }

  /** Documents that can be found. */
  get size(): number {
    return this.#postings.size;
  }
  has(id: string): boolean {
    return this.#postings.number(id) !== undefined;
  }

  /** Adds a document, in place of the one of the same id. Ids are any text without a line break. */
  add(id: string, fields: readonly Field[] | string): void {
    const terms = new Map<string, number>();
    let length = 0;
    for (const { text, language, weight = 1 } of typeof fields === 'string' ? [{ text: fields }] : fields) {
      for (const unit of this.analyser.analyse(text, language).units) {
        length++;
        for (const term of unit.terms) terms.set(term.key, (terms.get(term.key) ?? 0) + term.weight * weight);
      }
    }
    this.#postings.add(id, { terms, length });
    if (this.#postings.sparse) this.#postings.compact();
  }

  /** False where there was none. */
  remove(id: string): boolean {
    const removed = this.#postings.remove(id);
    if (this.#postings.sparse) this.#postings.compact();
    return removed;
  }

  /** Best first. Empty where nothing in the query says what it is about, or nothing answers it. */
  search(query: Query, options: SearchOptions = {}): Result[] {
    const { filter, boost, fields, top = 10 } = options;
    const analysis = this.#analysis(query);
    const { wanted, most } = plan(analysis, this.#postings);
    if (wanted.length === 0 || top < 1) return [];
    const postings = this.#postings;
    const passed = new Map<number, boolean>();
    const passes = (document: number): boolean => {
      if (!filter) return true;
      let answer = passed.get(document);
      if (answer === undefined) {
        answer = filter(postings.id(document)!);
        passed.set(document, answer);
      }
      return answer;
    };
    const factor = boost
      ? (document: number) => Math.min(largestBoost, Math.max(1, boost(postings.id(document)!) || 1))
      : noBoost;
    const best = this.#scorer.best(postings, wanted, {
      top,
      passes,
      boost: factor,
      mostBoost: boost ? largestBoost : 1,
      pruning: options.pruning ?? true,
    });
    return reasons({
      analysis,
      wanted,
      most,
      best,
      postings,
      scorer: this.#scorer,
      factor,
      fields,
      analyser: this.analyser,
    });
  }

  #analysis(query: Query): Analysis {
    if (typeof query === 'string') return this.analyser.analyse(query);
    if ('units' in query) return query;
    if ('text' in query) return this.analyser.analyse(query.text, query.language);
    const parts = query.map(({ text, language }) => this.analyser.analyse(text, language));
    return { language: parts[0]?.language ?? 'en', units: parts.flatMap(({ units }) => units) };
  }

  /** The whole index as one file. Removed documents are given up. */
  save(): Uint8Array<ArrayBuffer> {
    return this.#postings.save(this.analyser.tables.digest, new Int8Array(0));
  }

  /** Takes the place of everything here; false, and nothing changed, where the file is none or of other tables. */
  load(buffer: ArrayBuffer): boolean {
    const loaded = Postings.load(buffer, this.analyser.tables.digest);
    if (!loaded) return false;
    this.#postings = loaded.postings;
    return true;
  }

  /** Facts for measurements. */
  get bytes(): number {
    return this.#postings.bytes;
  }
}

export const createIndex = (tables: Tables = noTables): MatchIndex => new MatchIndex(tables);
