import { PgBoss } from 'pg-boss';
import { type Context, expireOpportunities } from '../actions/index.ts';
import { type Mailer, mailerFromEnvironment } from '../mail/index.ts';
import { clearExpired, listen, sealChanges } from '../store/index.ts';
import { sendLetters } from './send-letters.ts';

export interface JobsOptions {
  /** The mail server; what the environment names where left out, none where null. */
  mailer?: Mailer | null;
  /** Milliseconds between two sealings of the history. */
  sealEvery?: number;
  log?: (error: unknown) => void;
}

export interface Jobs {
  close(): Promise<void>;
}

/** One-time keys act for so many days. */
const onceDays = 7;

/**
 * Starts the work that nobody waits for. Each web process may start it: of several, one does each piece. The
 * history is sealed every few seconds; letters are sent as they are written, and tried again; what has run out is
 * closed and cleared every night, and at the start for the nights that were missed.
 */
export async function startJobs(context: Context, options: JobsOptions = {}): Promise<Jobs> {
  const log = options.log ?? console.error;
  const mailer = options.mailer === undefined ? mailerFromEnvironment(context.address) : options.mailer;
  const boss = new PgBoss({
    connectionString: context.database.url,
    application_name: 'causeway jobs',
    max: 2,
    monitorVacuum: false,
  });
  boss.on('error', log);
  await boss.start();

  const nightly = async (name: string, cron: string, work: () => Promise<unknown>) => {
    await boss.createQueue(name, {
      policy: 'stately',
      retryLimit: 3,
      retryDelay: 60,
      deleteAfterSeconds: 86_400,
    });
    await boss.work(name, { pollingIntervalSeconds: 10 }, async () => {
      await work();
    });
    await boss.schedule(name, cron, null, { tz: context.park.timezone });
    await boss.send(name);
  };
  await nightly('expire-opportunities', '5 0 * * *', () => expireOpportunities(context));
  await nightly('clear-expired', '35 3 * * *', () => clearExpired(context.database, onceDays));

  const closing: (() => Promise<unknown>)[] = [];
  if (mailer) {
    const send = oneAtATime(() => sendLetters(context, mailer), log);
    await boss.createQueue('send-letters', { policy: 'stately', deleteAfterSeconds: 3600 });
    await boss.work('send-letters', { pollingIntervalSeconds: 10 }, send);
    await boss.schedule('send-letters', '* * * * *');
    const silence = await listen(context.database, 'letters', () => void send());
    send();
    closing.push(silence, async () => {
      await send.finished();
      mailer.close();
    });
  }

  const seal = oneAtATime(async () => {
    // A long import leaves more than one batch.
    while ((await sealChanges(context.database)) === sealBatch);
  }, log);
  const timer = setInterval(seal, options.sealEvery ?? 3000);

  return {
    async close() {
      clearInterval(timer);
      await seal.finished();
      for (const close of closing) await close();
      await boss.stop({ graceful: true, timeout: 3000 });
    },
  };
}

/** What {@link sealChanges} does at once. */
const sealBatch = 10_000;

/**
 * Work that is never done twice at once in this process: asked for while it runs, it runs once more afterwards.
 * Its errors go to the log.
 */
function oneAtATime(
  work: () => Promise<unknown>,
  log: (error: unknown) => void,
): (() => Promise<void>) & { finished(): Promise<void> } {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work().catch(log);
    } while (again);
    running = undefined;
  };
  const ask = () => {
    if (running) again = true;
    else running = run();
    return running!;
  };
  return Object.assign(ask, {
    finished: async () => {
      again = false;
      await running;
    },
  });
}
