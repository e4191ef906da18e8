import type pg from 'pg';
import { Fault } from '../kernel/index.ts';
import { isConnectionLost, whyUnavailable } from '../platform/db/index.ts';
import type { Signal, SignalOutcome } from './model.ts';
import { type BatchPayload, deletePayload, keepPayload } from './store-ingest.ts';

const NOTHING = Buffer.alloc(0);

/**
 * Takes a request of more signals than one commit takes, part by part. Its body, which may have 32 MiB, is stored once and
 * before all others, and not with each part; and it goes again when nothing in it was news.
 */
export async function inParts(
  pool: pg.Pool,
  signals: readonly Signal[],
  payload: BatchPayload,
  by: {
    readonly perCommit: number;
    readonly join: (part: readonly Signal[], payload: BatchPayload) => Promise<readonly SignalOutcome[]>;
  },
): Promise<readonly SignalOutcome[]> {
  await reached(() => keepPayload(pool, payload));
  const outcomes: SignalOutcome[] = [];
  for (let from = 0; from < signals.length; from += by.perCommit) {
    const part = signals.slice(from, from + by.perCommit);
    outcomes.push(...(await by.join(part, { ...payload, body: NOTHING })));
  }
  if (outcomes.every((outcome) => outcome === 'repeated' || outcome === 'dropped'))
    await reached(() => deletePayload(pool, payload.id));
  return outcomes;
}

async function reached(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    const words = `${whyUnavailable(error)} Retry shortly.`;
    throw Object.assign(new Fault('unavailable', 'ingest_unavailable', words), { cause: error });
  }
}
