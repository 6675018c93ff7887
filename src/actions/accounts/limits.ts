import { TooMany } from '../../errors.ts';
import type { Context } from '../context.ts';

/** How much may be done at once, and in how many seconds one more becomes possible. */
interface Limit {
  burst: number;
  seconds: number;
}

/**
 * What is limited, and by what it is told apart. A sign-in counts for the pair of address and account first, so
 * that a stranger who guesses elsewhere cannot lock the account's owner out; the account alone has a wider limit
 * against guessing from many addresses.
 */
const limits = {
  'sign-in': { burst: 5, seconds: 60 },
  'sign-in address': { burst: 20, seconds: 30 },
  'sign-in account': { burst: 50, seconds: 60 },
  password: { burst: 5, seconds: 60 },
  'reset address': { burst: 5, seconds: 180 },
  'reset account': { burst: 3, seconds: 1200 },
  token: { burst: 20, seconds: 30 },
  invitation: { burst: 60, seconds: 60 },
  interest: { burst: 10, seconds: 180 },
  change: { burst: 600, seconds: 0.2 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

interface Bucket {
  name: LimitName;
  /** How many are left, as of `at` (milliseconds). */
  left: number;
  at: number;
}

const hair = 1e-6;

/** Buckets beyond this many are swept: those full again first, then all. */
const keptBuckets = 100_000;

/** Token buckets in the memory of one process: several web processes each keep their own count. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes one; returns the seconds to wait where none is left, else 0. */
  take(name: LimitName, key: string): number {
    const { burst, seconds } = limits[name];
    const now = this.#now();
    const id = `${name} ${key}`;
    const known = this.#buckets.get(id);
    const left = known ? Math.min(burst, known.left + (now - known.at) / 1000 / seconds) : burst;
    // A hair less than one is one: what refills in thirds never sums up exactly.
    if (left < 1 - hair) return Math.max(1, Math.ceil((1 - left) * seconds - hair));
    if (!known && this.#buckets.size >= keptBuckets) this.#sweep(now);
    this.#buckets.set(id, { name, left: left - 1, at: now });
    return 0;
  }

  /** Gives one back: what was taken for an attempt that turned out well. */
  giveBack(name: LimitName, key: string): void {
    const known = this.#buckets.get(`${name} ${key}`);
    if (known) known.left = Math.min(limits[name].burst, known.left + 1);
  }

  #sweep(now: number): void {
    for (const [id, { name, left, at }] of this.#buckets) {
      const { burst, seconds } = limits[name];
      if (left + (now - at) / 1000 / seconds >= burst) this.#buckets.delete(id);
    }
    if (this.#buckets.size >= keptBuckets) this.#buckets.clear();
  }
}

const known = new WeakMap<Context, Buckets>();

export function bucketsOf(context: Context): Buckets {
  let buckets = known.get(context);
  if (!buckets) known.set(context, (buckets = new Buckets()));
  return buckets;
}

/** Counts one; throws {@link TooMany} with the seconds to wait where the limit is reached. */
export function limit(context: Context, name: LimitName, key: string): void {
  const wait = bucketsOf(context).take(name, key);
  if (wait > 0) throw new TooMany('There were many attempts in a short time. Please try again later.', wait);
}
