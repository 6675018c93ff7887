import { Worker } from 'node:worker_threads';
import { type Context, type ImportInput, importForms } from '../actions/index.ts';
import { workerEntry } from '../env.ts';
import { claimTask, finishTask } from '../store/index.ts';
import type { ImportNews, ImportOrder, ImportPark } from './workers/import.ts';

export interface TaskRunner {
  /** Stops the work that runs (nothing of it is kept) and takes no more. */
  close(): Promise<void>;
}

export interface TaskOptions {
  /** Milliseconds between two looks for waiting work. */
  every?: number;
  /** Memory of the worker, in megabytes: a file that needs more fails alone. */
  memory?: number;
  /** Milliseconds that an idle worker is kept for the next piece of work. */
  idle?: number;
  log?: (error: unknown) => void;
}

/**
 * Runs imports that pages have put down, one at a time, in a thread with a memory limit, so that pages stay quick and
 * a hostile file takes nothing else with it.
 */
export function startTasks(context: Context, options: TaskOptions = {}): TaskRunner {
  const { every = 500, memory = 768, idle = 20_000, log = console.error } = options;
  const { database, park, files } = context;
  let worker: Worker | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let farewell: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const start = (): Worker => {
    const started = new Worker(workerEntry('jobs/workers/import'), {
      workerData: {
        url: database.url,
        timezone: park.timezone,
        secret: park.secret,
        files,
      } satisfies ImportPark,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
    });
    // What goes wrong is told where the worker is waited for; one that dies idle is simply gone.
    started.on('error', () => {});
    started.on('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  };

  /** Why the work ended badly, or nothing. */
  const ending = (running: Worker): Promise<unknown> =>
    new Promise((done) => {
      const settle = (failure?: unknown): void => {
        running.off('message', onNews).off('error', settle).off('exit', onExit);
        done(failure);
      };
      const onNews = (news: ImportNews) => settle(news.words);
      const onExit = () => settle(new Error('The worker ended before its work.'));
      running.on('message', onNews).on('error', settle).on('exit', onExit);
    });

  const run = async (order: Exclude<ImportOrder, 'stop'>): Promise<void> => {
    clearTimeout(farewell);
    worker ??= start();
    const end = ending(worker);
    worker.postMessage(order satisfies ImportOrder);
    const failure = await end;
    farewell = setTimeout(() => void worker?.terminate(), idle);
    farewell.unref();
    if (failure === undefined) return;
    const tooMuch = (failure as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (!tooMuch) log(failure);
    const words = tooMuch
      ? 'The file needs more memory than an import may take; nothing was kept. Please split it.'
      : 'Something went wrong here; nothing was kept.';
    await finishTask(database, order.id, { state: 'failed', error: words });
  };

  const look = async (): Promise<void> => {
    for (;;) {
      const task = closed ? undefined : await claimTask(database, importForms);
      if (!task) return;
      await run({ id: task.id, input: task.input as ImportInput });
    }
  };
  const next = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      looking = look().catch(log).then(next);
    }, every);
  };
  next();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(farewell);
      worker?.postMessage('stop' satisfies ImportOrder);
      await looking;
      await worker?.terminate();
    },
  };
}
