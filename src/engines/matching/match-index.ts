import { Analyser } from './analyse.ts';
import { type Contribution, contributions } from './contributions.ts';
import { dilution, isPivot } from './dilution.ts';
import { Meanings } from './meanings.ts';
import { type Plan, plan } from './plan.ts';
import { Postings } from './postings.ts';
import { type Answer, reasons, remember } from './reasons.ts';
import { largestBoost, noBoost, type Scored, Scorer } from './search.ts';
import { noTables, type Tables } from './tables.ts';
import type { Analysis, Field, Result, SearchOptions } from './types.ts';
import { weights } from './weights.ts';

/** A query: text with its language where known, or what `analyse` made of it. */
export type Query = string | { text: string; language?: string | undefined } | readonly Field[] | Analysis;

/** Documents whose words are kept for reasons from when they are added. */
const mostRemembered = 10_000;

/** Every document once, in one space for all languages; changed one at a time, saved and loaded whole. */
export class MatchIndex {
  readonly analyser: Analyser;
  #postings = new Postings();
  readonly #meanings: Meanings;
  readonly #scorer = new Scorer();

  constructor(tables: Tables = noTables) {
    this.analyser = new Analyser(tables);
    this.#meanings = new Meanings(tables);
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
    // Analysed once for the index and for reasons, as long as they are few.
    const forms =
      typeof fields !== 'string' && this.size < mostRemembered ? new Map<string, string>() : undefined;
    for (const { text, language, weight = 1 } of typeof fields === 'string' ? [{ text: fields }] : fields) {
      for (const unit of this.analyser.analyse(text, language).units) {
        // `ko:` alone counts the documents with Korean in them: its words are rare or not among those.
        if (unit.language !== 'en') terms.set(`${unit.language}:`, 1);
        const share = weight * dilution(unit, weights.diluteDocument);
        for (const { key, weight: own } of unit.terms) {
          const mass = own * (isPivot(key) ? share : weight);
          length += mass / weight;
          const before = terms.get(key);
          if (before === undefined) forms?.set(key, unit.text);
          terms.set(key, (before ?? 0) + mass);
        }
      }
    }
    if (forms) remember(fields as readonly Field[], forms);
    this.#forget(id);
    const number = this.#postings.add(id, { terms, length });
    this.#meanings.set(number, terms);
    if (this.#postings.sparse) this.#compact();
  }

  /** False where there was none. */
  remove(id: string): boolean {
    this.#forget(id);
    const removed = this.#postings.remove(id);
    if (this.#postings.sparse) this.#compact();
    return removed;
  }

  #forget(id: string): void {
    const number = this.#postings.number(id);
    if (number !== undefined) this.#meanings.unset(number);
  }

  #compact(): void {
    this.#meanings.compact(this.#postings.compact());
  }

  /** Best first. Empty where nothing in the query says what it is about, or nothing answers it. */
  search(query: Query, options: SearchOptions = {}): Result[] {
    const { filter, boost, fields, top = 10 } = options;
    const analysis = this.#analysis(query);
    const { wanted, most } = plan(analysis, this.#postings, this.analyser.tables.row);
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
    // Words with several translations score otherwise together than in the search for candidates.
    const exact = wanted.some(({ sources }) => sources.some(({ side }) => side));
    const candidates = this.#scorer.best(postings, wanted, {
      top: exact || this.#meanings.dimensions > 0 ? Math.max(weights.candidates, 2 * top) : top,
      passes,
      boost: factor,
      mostBoost: boost ? largestBoost : 1,
      pruning: options.pruning ?? true,
    });
    const answers = this.#arrange({ wanted, most }, candidates, exact, factor, top);
    return reasons({ analysis, most, answers, postings, fields, analyser: this.analyser });
  }

  /** Scores the candidates exactly, adds nearness of the whole texts, and takes the top. */
  #arrange(
    { wanted, most }: Plan,
    candidates: readonly Scored[],
    exact: boolean,
    factor: (document: number) => number,
    top: number,
  ): Answer[] {
    const saturate = this.#scorer.saturation(this.#postings.meanLength);
    const partsOf = (list: readonly Scored[]): Map<number, Contribution[]> => {
      const documents = Uint32Array.from(list, ({ document }) => document).sort();
      const parts = contributions(documents, wanted, this.#postings, saturate);
      return new Map(Array.from(documents, (document, i) => [document, parts[i]!]));
    };
    const total = (document: number, list: readonly Contribution[]): number =>
      factor(document) * list.reduce((sum, { weight }) => sum + weight, 0);
    let parts = exact ? partsOf(candidates) : undefined;
    const scored = candidates.map(({ document, score }) => ({
      document,
      score: parts ? total(document, parts.get(document)!) : score,
      near: 0,
    }));
    const nearness = this.#meanings.nearness(
      this.#meanings.of(wanted.map(({ key, weight }) => [key, weight ** weights.focus])),
    );
    // A few words are answered nearly whole by the best, a long text in small part: nearness keeps pace with both.
    const best = scored.reduce((most, { score }) => Math.max(most, score), 0);
    const scale = weights.nearness * Math.sqrt(best * most);
    for (const one of scored) {
      one.near = scale * Math.max(0, nearness(one.document));
      one.score += one.near;
    }
    const answers = scored.sort((x, y) => y.score - x.score || x.document - y.document).slice(0, top);
    parts ??= partsOf(answers);
    return answers.map(({ document, near }) => ({
      document,
      near,
      parts: parts.get(document)!,
      factor: factor(document),
    }));
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
    this.#compact();
    return this.#postings.save(this.analyser.tables.digest, this.#meanings.data);
  }

  /** Takes the place of everything here; false, and nothing changed, where the file is none or of other tables. */
  load(buffer: ArrayBuffer): boolean {
    const loaded = Postings.load(buffer, this.analyser.tables.digest);
    if (!loaded) return false;
    this.#postings = loaded.postings;
    this.#meanings.data = loaded.extra;
    return true;
  }

  /** Facts for measurements. */
  get bytes(): number {
    return this.#postings.bytes;
  }
}

export const createIndex = (tables: Tables = noTables): MatchIndex => new MatchIndex(tables);
