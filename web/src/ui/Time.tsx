import { createContext, useContext } from 'react';
import { useNow, useNowMinute, useStandstill } from './clock.ts';
import { clockTime, duration, epochSeconds, hoverTime, runningClock, whenText } from './time.ts';

/** The zone shown on hover: the organisation's, in which its incidents happen; null while it is not known. */
export const HoverZone = createContext<string | null>(null);

/** An instant in the viewer's zone, with the incident's zone and UTC on hover. */
export function Time({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const zone = useContext(HoverZone);
  useNowMinute();
  return (
    <time dateTime={at} title={hoverTime(at, zone)}>
      {clockTime(at, seconds)}
    </time>
  );
}

/** The same in a sentence: "at 14:14", "tomorrow at 09:00". */
export function When({ at }: { at: string }) {
  const zone = useContext(HoverZone);
  useNowMinute();
  return (
    <time dateTime={at} title={hoverTime(at, zone)}>
      {whenText(at)}
    </time>
  );
}

/** A running clock from `since`; stands still at `until`. */
export function Elapsed({ since, until }: { since: string; until?: string | null }) {
  const zone = useContext(HoverZone);
  const now = useNow();
  const end = until ? epochSeconds(until) : now;
  const stands = useStandstill() !== null && !until;
  return (
    <time
      dateTime={`PT${Math.max(0, end - epochSeconds(since))}S`}
      title={`since ${hoverTime(since, zone)}`}
      data-stands={stands ? '' : undefined}
    >
      {runningClock(end - epochSeconds(since))}
    </time>
  );
}

/** "in 6 min", "in 42 s", "now", "3 min late": how far away a promised time is. */
export function Countdown({ to, late = 'late' }: { to: string; late?: string }) {
  const left = epochSeconds(to) - useNow();
  return (
    <span className="tnum nowrap">
      {countdownText(left, late)}
      <AsOf />
    </span>
  );
}

/** "as of 14:02:10" after what is counted down, while the page is not live; nothing while it is. */
export function AsOf({ before = ' ' }: { before?: string }) {
  const at = useStandstill();
  if (at === null) return null;
  return (
    <span className="as-of">
      {before}as of {clockTime(new Date(at * 1000).toISOString(), true)}
    </span>
  );
}

/** The words of a countdown; `left` in seconds, negative when the time has passed. */
function countdownText(left: number, late = 'late'): string {
  if (left > 0) return `in ${left < 120 ? `${left} s` : duration(left)}`;
  return left > -10 ? 'now' : `${duration(-left)} ${late}`;
}

/** "6 min ago": the age of something that has happened. */
export function Ago({ at }: { at: string }) {
  const zone = useContext(HoverZone);
  const now = useNow();
  const age = now - epochSeconds(at);
  return (
    <time dateTime={at} title={`${clockTime(at)} · ${hoverTime(at, zone)}`} className="nowrap">
      {age < 5 ? 'just now' : `${duration(age)} ago`}
    </time>
  );
}
