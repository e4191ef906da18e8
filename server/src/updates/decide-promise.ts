import {
  earlier,
  type Instant,
  isAtOrBefore,
  isBefore,
  millisBetween,
  plusSeconds,
  Temporal,
} from '../kernel/index.ts';
import {
  type Calendar,
  isWorkingDay,
  isWorkingTime,
  nextBusinessDay,
  type Policy,
  type Severity,
} from '../policy/index.ts';
import { inWorkingHoursOnly, type UpdatePromise } from './model.ts';

/** How long before an update is due its writer is reminded, at most; of a short promise a third of it. */
const LEAD_SECONDS = 600;

/** A promise about to be made. */
export interface NextUpdate {
  readonly dueAt: Instant;
  readonly remindAt: Instant | null;
}

interface Cadence {
  readonly policy: Pick<Policy, 'severities'>;
  readonly severity: Severity;
  readonly calendar: Calendar;
}

/**
 * When the next update comes by the policy's cadence (COM-4); null when it promises none at this severity. Of a P3 or P4
 * that would be at night it comes in the morning, late enough that a reminder falls into working hours.
 */
export function nextUpdate({ policy, severity, calendar }: Cadence, from: Instant): NextUpdate | null {
  const every = policy.severities[severity].updateEverySeconds;
  if (every === null) return null;
  const due = plusSeconds(from, every);
  const dueAt =
    inWorkingHoursOnly(severity) && !isWorkingTime(calendar, due)
      ? plusSeconds(nextOpening(due, calendar), LEAD_SECONDS)
      : due;
  return { dueAt, remindAt: reminderOf(from, dueAt, severity, calendar) };
}

/** When the writer is reminded; null when that would be outside of working hours and the severity does not wake anybody. */
export function reminderOf(
  from: Instant,
  dueAt: Instant,
  severity: Severity,
  calendar: Calendar,
): Instant | null {
  const span = millisBetween(from, dueAt) / 1000;
  const at = plusSeconds(dueAt, -Math.min(LEAD_SECONDS, Math.floor(span / 3)));
  return inWorkingHoursOnly(severity) && !isWorkingTime(calendar, at) ? null : at;
}

/** The next moment at which people begin to work, at or after `at`. */
function nextOpening(at: Instant, calendar: Calendar): Instant {
  const local = at.toZonedDateTimeISO(calendar.zone);
  const opening = Temporal.PlainTime.from(calendar.hours.from);
  const today = local.toPlainDate();
  return isWorkingDay(calendar, today) && Temporal.PlainTime.compare(local.toPlainTime(), opening) < 0
    ? today.toZonedDateTime({ timeZone: calendar.zone, plainTime: opening }).toInstant()
    : nextBusinessDay(at, calendar.hours.from, calendar);
}

/** What is to be looked at, and when. */
export interface Clocks {
  /** Those that are open. */
  readonly promises: readonly UpdatePromise[];
  /** When the first response is to be complete; null once that was looked at (IMM-5). */
  readonly firstResponseAt: Instant | null;
}

export type Due =
  | { readonly kind: 'remind'; readonly promise: UpdatePromise }
  | { readonly kind: 'missed'; readonly promise: UpdatePromise }
  | { readonly kind: 'first_response' };

/** What the clocks ask for now. Of what was due during an outage only what is still worth saying: no reminder after the time. */
export function dueNow({ promises, firstResponseAt }: Clocks, now: Instant): readonly Due[] {
  const due: Due[] =
    firstResponseAt !== null && isAtOrBefore(firstResponseAt, now) ? [{ kind: 'first_response' }] : [];
  for (const promise of promises) {
    if (promise.status !== 'open') continue;
    if (isAtOrBefore(promise.dueAt, now)) due.push({ kind: 'missed', promise });
    else if (promise.remindAt !== null && promise.remindedAt === null && isAtOrBefore(promise.remindAt, now))
      due.push({ kind: 'remind', promise });
  }
  return due;
}

/** When to look again; null when nothing is left to look at. */
export function nextLook({ promises, firstResponseAt }: Clocks): Instant | null {
  const times = promises
    .filter(({ status }) => status === 'open')
    .map(({ remindAt, remindedAt, dueAt }) =>
      remindAt !== null && remindedAt === null ? earlier(remindAt, dueAt) : dueAt,
    );
  const all = firstResponseAt === null ? times : [firstResponseAt, ...times];
  return all.length === 0 ? null : all.reduce(earlier);
}

/**
 * The promises that an update keeps by having been handed over: all that were made before it. One whose time had passed
 * was missed, and is not made good.
 */
export const keptBy = (
  promises: readonly UpdatePromise[],
  update: { readonly id: string; readonly at: Instant },
  handedAt: Instant,
): readonly UpdatePromise[] =>
  promises.filter(
    ({ status, updateId, madeAt, dueAt }) =>
      status === 'open' &&
      updateId !== update.id &&
      isAtOrBefore(madeAt, update.at) &&
      isAtOrBefore(handedAt, dueAt),
  );

/** The promise that counts for whoever waits: the one that comes due first. */
export const currentPromise = (promises: readonly UpdatePromise[]): UpdatePromise | null =>
  promises
    .filter(({ status }) => status === 'open')
    .reduce<UpdatePromise | null>(
      (first, promise) => (first === null || isBefore(promise.dueAt, first.dueAt) ? promise : first),
      null,
    );

/** Whether a new cadence promises an update sooner than what stands: people were told a time that is now too late. */
export const isSooner = (next: NextUpdate, current: UpdatePromise | null): boolean =>
  current === null || isBefore(next.dueAt, current.dueAt);
