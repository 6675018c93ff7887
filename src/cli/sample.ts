import { parseArgs } from 'node:util';
import { loadSample } from '../actions/index.ts';
import { Failure } from '../errors.ts';
import { type Kind, kinds } from '../records/index.ts';
import type { Command, OpenPark } from './command.ts';
import { say } from './say.ts';

export const sample = (open: OpenPark): Command => ({
  name: 'sample',
  summary: 'loads the sample park into an empty park',
  help: `causeway sample

Loads the fictional sample park: organisations, places, people, offers and requests, all marked as sample.
Only into a park that never had a record; exit 1 where it has.`,
  async run(args) {
    parseArgs({ args, options: {}, strict: true });
    const park = await open();
    try {
      say(sampleLoaded(await loadSample(park.context)));
      return 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(error.message);
      return 1;
    } finally {
      await park.close();
    }
  },
});

/** What came in, in a line. */
export const sampleLoaded = (counts: Record<string, number>): string =>
  `Loaded the sample park: ${Object.values<Kind>(kinds)
    .map(({ name, label }) => [counts[name] ?? 0, label] as const)
    .filter(([count]) => count > 0)
    .map(([count, { one, many }]) => `${count} ${(count === 1 ? one : many).en.toLowerCase()}`)
    .join(', ')}.`;
