import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { nowMs } from '../ui/clock.ts';

/*
 * The live stream says only "this changed"; what is on screen is then asked for again. Bursts are gathered
 * for a moment, so that a storm of alerts costs a page a few requests, not thousands.
 */
const GATHER_MS = 250;

/** Which query keys (their first element) a topic makes stale. An incident moves with its messages and alerts. */
const stale: Record<string, readonly string[]> = {
  incident: ['incident', 'incidents'],
  alert: ['alert', 'incident'],
  message: ['message', 'incident'],
  oncall: ['oncall'],
  directory: ['directory', 'oncall'],
  integration: ['integration'],
  // An incident says which version is in force by now.
  policy: ['policy', 'incident'],
};

interface LiveState {
  connected: boolean;
  /** Milliseconds since 1970 when the stream was last known to be open. */
  lastSeen: number;
}

let state: LiveState = { connected: true, lastSeen: nowMs() };
const listeners = new Set<() => void>();

function set(next: LiveState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** How long to wait before asking again after a refusal, which EventSource takes as final (a proxy's 502, say). */
const REOPEN_MS = 5_000;

/** Opens the stream and keeps it open; returns what closes it. */
export function openLive(queries: QueryClient): () => void {
  let dirty = new Set<string>();
  let pending: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  let wasOpen = false;
  const flush = () => {
    pending = undefined;
    const topics = dirty;
    dirty = new Set();
    void queries.invalidateQueries({ predicate: (query) => topics.has(String(query.queryKey[0])) });
  };
  const take = (event: MessageEvent<string>) => {
    const topic = topicOf(event);
    if (topic === undefined) return;
    for (const key of stale[topic] ?? [topic]) dirty.add(key);
    pending ??= setTimeout(flush, GATHER_MS);
  };
  const open = () => {
    source = new EventSource('/api/v1/stream');
    source.onopen = () => {
      // What happened while the stream was down was not announced: everything on screen is asked for again.
      if (wasOpen) void queries.invalidateQueries();
      wasOpen = true;
      set({ connected: true, lastSeen: nowMs() });
    };
    source.onerror = () => {
      set({ connected: false, lastSeen: state.connected ? nowMs() : state.lastSeen });
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
    };
    source.onmessage = take;
    // The server lost its own line for a while: what was announced meanwhile is unknown.
    source.addEventListener('resync', () => void queries.invalidateQueries());
  };
  open();
  return () => {
    source.close();
    clearTimeout(reopening);
    clearTimeout(pending);
  };
}

/** How often to ask while the stream is down, in milliseconds; `false` while it is open. */
export function pollWhileDown(): number | false {
  return state.connected ? false : 15_000;
}

function topicOf(event: MessageEvent<string>): string | undefined {
  try {
    const data: unknown = JSON.parse(event.data);
    if (typeof data === 'object' && data !== null && 'topic' in data) return String(data.topic);
  } catch {
    // A comment or a heartbeat that is not JSON carries no news.
  }
  return undefined;
}

/** Whether what is on screen is live. */
export function useLive(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
