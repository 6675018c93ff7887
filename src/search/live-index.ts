import { Worker } from 'node:worker_threads';
import type { Tables } from '../engines/matching/index.ts';
import { highlight, quote } from '../engines/matching/index.ts';
import { workerEntry } from '../env.ts';
import { visitor } from '../records/index.ts';
import { changesSince, type Database, listen, type Park, rowsById } from '../store/index.ts';
import { databaseName, emptyIndexes } from './build-index.ts';
import { affinity, compatible, factsOf, fieldsOf, type Plain, searchedKinds } from './documents.ts';
import type { Hit, Match, Search } from './index.ts';
import type { IndexOrder } from './index-builder.ts';
import { type Content, loadContent, saveContent } from './index-file.ts';

export interface LiveOptions {
  database: Database;
  park: Park;
  tables: Tables;
  /** Where the index is kept between runs. */
  path: string;
  say?: (words: string) => void;
  /** Looks into the history at least so often, in milliseconds; a change wakes it at once. */
  every?: number;
}

/** More changed records than this are indexed anew in a thread of their own. */
const bulk = 400;
/** A match must answer this share of the text, and this share of what the best one answers: weaker ones are chance. */
const leastScore = 0.12;
const leastOfBest = 0.6;
/** So many records are indexed before others get their turn. */
const slice = 8;

/**
 * The index of this process, kept up to date by the history's sequence: whatever process wrote, through whatever
 * door, its change is met here within a second or two.
 */
export class LiveIndex implements Search {
  readonly #options: LiveOptions;
  #tables: Tables;
  #content: Content;
  #latest = 0;
  /** Steps met since the watermark, which stands still while an old transaction runs. */
  #met = new Set<number>();
  #closed = false;
  #woken: (() => void) | undefined;
  #stopListening: (() => Promise<void>) | undefined;
  #loop: Promise<void> | undefined;
  #worker: Worker | undefined;
  #dirty = false;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#tables = options.tables;
    this.#content = {
      database: databaseName(options.park),
      watermark: '0',
      indexes: emptyIndexes(options.tables),
      facts: new Map(),
    };
  }

  /** Loads what was kept (else makes it anew in the background) and follows the history from there. */
  async start(): Promise<void> {
    const { database, path, park } = this.#options;
    const tables = this.#tables;
    this.#stopListening = await listen(database, 'changes', () => this.#woken?.());
    const kept = loadContent(path, databaseName(park), () => emptyIndexes(tables));
    if (kept) this.#content = kept;
    this.#loop = this.#follow(!kept);
  }

  /** Takes newly built tables into use: the index is made anew with them. */
  useTables(tables: Tables): void {
    this.#tables = tables;
    if (!this.#closed) this.#rebuild();
  }

  /** Waits until all that is written by now can be found: for tests and for commands that end. */
  async settled(): Promise<void> {
    await this.#catchUp();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#woken?.();
    await this.#stopListening?.();
    this.#endRetry?.();
    await this.#worker?.terminate();
    await this.#rebuilding;
    await this.#loop;
    if (this.#dirty) saveContent(this.#options.path, this.#content);
  }

  async #follow(anew: boolean): Promise<void> {
    if (anew) this.#rebuild();
    while (!this.#closed) {
      try {
        await this.#catchUp();
      } catch (error) {
        // The database may be away for a moment; the next look finds what was missed.
        if (!this.#closed)
          this.#options.say?.(`The search index could not follow the history: ${String(error)}`);
      }
      if (this.#closed) break;
      await this.#pause(this.#options.every ?? 1000);
    }
  }

  /** Waits, unless woken by a change. */
  #pause(milliseconds: number): Promise<void> {
    return new Promise<void>((done) => {
      const timer = setTimeout(done, milliseconds);
      this.#woken = () => {
        clearTimeout(timer);
        this.#woken = undefined;
        done();
      };
    });
  }

  #running: Promise<void> | undefined;
  /** One look at a time; who asks meanwhile waits for a look that began after asking. */
  async #catchUp(): Promise<void> {
    while (this.#running) await this.#running;
    this.#running = this.#look().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #look(): Promise<void> {
    const { database, park } = this.#options;
    // A rebuilt index may take this one's place meanwhile: it then begins at its own watermark.
    const content = this.#content;
    const met = this.#met;
    const { steps, watermark } = await changesSince(database, content.watermark, Object.keys(park.kinds));
    const changed = new Map<string, string>();
    for (const step of steps) {
      if (step.seq > this.#latest) this.#latest = step.seq;
      if (searchedKinds.includes(step.kind) && !met.has(step.seq)) changed.set(step.record, step.kind);
    }
    if (changed.size > bulk) this.#rebuild();
    else {
      for (const name of searchedKinds) {
        const ids = [...changed].filter(([, kind]) => kind === name).map(([id]) => id);
        await this.#take(content, name, ids);
      }
    }
    // What lies behind the watermark is not met again; the rest may be.
    met.clear();
    if (watermark === content.watermark) for (const step of steps) met.add(step.seq);
    content.watermark = watermark;
  }

  /** Brings records up to date as a visitor reads them now; what is out of a visitor's reach cannot be found. */
  async #take(content: Content, name: string, ids: string[]): Promise<void> {
    const { database, park } = this.#options;
    for (let place = 0; place < ids.length && !this.#closed; place += slice) {
      const some = ids.slice(place, place + slice);
      const rows = await rowsById(database, park, park.kinds[name]!, visitor, some);
      const found = new Map(
        rows.map((row) => JSON.parse(row) as Plain).map((row) => [String(row['id']), row]),
      );
      for (const id of some) {
        const row = found.get(id);
        const shown = row && (name !== 'opportunity' || row['status'] === 'published');
        if (!shown) {
          content.indexes[name]!.remove(id);
          content.facts.delete(id);
        } else {
          content.indexes[name]!.add(id, fieldsOf(name, row));
          if (name === 'opportunity') content.facts.set(id, factsOf(row));
        }
        this.#dirty = true;
      }
      await new Promise((done) => setImmediate(done));
    }
  }

  #rebuilding: Promise<void> | undefined;

  /** Makes the whole index anew in a thread of its own, and takes it over when it is done; tries again where that fails. */
  #rebuild(): void {
    if (this.#rebuilding) {
      this.#again = true;
      return;
    }
    this.#rebuilding = this.#makeAnew().finally(() => {
      this.#rebuilding = undefined;
      if (this.#again && !this.#closed) this.#rebuild();
    });
  }
  /** Asked for while one was under way: what it read may be older than the asking. */
  #again = false;

  async #makeAnew(): Promise<void> {
    this.#again = false;
    const { database, park, path, say } = this.#options;
    const order: IndexOrder = { url: database.url, timezone: park.timezone, path };
    const worker = new Worker(workerEntry('search/index-builder'), { workerData: order });
    this.#worker = worker;
    const whole = await new Promise<boolean>((done) => {
      worker.once('error', (error) => {
        if (!this.#closed) say?.(`The search index could not be made: ${String(error)}`);
        done(false);
      });
      worker.once('exit', (code) => done(code === 0));
    });
    this.#worker = undefined;
    if (this.#closed) return;
    const made = whole ? loadContent(path, databaseName(park), () => emptyIndexes(this.#tables)) : undefined;
    if (!made) {
      await this.#pauseRetry();
      this.#again = true;
      return;
    }
    this.#content = made;
    this.#met = new Set();
    this.#dirty = false;
    this.#woken?.();
  }

  #pauseRetry = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, 5000);
      this.#endRetry = () => {
        clearTimeout(timer);
        done();
      };
    });
  #endRetry: (() => void) | undefined;

  find(kind: string, text: string, limit: number): Hit[] {
    const index = this.#content.indexes[kind];
    return index
      ? index.search(text.slice(0, 2000), { top: limit }).map(({ id, score }) => ({ id, score }))
      : [];
  }

  matches(opportunity: Plain, limit: number): Match[] {
    const index = this.#content.indexes['opportunity'];
    if (!index) return [];
    const own = factsOf(opportunity);
    const { facts } = this.#content;
    const other = (id: string) => facts.get(id);
    const found = index.search(fieldsOf('opportunity', opportunity), {
      top: limit,
      filter: (id) => {
        const its = other(id);
        return its !== undefined && id !== opportunity['id'] && compatible(own, its);
      },
      boost: (id) => affinity(own, other(id)!),
    });
    const least = Math.max(leastScore, leastOfBest * (found[0]?.score ?? 0));
    return found.filter((match) => match.score >= least);
  }

  quote(reasons: Match['reasons'], opportunity: Plain): void {
    quote(reasons, fieldsOf('opportunity', opportunity), this.#content.indexes['opportunity']!.analyser);
  }

  highlight(question: string, text: string, language?: string): { start: number; end: number }[] {
    const { analyser } = this.#content.indexes['opportunity']!;
    return highlight(analyser, analyser.analyse(question.slice(0, 2000)), text, language);
  }

  latestChange(): number {
    return this.#latest;
  }
}
