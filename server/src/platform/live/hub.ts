import { holdConnection, type Source } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { LIVE_CHANNEL, type LiveEvent } from './events.ts';

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
export async function createLiveHub(database: Source, log: Log): Promise<LiveHub> {
  const listeners = new Set<(event: LiveEvent | 'resync') => void>();
  let missed = false;

  const tell = (event: LiveEvent | 'resync') => {
    for (const listener of listeners) listener(event);
  };

  const held = holdConnection({
    database,
    name: 'tocsin-live',
    opened: async (client) => {
      client.on('notification', ({ payload }) => {
        if (payload !== undefined) tell(JSON.parse(payload) as LiveEvent);
      });
      await client.query(`listen ${LIVE_CHANNEL}`);
      if (missed) tell('resync');
      missed = false;
    },
    onTrouble: (err) => {
      missed = true;
      log.warn({ err }, 'no live connection to the database; retrying');
    },
  });

  await held.first.catch(() => undefined);
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      await held.close();
    },
  };
}
