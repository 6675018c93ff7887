import { parentPort, workerData } from 'node:worker_threads';
import {
  drawSchedule,
  type Fault,
  type Instance,
  InvalidInstance,
  type Progress,
  plan,
  type Schedule,
} from '../../engines/scheduling/index.ts';

/** What the thread is started with; `text` is the instance as JSON. */
export interface PlanTask {
  text: string;
  seconds?: number;
  iterations?: number;
  seed?: number;
  draw?: boolean;
}

/** What the thread tells. It ends by itself after `done`, `invalid` or `failed`; any message to it stops the search. */
export type PlanNews =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; schedule: Schedule; cancelled: string[]; svg?: string }
  | { kind: 'invalid'; faults: Fault[] }
  | { kind: 'failed'; words: string };

const port = parentPort!;
const tell = (news: PlanNews): void => port.postMessage(news);
const control = new AbortController();
port.once('message', () => control.abort());

async function work({ text, draw, ...options }: PlanTask): Promise<void> {
  let instance: Instance;
  try {
    instance = JSON.parse(text) as Instance;
  } catch (error) {
    return tell({
      kind: 'invalid',
      faults: [{ place: 'file', words: `is no JSON: ${(error as Error).message}` }],
    });
  }
  const schedule = await plan(instance, {
    ...options,
    clock: () => performance.now(),
    signal: control.signal,
    onProgress: (progress) => tell({ kind: 'progress', progress }),
  });
  const wanted = new Set(instance.meetings.map((m) => m.id));
  const cancelled = (instance.previous ?? []).map((a) => a.meeting).filter((id) => !wanted.has(id));
  tell({ kind: 'done', schedule, cancelled, ...(draw ? { svg: drawSchedule(instance, schedule) } : {}) });
}

try {
  await work(workerData as PlanTask);
} catch (error) {
  tell(
    error instanceof InvalidInstance
      ? { kind: 'invalid', faults: error.faults }
      : { kind: 'failed', words: (error as Error).stack ?? String(error) },
  );
}
port.close();
