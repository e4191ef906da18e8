import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ask, Unanswered } from '../../platform/outbound/index.ts';
import type { Whose } from './decide-busy.ts';
import type { Busy } from './model.ts';

const CHILD = join(import.meta.dirname, 'reading-child.ts');
const ANSWER_MS = 10_000;
/** Years of meetings with their texts; only one of somebody who keeps everything is larger. */
const MOST_BYTES = 10_000_000;
const READ_MS = 5_000;
const MOST_MEMORY_MB = 256;

/** At a time, in this process: each may take as much memory as a thread may have. */
const MOST_READERS = 2;

/** So many are read already. */
export class CalendarsBusy extends Error {}

/** Why a calendar could not be read, in a sentence for its owner; never holds its address. */
export class CalendarTrouble extends Error {}

export type ReadCalendar = (url: URL, whose: Whose) => Promise<Busy>;

/** Asks for a calendar, bounded in time, bytes and memory, and two at a time. @throws CalendarTrouble, CalendarsBusy */
export function calendarReader(allowed: (url: URL) => boolean): ReadCalendar {
  let reading = 0;
  return async (url, whose) => {
    if (reading >= MOST_READERS) throw new CalendarsBusy('Other calendars are being read.');
    reading += 1;
    try {
      const answer = await ask(url, {
        ...{ allowed, timeoutMs: ANSWER_MS, mostBytes: MOST_BYTES, redirects: 3 },
        headers: { accept: 'text/calendar' },
      });
      if (answer.status < 200 || answer.status >= 300) throw new CalendarTrouble(said(url, answer.status));
      return await busyOf(answer.text, whose);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      // Where it redirects to may be as secret as the address itself.
      throw new CalendarTrouble(
        error.trouble === 'redirect' ? `${url.host} redirects too often.` : error.message,
      );
    } finally {
      reading -= 1;
    }
  };
}

function said({ host }: URL, status: number): string {
  if (status === 401 || status === 403)
    return `${host} does not let Tocsin read this calendar (${status}). Publish it, and enter the address it has then.`;
  if (status === 404 || status === 410)
    return `${host} has no calendar at this address any more (${status}). Enter the address it has now.`;
  return `${host} answered ${status}.`;
}

const busyOf = (text: string, whose: Whose): Promise<Busy> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(CHILD, {
      workerData: { text, whose },
      ...{ env: {}, execArgv: [] },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const tooMuch = new CalendarTrouble('This calendar is too large or too intricate to be read.');
    // allow(R8): it stops a thread of this request, and outlives nothing
    const patience = setTimeout(() => end(() => reject(tooMuch)), READ_MS);
    const end = (settle: () => void) => {
      clearTimeout(patience);
      settle();
      void worker.terminate();
    };
    worker.once('message', (busy: Busy | null) =>
      end(() =>
        busy === null
          ? reject(new CalendarTrouble('What is at this address is no iCalendar file.'))
          : resolve(busy),
      ),
    );
    // Out of memory, and a fault of ours, look the same from here.
    worker.once('error', () => end(() => reject(tooMuch)));
  });
