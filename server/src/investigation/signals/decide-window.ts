import { type Instant, isBefore, plusSeconds } from '../../kernel/index.ts';
import type { Span } from '../connectors/model.ts';

/** What is looked at of an incident's times. */
export interface IncidentTimes {
  readonly startedAt: Instant | null;
  readonly detectedAt: Instant;
  readonly firstAcknowledgedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly mergedAt: Instant | null;
}

export interface Mark {
  readonly kind: 'started' | 'detected' | 'acknowledged' | 'resolved' | 'change';
  readonly at: Instant;
  readonly text: string;
}

/** How it was before is what shows that it is different now. */
const BEFORE_SECONDS = 3600;
/** What a fix did shows after it. */
const AFTER_SECONDS = 900;
const MOST_CHANGES = 10;
/** Longer than any incident whose charts say something; a window from outside must not ask for a decade. */
const LONGEST_DAYS = 90;

/** The time that charts, log lines and dashboards show: from an hour before the start until now, or a little after the end. */
export function windowOf(times: IncidentTimes, now: Instant): Span {
  const { startedAt, detectedAt } = times;
  const start = startedAt !== null && isBefore(startedAt, detectedAt) ? startedAt : detectedAt;
  const end = times.resolvedAt ?? times.mergedAt;
  const to = end === null ? now : plusSeconds(end, AFTER_SECONDS);
  return { from: plusSeconds(start, -BEFORE_SECONDS), to: isBefore(now, to) ? now : to };
}

/** Why a given span is refused; undefined when it is not. */
export function faultOfSpan({ from, to }: Span): string | undefined {
  if (!isBefore(from, to)) return 'The end must be after the beginning.';
  const days = (to.epochMilliseconds - from.epochMilliseconds) / 86_400_000;
  return days > LONGEST_DAYS ? `The span must not be longer than ${LONGEST_DAYS} days.` : undefined;
}

/** What the charts mark, in order of time; of the changes those nearest to the cause, as they are ranked. */
export function marksOf(
  times: IncidentTimes,
  changes: readonly { readonly happenedAt: Instant; readonly summary: string }[],
  { from, to }: Span,
): readonly Mark[] {
  const of = (kind: Mark['kind'], at: Instant | null, text: string): Mark[] =>
    at === null || isBefore(at, from) || isBefore(to, at) ? [] : [{ kind, at, text }];
  const marks = [
    ...of('started', times.startedAt, 'Started'),
    ...of('detected', times.detectedAt, 'Detected'),
    ...of('acknowledged', times.firstAcknowledgedAt, 'Acknowledged'),
    ...of('resolved', times.resolvedAt, 'Resolved'),
    ...changes.flatMap(({ happenedAt, summary }) => of('change', happenedAt, summary)).slice(0, MOST_CHANGES),
  ];
  return marks.sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds);
}
