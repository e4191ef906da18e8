import { useNow, useNowMinute } from './clock.ts';
import { clockTime, duration, epochSeconds, runningClock, utcTime, whenText } from './time.ts';

/** An instant in the viewer's zone, with UTC on hover. */
export function Time({ at, seconds = false }: { at: string; seconds?: boolean }) {
  useNowMinute();
  return (
    <time dateTime={at} title={utcTime(at)}>
      {clockTime(at, seconds)}
    </time>
  );
}

/** The same in a sentence: "at 14:14", "tomorrow at 09:00". */
export function When({ at }: { at: string }) {
  useNowMinute();
  return (
    <time dateTime={at} title={utcTime(at)}>
      {whenText(at)}
    </time>
  );
}

/** A running clock from `since`; stands still at `until`. */
export function Elapsed({ since, until }: { since: string; until?: string | null }) {
  const now = useNow();
  const end = until ? epochSeconds(until) : now;
  return (
    <time dateTime={`PT${Math.max(0, end - epochSeconds(since))}S`} title={`since ${utcTime(since)}`}>
      {runningClock(end - epochSeconds(since))}
    </time>
  );
}

/** "in 6 min", "in 42 s", "now", "3 min late": how far away a promised time is. */
export function Countdown({ to, late = 'late' }: { to: string; late?: string }) {
  const left = epochSeconds(to) - useNow();
  return <span className="tnum nowrap">{countdownText(left, late)}</span>;
}

/** The words of a countdown; `left` in seconds, negative when the time has passed. */
function countdownText(left: number, late = 'late'): string {
  if (left > 0) return `in ${left < 120 ? `${left} s` : duration(left)}`;
  return left > -10 ? 'now' : `${duration(-left)} ${late}`;
}

/** "6 min ago": the age of something that has happened. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const age = now - epochSeconds(at);
  return (
    <time dateTime={at} title={`${clockTime(at)} · ${utcTime(at)}`} className="nowrap">
      {age < 5 ? 'just now' : `${duration(age)} ago`}
    </time>
  );
}
