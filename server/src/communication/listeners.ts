import { scheduler } from 'node:timers/promises';
import { backOff, type Database, holdConnection } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Channel } from './channel.ts';
import type { ChannelInbound } from './channel-inbound.ts';

export interface ListenerParts {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly database: Database;
  readonly log: Log;
  inbound(kind: string): ChannelInbound;
}

/** Another process listens already; asked again, for it may end. */
class Elsewhere extends Error {}

/** A provider that fails is not asked all the time, and one that is back soon is heard soon. */
const PAUSES = { firstMs: 1_000, mostMs: 60_000 };
/** Whoever listened for so long had no trouble: what ends it then is the first failure of a new row. */
const WELL_MS = 60_000;

/** How many times in a row a listener has failed that fails now, having run for so long. */
export const failuresAfter = (before: number, ranMs: number): number => (ranMs < WELL_MS ? before + 1 : 1);

/**
 * Starts the loops of the channels that listen (long polling, sockets). Of all processes one runs a channel's loop: many
 * providers allow no second listener. The session's advisory lock says which, and dies with its process (ADR 14).
 */
export function startListeners(parts: ListenerParts): { stop(): Promise<void> } {
  const listeners = [...parts.channels.values()].flatMap((channel) =>
    channel.listen === undefined || channel.missing !== null ? [] : [hold(parts, channel)],
  );
  return {
    stop: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}

function hold(parts: ListenerParts, channel: Channel): { close(): Promise<void> } {
  const { database, log } = parts;
  const name = `listen:${channel.kind}`;
  let running: { readonly stopping: AbortController; readonly done: Promise<void> } | undefined;
  const end = async () => {
    const ended = running;
    running = undefined;
    ended?.stopping.abort();
    await ended?.done;
  };
  const held = holdConnection({
    database,
    name: `tocsin-${channel.kind}`,
    opened: async (client) => {
      const { rows } = await client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        [name],
      );
      if (rows[0]?.mine !== true) throw new Elsewhere();
      // Of a connection before this one.
      await end();
      const stopping = new AbortController();
      running = { stopping, done: listenOn(parts, channel, stopping.signal) };
    },
    onTrouble: (err) => {
      void end();
      if (!(err instanceof Elsewhere))
        log.warn({ err, channel: channel.kind }, 'a channel stopped listening');
    },
  });
  return {
    async close() {
      await end();
      await held.close();
    },
  };
}

/** Listens until the signal fires, again after each end and each failure. */
async function listenOn(
  { inbound, log }: ListenerParts,
  channel: Channel,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const begun = performance.now();
    try {
      await channel.listen?.(inbound(channel.kind), signal);
      failures = 0;
    } catch (err) {
      if (signal.aborted) return;
      failures = failuresAfter(failures, performance.now() - begun);
      log.warn({ err, channel: channel.kind }, 'a channel failed while listening; it listens again');
    }
    await scheduler.wait(backOff(Math.max(1, failures), PAUSES), { signal }).catch(() => undefined);
  }
}
