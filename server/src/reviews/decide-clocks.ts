import type { Incident } from '../incidents/index.ts';
import { type Instant, isAtOrBefore, isBefore, plusSeconds } from '../kernel/index.ts';
import type { Policy } from '../policy/index.ts';
import { CLOCKS, type ClockKind, type ReviewClock } from './model.ts';

type ReviewPolicy = Pick<
  Policy['review'],
  'requiredFor' | 'scheduleWithinSeconds' | 'conductWithinSeconds' | 'publishWithinSeconds'
>;

/** Whether the policy asks for a review of this incident without anybody asking for one (ADR 40). */
export const isReviewRequired = (
  { severity, drill, ending }: Pick<Incident, 'severity' | 'drill' | 'ending'>,
  { requiredFor }: Pick<ReviewPolicy, 'requiredFor'>,
): boolean => !drill && !NOTHING_TO_LEARN.includes(ending) && requiredFor.includes(severity);

/** Of a false alarm and of a duplicate there is nothing to review; somebody may ask for one all the same. */
const NOTHING_TO_LEARN: readonly Incident['ending'][] = ['false_alarm', 'duplicate'];

const within = (policy: ReviewPolicy): Readonly<Record<ClockKind, number>> => ({
  schedule: policy.scheduleWithinSeconds,
  conduct: policy.conductWithinSeconds,
  publish: policy.publishWithinSeconds,
});

/** "Within 24 hours of resolution" and its two companions; the reminder comes when a third of the time is left. */
export function clockTimes(
  policy: ReviewPolicy,
  endedAt: Instant,
): readonly { readonly kind: ClockKind; readonly dueAt: Instant; readonly remindAt: Instant }[] {
  const seconds = within(policy);
  return CLOCKS.map((kind) => ({
    kind,
    dueAt: plusSeconds(endedAt, seconds[kind]),
    remindAt: plusSeconds(endedAt, (seconds[kind] * 2) / 3),
  }));
}

export type ClockState = 'running' | 'kept' | 'late' | 'missed' | 'stopped';

/** kept: done in time. late: done after it was missed. */
export const clockState = ({ doneAt, missedAt, stoppedAt }: ReviewClock): ClockState =>
  doneAt !== null
    ? missedAt === null
      ? 'kept'
      : 'late'
    : missedAt !== null
      ? 'missed'
      : stoppedAt !== null
        ? 'stopped'
        : 'running';

const isRunning = (clock: ReviewClock): boolean => clockState(clock) === 'running';

export type Due =
  | { readonly kind: 'remind'; readonly clock: ReviewClock }
  | { readonly kind: 'missed'; readonly clock: ReviewClock };

/** What the clocks ask for at `now`. A clock that is missed is not reminded of any more. */
export const dueNow = (clocks: readonly ReviewClock[], now: Instant): readonly Due[] =>
  clocks.filter(isRunning).flatMap((clock): Due[] => {
    if (isBefore(clock.dueAt, now)) return [{ kind: 'missed', clock }];
    if (clock.remindedAt === null && isAtOrBefore(clock.remindAt, now)) return [{ kind: 'remind', clock }];
    return [];
  });

/** When to look next: a second after a deadline, so that what is done in the last moment is done in time. */
export function nextLook(clocks: readonly ReviewClock[]): Instant | null {
  const times = clocks
    .filter(isRunning)
    .map(({ remindedAt, remindAt, dueAt }) => (remindedAt === null ? remindAt : plusSeconds(dueAt, 1)));
  return times.reduce<Instant | null>(
    (soonest, at) => (soonest === null || isBefore(at, soonest) ? at : soonest),
    null,
  );
}

/** The clocks with an end that was corrected: those that run move, what was kept or missed stays so. */
export function movedClocks(
  clocks: readonly ReviewClock[],
  policy: ReviewPolicy,
  endedAt: Instant,
): readonly ReviewClock[] {
  const times = new Map(clockTimes(policy, endedAt).map((time) => [time.kind, time]));
  return clocks.map((clock) => (isRunning(clock) ? { ...clock, ...times.get(clock.kind) } : clock));
}

/** How many of each clock were kept and missed; done late is missed. */
export function clockRates(
  clocks: readonly ReviewClock[],
): Readonly<Record<ClockKind, { readonly kept: number; readonly missed: number }>> {
  const of = (kind: ClockKind) => {
    const states = clocks.filter((clock) => clock.kind === kind).map(clockState);
    return {
      kept: states.filter((state) => state === 'kept').length,
      missed: states.filter((state) => state === 'late' || state === 'missed').length,
    };
  };
  return { schedule: of('schedule'), conduct: of('conduct'), publish: of('publish') };
}
