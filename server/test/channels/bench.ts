import { randomUUID } from 'node:crypto';
import { channelSettings, createChannels } from '../../src/channels/index.ts';
import type {
  Callback,
  CallbackAnswer,
  CallbackRequest,
  Channel,
  ChannelInbound,
  ChannelState,
} from '../../src/communication/index.ts';
import { Temporal } from '../../src/kernel/index.ts';
import { readConfig } from '../../src/platform/config/index.ts';

export const SECRET = 'a secret of the contract tests, long enough';
/** Stands in every provider's credentials, and must never come out again. */
export const PASSWORD = 'hunter2-and-more';
const PUBLIC_URL = 'https://tocsin.test';

/** A provider's moods, the same for every channel. */
export type Mood =
  | 'takes it'
  | 'says later'
  | 'says never'
  | 'says the address is gone'
  | 'is silent'
  | 'is down';

/** One channel with its fake provider, as the contract suite drives it. */
export interface Bench {
  readonly channel: Channel;
  readonly address: string;
  /** What is nonsense as an address of any other channel, and a good one of this. */
  readonly alsoAddresses?: readonly string[];
  be(mood: Mood): Promise<void>;
  /** All that has arrived, as its reader sees it. */
  arrived(): readonly string[];
  /**
   * For a channel with callbacks: what its provider calls when the reader of a message acknowledges it, or when it was
   * delivered; signed as the vendor signs. Left out of `delivered` by channels without receipts.
   */
  readonly calls?: {
    acknowledged(sent: SentMessage): Call;
    delivered?(sent: SentMessage): Call;
    /** The same call as an impostor makes it, and what the vendor's own library would answer. */
    forged(call: Call): { readonly call: Call; readonly status: number };
    /** When the vendor's signatures carry a time: the same call with one that is too old. */
    stale?(call: Call): { readonly call: Call; readonly status: number };
  };
  close(): Promise<void>;
}

interface SentMessage {
  readonly messageId: string;
  readonly address: string;
  readonly providerId: string | undefined;
  readonly replyCode: number;
}

/** A request to one of a channel's callbacks. */
export interface Call extends Pick<CallbackRequest, 'headers' | 'body'> {
  readonly method: 'GET' | 'POST';
  /** Below `/callbacks/<kind>`, with the query. */
  readonly path: string;
}

/** A state that lasts as long as the bench: what communication keeps in its table. */
export function stateOfBench(): ChannelState {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, value),
    once: async (key, make) => {
      const value = kept.get(key) ?? make();
      kept.set(key, value);
      return value;
    },
    below: async (key) =>
      [...kept].flatMap(([one, value]) => (one.startsWith(`${key}:`) ? [{ key: one, value }] : [])),
    forget: async (key) => {
      for (const one of [...kept.keys()]) if (one === key || one.startsWith(`${key}:`)) kept.delete(one);
    },
  };
}

/** Channels with these settings of the environment, read as at a start. */
export function channelsWith(
  env: Readonly<Record<string, string>> = {},
  context: { readonly allowedHosts?: readonly string[] } = {},
): ReadonlyMap<string, Channel> {
  const state = stateOfBench();
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) };
  return createChannels(
    {
      publicUrl: PUBLIC_URL,
      secret: SECRET,
      allowedHosts: ['127.0.0.1'],
      clock,
      state: () => state,
      ...context,
    },
    readConfig(channelSettings, env).channels,
  );
}

export function channelOf(kind: string, env: Readonly<Record<string, string>> = {}): Channel {
  const channel = channelsWith(env).get(kind);
  if (channel === undefined) throw new Error(`No channel ${kind}.`);
  return channel;
}

/** What a channel asked of communication, in words; it is answered as if all of it were in order. */
export interface Heard {
  readonly inbound: ChannelInbound;
  readonly acts: readonly unknown[];
}

export function hearing(): Heard {
  const acts: unknown[] = [];
  const seen = new Set<string>();
  const taken = { kind: 'taken', sentence: 'You acknowledged INC-1. Paging has stopped.' } as const;
  return {
    acts,
    inbound: {
      receipt: async (receipt) => {
        acts.push({ receipt });
        return 'recorded';
      },
      acknowledge: async (by) => {
        acts.push({ acknowledge: by });
        return taken;
      },
      reply: async (by, text) => {
        acts.push({ reply: by, text });
        return taken;
      },
      command: async (by, text) => {
        acts.push({ command: by, text });
        return 'Done.';
      },
      mail: {
        keep: async (raw) => void acts.push({ mail: raw.toString() }),
        unreadable: async (name) => void acts.push({ unreadable: name }),
        heard: async () => void acts.push('heard'),
        failed: async (problem) => void acts.push({ mailboxFailed: problem }),
      },
      firstTime: async (id) => {
        const first = !seen.has(id);
        seen.add(id);
        return first;
      },
      forget: async (id) => void seen.delete(id),
      failed: (error, what) => void acts.push({ failed: what, error: String(error) }),
      optedOut: async (address) => void acts.push({ optedOut: address }),
      optedIn: async (address) => void acts.push({ optedIn: address }),
    },
  };
}

/** Makes the call, as the routes would: the callback is found by method and path. */
export async function call(
  { kind, callbacks }: Channel,
  inbound: ChannelInbound,
  { method, path, headers, body }: Call,
): Promise<CallbackAnswer> {
  const [bare = '', query = ''] = path.split('?');
  for (const callback of callbacks?.(inbound) ?? []) {
    const params = callback.method === method ? paramsOf(callback, bare) : undefined;
    if (params === undefined) continue;
    const url = `${PUBLIC_URL}/callbacks/${kind}${path}`;
    return callback.handle({ params, query: new URLSearchParams(query), headers, body, url });
  }
  throw new Error(`${kind} has no callback ${method} ${path}.`);
}

function paramsOf({ path }: Callback, called: string): Record<string, string> | undefined {
  const [wanted, given] = [path.split('/'), called.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

export const newMessageId = (): string => randomUUID();
