import { parentPort, workerData } from 'node:worker_threads';
import { busyIn, type Whose } from './decide-busy.ts';

/* A thread of its own: a calendar comes from anywhere, and one that takes for ever to read must not hold up a page. */
const { text, whose } = workerData as { readonly text: string; readonly whose: Whose };
try {
  parentPort?.postMessage(busyIn(text, whose));
} catch {
  parentPort?.postMessage(null);
}
