import { scheduler } from 'node:timers/promises';
import type pg from 'pg';
import { backOff } from './back-off.ts';
import { connection, endWhenSilent, Session, type Source } from './connection.ts';
import { DatabaseAway } from './lost.ts';

/** An idle connection says nothing of a server that is gone, so it asks. */
const BEAT_MS = 5_000;
/** Its statements are all short, so that silence is noticed sooner than on a pool. */
const SILENCE_MS = 8_000;
const LOOK_MS = 2_000;
/** A connection that has held for so long was good: the next failure is a first one again. */
const GOOD_MS = 10_000;
/** While another connection of the process tries. */
const LOOK_AGAIN_MS = 250;

export interface HeldConnection {
  /** Settles with the first attempt. Whoever can do without takes no notice of a failure: it is tried again. */
  readonly first: Promise<void>;
  close(): Promise<void>;
}

export interface HoldOptions {
  readonly database: Source;
  /** Its application_name, for pg_stat_activity. */
  readonly name: string;
  /** Makes a new connection what it is for (takes a lock, listens). Should it fail, the connection is made anew. */
  readonly opened: (client: pg.Client) => Promise<unknown>;
  /** Told each time the connection is lost, or could not be made. */
  readonly onTrouble: (error: unknown) => void;
  /** Waits; another one in tests, where minutes of absence pass at once. @throws when aborted */
  readonly pause?: (ms: number, options: { signal: AbortSignal }) => Promise<unknown>;
}

/**
 * One connection beside the pools, held for as long as the process lives and made anew whenever it breaks, however it
 * breaks: the server ends it, refuses it (starting up, shutting down, too many), cannot be reached, or has gone silent.
 *
 * It is one loop: connect, hold, pause, and again. Events that each asked for a new attempt were the other choice;
 * a connection that fails reports so in several ways, and with two of them heard, each lost connection becomes two.
 */
export function holdConnection(options: HoldOptions): HeldConnection {
  const { database, onTrouble, pause = (ms, pausing) => scheduler.wait(ms, pausing) } = options;
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => undefined);
  const closing = new AbortController();

  async function keep(): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      const attempt = { openedAt: 0, wasMade: true };
      try {
        await holdOnce(options, closing.signal, () => {
          attempt.openedAt = performance.now();
          first.resolve();
        });
      } catch (error) {
        if (closing.signal.aborted) return;
        first.reject(error);
        attempt.wasMade = !(error instanceof DatabaseAway);
        if (attempt.wasMade || failures === 1) onTrouble(error);
      }
      if (closing.signal.aborted) return;
      if (attempt.openedAt > 0 && performance.now() - attempt.openedAt > GOOD_MS) failures = 1;
      // Not its own pause after that of all of the process: it would come back that much later than it can.
      const own = attempt.wasMade ? backOff(failures) : LOOK_AGAIN_MS;
      await pause(Math.max(own, database.breaker.dueMs()), { signal: closing.signal }).catch(
        (error: unknown) => {
          if (!closing.signal.aborted) throw error;
        },
      );
      if (closing.signal.aborted) return;
    }
  }

  const kept = keep();
  return {
    first: first.promise,
    async close() {
      closing.abort();
      await kept;
    },
  };
}

/** One connection, from its opening to its end. Nothing of it is left when this settles. @throws why it ended, unless closed */
async function holdOnce(
  { database, name, opened }: HoldOptions,
  closing: AbortSignal,
  onOpened: () => void,
): Promise<void> {
  const client = new Session(connection(database, name));
  const ended = Promise.withResolvers<void>();
  // Awaited only once it is open; without this a connection that breaks before would be an unhandled rejection.
  ended.promise.catch(() => undefined);
  client.on('error', ended.reject);
  client.on('end', () => ended.reject(new Error('Connection terminated')));
  let open = false;
  const close = () => {
    ended.resolve();
    // An attempt under way may have seconds to go.
    if (!open) client.giveUp();
  };
  closing.addEventListener('abort', close);
  let beat: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    endWhenSilent(client, SILENCE_MS, LOOK_MS);
    await opened(client);
    open = true;
    onOpened();
    beat = setInterval(() => void client.query('select 1').catch(ended.reject), BEAT_MS);
    beat.unref();
    await ended.promise;
  } finally {
    closing.removeEventListener('abort', close);
    clearInterval(beat);
    await end(client);
  }
}

/** The good-bye to a server that is silent would wait for an answer; this long is enough for one that is not. */
const GOOD_BYE_MS = 1_000;

async function end(client: Session): Promise<void> {
  const timer = setTimeout(() => client.giveUp(), GOOD_BYE_MS);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
}
