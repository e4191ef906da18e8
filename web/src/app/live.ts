import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { whenRead } from '../api/client.ts';
import { deviceMs, nowMs, standStill } from '../ui/clock.ts';

/*
 * The live stream says only "this changed"; what is on screen is then asked for again. Bursts are gathered
 * for a moment, so that a storm of alerts costs a page a few requests, not thousands.
 */
const GATHER_MS = 250;

/** Which query keys (their first element) a topic makes stale. An incident moves with its messages and alerts. */
const stale: Record<string, readonly string[]> = {
  incident: ['incident', 'incidents', 'updates', 'reviews', 'systemmap'],
  alert: ['alert', 'incident'],
  message: ['message', 'incident', 'updates'],
  update_draft: ['updates'],
  oncall: ['oncall', 'systemmap'],
  directory: ['directory', 'oncall', 'systemmap'],
  status: ['status', 'systemmap'],
  integration: ['integration'],
  // An incident says which version is in force by now.
  policy: ['policy', 'incident'],
  runbook: ['runbook', 'incident'],
  drill: ['drill'],
};

interface LiveState {
  readonly live: boolean;
  /** Milliseconds since 1970, by the server's clock, when what is on screen was last known to be true. */
  readonly updatedAt: number;
}

let state: LiveState = { live: true, updatedAt: nowMs() };
const listeners = new Set<() => void>();

function set(next: LiveState): void {
  state = next;
  standStill(next.live ? null : next.updatedAt);
  for (const listener of listeners) listener();
}

/**
 * So long may the stream be silent: a heartbeat comes every 15 s, and may be a little late. A line that hangs tells the
 * browser nothing, for many minutes.
 */
const SILENT_MS = 20_000;
/** How long to wait before asking again after a refusal, which EventSource takes as final (a proxy's 502, say). */
const REOPEN_MS = 5_000;
/** How often everything on screen is asked for again while the stream is down: plain requests may still get through. */
const POLL_MS = 15_000;

/** Opens the stream and keeps it open; returns what closes it. */
export function openLive(queries: QueryClient): () => void {
  const news = gather(queries);
  let source: EventSource;
  // By this device's clock, and the same by the server's.
  let heardAt = deviceMs();
  let [openedAt, polledAt] = [heardAt, heardAt];
  let updatedAt = nowMs();
  const heard = () => {
    heardAt = deviceMs();
    updatedAt = nowMs();
    // What was under way when the connection went may come after it.
    if (state.live || !navigator.onLine) return;
    // What happened while the stream was down was not announced: everything on screen is asked for again.
    void queries.invalidateQueries();
    set({ live: true, updatedAt });
  };
  const lost = () => {
    if (!state.live) return;
    polledAt = deviceMs();
    set({ live: false, updatedAt });
  };
  const open = () => {
    openedAt = deviceMs();
    source = new EventSource('/api/v1/stream');
    source.onerror = lost;
    source.onmessage = (event) => {
      heard();
      news.take(event);
    };
    // The first comes at once. That the stream is open says nothing: a proxy may hold back all that it carries.
    source.addEventListener('heartbeat', heard);
    // The server lost its own line for a while: what was announced meanwhile is unknown.
    source.addEventListener('resync', () => {
      heard();
      void queries.invalidateQueries();
    });
  };
  const reopen = () => {
    source.close();
    open();
  };
  const look = () => {
    const now = deviceMs();
    const quiet = now - Math.max(heardAt, openedAt);
    if (quiet > SILENT_MS) lost();
    if (quiet > (source.readyState === EventSource.CLOSED ? REOPEN_MS : SILENT_MS)) reopen();
    if (state.live || now - polledAt < POLL_MS) return;
    polledAt = now;
    void queries.invalidateQueries({}, { cancelRefetch: false });
  };
  whenRead(() => {
    updatedAt = nowMs();
    if (!state.live) set({ live: false, updatedAt });
  });
  open();
  if (!navigator.onLine) lost();
  const timer = setInterval(look, 1000);
  const events: ReadonlyArray<[EventTarget, string, () => void]> = [
    [window, 'offline', lost],
    [window, 'online', reopen],
    // The timer of a page that is not seen hardly runs.
    [document, 'visibilitychange', look],
  ];
  for (const [target, name, does] of events) target.addEventListener(name, does);
  return () => {
    source.close();
    clearInterval(timer);
    for (const [target, name, does] of events) target.removeEventListener(name, does);
    news.stop();
    whenRead(() => undefined);
    set({ live: true, updatedAt: nowMs() });
  };
}

/** Gathers what the stream names for a moment, then asks for it again. */
function gather(queries: QueryClient) {
  let dirty = new Set<string>();
  let pending: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    pending = undefined;
    const topics = dirty;
    dirty = new Set();
    void queries.invalidateQueries({ predicate: (query) => topics.has(String(query.queryKey[0])) });
  };
  return {
    take(event: MessageEvent<string>) {
      const topic = topicOf(event);
      if (topic === undefined) return;
      for (const key of stale[topic] ?? [topic]) dirty.add(key);
      pending ??= setTimeout(flush, GATHER_MS);
    },
    stop: () => clearTimeout(pending),
  };
}

function topicOf(event: MessageEvent<string>): string | undefined {
  try {
    const data: unknown = JSON.parse(event.data);
    if (typeof data === 'object' && data !== null && 'topic' in data) return String(data.topic);
  } catch {
    // What is not JSON carries no news.
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
