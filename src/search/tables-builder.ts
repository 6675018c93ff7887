import { parentPort } from 'node:worker_threads';
import { makeTables } from './tables.ts';

// Learning translations takes a while and much memory: in a thread of its own.
if (parentPort) await makeTables((words) => parentPort!.postMessage(words));
