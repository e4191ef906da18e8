import type { Clock } from '../kernel/index.ts';
import { createSeal } from '../platform/auth/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { channelState, channelStateBelow, deleteChannelState, saveChannelState } from './store-inbound.ts';

/** What a channel remembers, for all processes and beyond a restart: a key that it made, how far it has read. */
export interface ChannelState {
  get(key: string): Promise<string | undefined>;
  /** @param tx to be saved with what else changes in it; left out: at once */
  put(key: string, value: string, tx?: Tx): Promise<void>;
  /** The value that is there, or the one made now: the same for every process, also when several ask at once. */
  once(key: string, make: () => string): Promise<string>;
  /** All that stands below a key, at most a thousand of them. */
  below(key: string): Promise<readonly { readonly key: string; readonly value: string }[]>;
  /** Forgets what is at a key, and all below it (`room:1` and `room:1:card:2`). */
  forget(key: string, tx?: Tx): Promise<void>;
}

/** Sealed, so that whoever reads the database or a backup of it can do nothing in a channel's name. */
export function createChannelState(
  {
    database,
    clock,
    secret,
  }: { readonly database: Database; readonly clock: Clock; readonly secret: string },
  channel: string,
): ChannelState {
  const seal = createSeal(secret, `state of channel ${channel}`);
  const get = async (key: string) => {
    const value = await channelState(database.db, channel, key);
    return value === undefined ? undefined : seal.open(value);
  };
  const within = <T>(tx: Tx | undefined, work: (tx: Tx) => Promise<T>): Promise<T> =>
    tx === undefined ? database.transaction(work) : work(tx);
  const save = (key: string, value: string, replace: boolean, open?: Tx) =>
    within(open, (tx) => saveChannelState(tx, channel, key, seal.close(value), clock.now(), replace));
  return {
    get,
    put: (key, value, tx) => save(key, value, true, tx),
    async once(key, make) {
      const known = await get(key);
      if (known !== undefined) return known;
      await save(key, make(), false);
      const kept = await get(key);
      if (kept === undefined)
        throw new Error(`The state ${key} of channel ${channel} was saved and is gone.`);
      return kept;
    },
    async below(key) {
      const kept = await channelStateBelow(database.db, channel, key);
      return kept.map((one) => ({ key: one.key, value: seal.open(one.value) }));
    },
    forget: (key, open) => within(open, (tx) => deleteChannelState(tx, channel, key)),
  };
}
