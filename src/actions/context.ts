import { Conflict, Invalid, NotFound, type Problem } from '../errors.ts';
import { BadQuery } from '../filter/index.ts';
import type { FieldProblem, Kind, Viewer } from '../records/index.ts';
import type { Search } from '../search/index.ts';
import { answerOnce, claimOnce, type Database, type Db, type Hand, type Park } from '../store/index.ts';

/** What actions stand on: made once by the composition root, passed to every action. */
export interface Context {
  database: Database;
  park: Park;
  search: Search;
  /** Where the park is reached from outside, without a slash at the end. */
  address?: string;
  /** Folder of the stored files. */
  files: string;
}

/** Who asks, and through which door. */
export interface Caller {
  viewer: Viewer;
  door: Hand['door'];
  /** The long work that this is a part of. */
  task?: string;
}

export const handOf = (caller: Caller): Hand => ({
  actor: caller.viewer.user ?? caller.viewer.role,
  door: caller.door,
  ...(caller.task ? { task: caller.task } : {}),
});

/** A kind by its name; unknown names are not found. */
export function kindOf(context: Context, name: string): Kind {
  const kind = Object.hasOwn(context.park.kinds, name) ? context.park.kinds[name] : undefined;
  if (!kind) throw new NotFound(`There is no kind of record called ${name.slice(0, 80)}.`);
  return kind;
}

export const kindByPlural = (context: Context, plural: string): Kind | undefined =>
  Object.values(context.park.kinds).find((kind) => kind.plural === plural);

/** Refuses what was written wrongly, every problem at its place. */
export function refuse(problems: readonly (FieldProblem | Problem)[]): never {
  throw new Invalid('Some of this cannot be taken as it is.', [...problems]);
}

/** Runs a question; what the grammar does not know becomes a refusal with its places. */
export async function asked<T>(question: () => Promise<T> | T): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof BadQuery)
      throw new Invalid('The question cannot be answered as it stands.', error.problems);
    throw error;
  }
}

/** A key under which a request acts once, and a digest of what was sent with it. */
export interface Once {
  key: string;
  digest: string;
}

/**
 * Runs work in one transaction, once for a key: a request sent again gets the first answer. The same key with
 * other content is refused.
 */
export async function transactOnce<T>(
  context: Context,
  once: Once | undefined,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  return context.database.transaction(async (tx) => {
    if (!once) return work(tx);
    const earlier = await claimOnce(tx, once.key, once.digest);
    if (earlier) {
      if (earlier.digest !== once.digest)
        throw new Conflict('This key was used before with other content.', null, null);
      return earlier.answer as T;
    }
    const answer = await work(tx);
    await answerOnce(tx, once.key, answer);
    return answer;
  });
}
