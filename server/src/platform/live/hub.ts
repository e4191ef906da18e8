import pg from 'pg';
import { connection } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { LIVE_CHANNEL, type LiveEvent } from './events.ts';

const RETRY_MS = 1000;

/** Hands events of every process to the listeners of this one. */
export interface LiveHub {
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: LiveEvent | 'resync') => void): () => void;
  close(): Promise<void>;
}

/**
 * One connection that LISTENs, made anew when it breaks. What was missed meanwhile is unknown, so listeners get
 * `resync` then: "ask for everything again".
 *
 * Resolves after the first attempt to connect, so that no browser subscribes to a hub that does not listen yet. An
 * attempt that failed is repeated and does not keep the process from starting: live updates are a comfort, pages are
 * not.
 */
export async function createLiveHub(databaseUrl: string, log: Log): Promise<LiveHub> {
  const listeners = new Set<(event: LiveEvent | 'resync') => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let missed = false;

  const tell = (event: LiveEvent | 'resync') => {
    for (const listener of listeners) listener(event);
  };

  const again = () => {
    missed = true;
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, RETRY_MS);
    timer.unref();
  };

  async function connect(): Promise<void> {
    const next = new pg.Client(connection(databaseUrl, 'tocsin-live'));
    client = next;
    next.on('error', (err) => log.warn({ err }, 'the live connection broke'));
    next.on('end', again);
    next.on('notification', ({ payload }) => {
      if (payload !== undefined) tell(JSON.parse(payload) as LiveEvent);
    });
    try {
      await next.connect();
      await next.query(`listen ${LIVE_CHANNEL}`);
      if (missed) tell('resync');
      missed = false;
    } catch (err) {
      log.warn({ err }, 'no live connection to the database');
      again();
    }
  }

  await connect();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      await client?.end().catch(() => undefined);
    },
  };
}
