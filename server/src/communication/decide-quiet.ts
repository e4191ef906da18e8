import {
  earlier,
  type Instant,
  isAtOrBefore,
  isBefore,
  plusSeconds,
  Temporal,
  type Zone,
} from '../kernel/index.ts';
import { DEADLINE_MARGIN_SECONDS } from './decide-throttle.ts';
import type { Message, QuietHours, Recipient, WaitReason } from './model.ts';

/**
 * A notice to somebody in their quiet hours waits for the end of these. Never a page, never what a person sends by hand,
 * and never past the time for which it was promised or its deadline: the runbook's "immediately" is not quiet.
 */
export function quietHours(
  message: Message,
  recipient: Recipient | undefined,
  now: Instant,
): { readonly kind: 'wait'; readonly until: Instant; readonly reason: WaitReason } | undefined {
  if (message.purpose !== 'notice' || message.source.kind === 'hand') return undefined;
  if (recipient === undefined || recipient.quietHours === null) return undefined;
  const end = quietUntil(recipient.quietHours, recipient.zone, now);
  if (end === undefined) return undefined;
  const limits = [
    ...(message.promisedAt === null ? [] : [message.promisedAt]),
    ...(message.deadline === null ? [] : [plusSeconds(message.deadline, -DEADLINE_MARGIN_SECONDS)]),
  ];
  const until = limits.reduce(earlier, end);
  return isBefore(now, until) ? { kind: 'wait', until, reason: 'quiet_hours' } : undefined;
}

/**
 * The end of the quiet hours that `now` lies in. Each night is a span between two instants, so that a clock that is put
 * back does not make an hour quiet twice, and a time that is skipped is the same moment later by the clock.
 * @returns undefined outside of quiet hours
 */
export function quietUntil({ from, until }: QuietHours, zone: Zone, now: Instant): Instant | undefined {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const overnight = isAtOrAfter(from, until);
  const at = (date: Temporal.PlainDate, time: string): Instant =>
    date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
  for (const days of [-1, 0]) {
    const date = today.add({ days });
    const end = at(overnight ? date.add({ days: 1 }) : date, until);
    if (isAtOrBefore(at(date, from), now) && isBefore(now, end)) return end;
  }
  return undefined;
}

const isAtOrAfter = (a: string, b: string): boolean => Temporal.PlainTime.compare(a, b) >= 0;
