import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Context, type ImportInput, importForms } from '../actions/index.ts';
import { workerEntry } from '../env.ts';
import { claimTask, finishTask } from '../store/index.ts';
import type { ImportJob } from './workers/import.ts';

export interface TaskRunner {
  /** Stops the work that runs (nothing of it is kept) and takes no more. */
  close(): Promise<void>;
}

export interface TaskOptions {
  /** Milliseconds between two looks for waiting work. */
  every?: number;
  /** Memory of one worker, in megabytes: a file that needs more fails alone. */
  memory?: number;
  log?: (error: unknown) => void;
}

/**
 * Runs imports that pages have put down, one at a time, each in a thread with a memory limit, so that pages stay
 * quick and a hostile file takes nothing else with it.
 */
export function startTasks(context: Context, options: TaskOptions = {}): TaskRunner {
  const { every = 500, memory = 768, log = console.error } = options;
  const { database, park } = context;
  let worker: Worker | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    for (;;) {
      const task = closed ? undefined : await claimTask(database, importForms);
      if (!task) return;
      await run({ id: task.id, input: task.input as ImportInput });
    }
  };
  const run = async (task: ImportJob['task']): Promise<void> => {
    const job: ImportJob = {
      url: database.url,
      timezone: park.timezone,
      secret: park.secret,
      files: context.files,
      task,
    };
    worker = new Worker(workerEntry('jobs/workers/import'), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
    });
    let failure: Error | undefined;
    worker.on('error', (error) => {
      failure = error as Error;
    });
    await once(worker, 'exit').catch(() => {});
    worker = undefined;
    if (!failure) return;
    const tooMuch = (failure as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (!tooMuch) log(failure);
    const words = tooMuch
      ? 'The file needs more memory than an import may take; nothing was kept. Please split it.'
      : 'Something went wrong here; nothing was kept.';
    await finishTask(database, task.id, { state: 'failed', error: words });
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
      worker?.postMessage('stop');
      await looking;
    },
  };
}
