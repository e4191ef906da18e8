import { useSyncExternalStore } from 'react';

/*
 * The only clock of the web app. A phone whose own clock is wrong must still count down to the right second,
 * so every answer of the server corrects it by the `Date` header (whole seconds; smaller skews are ignored).
 */
let skewMs = 0;

/** Milliseconds since 1970 by the server's clock, as well as it is known. */
export function nowMs(): number {
  return Date.now() + skewMs;
}

/** Takes an HTTP `Date` header as the server's present; differences under two seconds are rounding. */
export function learnServerTime(dateHeader: string | null): void {
  if (!dateHeader) return;
  const skew = Date.parse(dateHeader) - Date.now();
  if (Number.isFinite(skew)) skewMs = Math.abs(skew) > 2000 ? skew : 0;
}

/**
 * Milliseconds of this device's own clock. For spans only ("nothing for 20 s"): a correction by the server's clock would
 * look like one.
 */
export function deviceMs(): number {
  return Date.now();
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = Math.floor(nowMs() / 1000);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    second = Math.floor(nowMs() / 1000);
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** When what is on screen was last known to be true, in milliseconds since 1970; null while it is live. */
let standsAt: number | null = null;

/** Stops the clocks on screen at an instant, because nobody knows what has happened since; null lets them run again. */
export function standStill(at: number | null): void {
  standsAt = at;
  for (const each of listeners) each();
}

/** Whole seconds since 1970 at which the clocks on screen stand still; null while they run. */
export function useStandstill(): number | null {
  return useSyncExternalStore(subscribe, () => (standsAt === null ? null : Math.floor(standsAt / 1000)));
}

/**
 * The present in whole seconds since 1970; the component re-renders every second while mounted. While the page is not live
 * it stands at the last moment that was: a countdown that goes on would promise what may have been called off.
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    if (standsAt !== null) return Math.floor(standsAt / 1000);
    return timer === undefined ? Math.floor(nowMs() / 1000) : second;
  });
}

/** The present, re-rendering only once a minute: for lists that show ages. */
export function useNowMinute(): number {
  return useSyncExternalStore(
    subscribe,
    () => Math.floor((timer === undefined ? nowMs() / 1000 : second) / 60) * 60,
  );
}
