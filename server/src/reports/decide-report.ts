import { type Instant, isAtOrBefore, isBefore, plusSeconds } from '../kernel/index.ts';
import {
  type CriteriaAnswers,
  own,
  type Policy,
  SEVERITIES,
  type Severity,
  severityRank,
} from '../policy/index.ts';
import type { Settings, Source, UserReport } from './model.ts';

/** When the manager is told of a report that waits: by the severity suggested, else by what the policy takes for unknown. */
export const triageDue = (
  { detection }: Pick<Policy, 'detection'>,
  severity: Severity | null,
  createdAt: Instant,
): Instant => plusSeconds(createdAt, detection.triageWithinSeconds[severity ?? detection.defaultSeverity]);

/** Answers to questions that the policy asks; whatever else was sent is left out, and a "no" is the same as no answer. */
export function knownAnswers(
  { severities }: Pick<Policy, 'severities'>,
  answers: CriteriaAnswers,
): CriteriaAnswers {
  const known = SEVERITIES.flatMap((level) => severities[level].criteria.map(({ id }) => id));
  return Object.fromEntries(known.filter((id) => own(answers, id) === true).map((id) => [id, true]));
}

export type AtOnce =
  | { readonly kind: 'wait' }
  | { readonly kind: 'declare' }
  | { readonly kind: 'join'; readonly incidentId: string };

/** What the decision looks at besides the report. */
export interface Surroundings {
  /** The open P1 that an earlier report about the same system led to, and that everybody may see. */
  readonly openIncidentId: string | null;
  /** How many incidents reports from the public declared by themselves in the hour before. */
  readonly publicLately: number;
}

/**
 * What happens before anybody has looked (ADR 47). A report that suggests P1 is not waited for: it declares, and so pages by the
 * matrix. A hundred people who report one outage open one incident: further ones join, which is bad news that escalation sees to
 * that somebody hears (ADR 26). What strangers can set off in an hour has a limit; beyond it their reports wait with the time of a P1.
 */
export function atOnce(
  severity: Severity | null,
  source: Source,
  { formPages, formPagesPerHour }: Pick<Settings, 'formPages' | 'formPagesPerHour'>,
  { openIncidentId, publicLately }: Surroundings,
): AtOnce {
  if (severity !== 'P1' || (source === 'public' && !formPages)) return { kind: 'wait' };
  if (openIncidentId !== null) return { kind: 'join', incidentId: openIncidentId };
  if (source === 'public' && publicLately >= formPagesPerHour) return { kind: 'wait' };
  return { kind: 'declare' };
}

/** A help desk that had no answer says the same again within so long. */
const RETRY_MINUTES = 15;

type Said = Pick<UserReport, 'title' | 'description' | 'severity'>;

/**
 * What a ticket is that has made a report before. Until that is triaged the two are one, as bad as the worse of them; after it
 * the ticket comes again because something is wrong again, unless it only repeats itself for want of an answer.
 */
export function ticketAgain(
  before: Pick<UserReport, 'state' | 'createdAt' | 'title' | 'description' | 'severity'>,
  now: Said,
  at: Instant,
): 'same' | 'worse' | 'new' {
  if (before.state === 'new') return rank(now.severity) < rank(before.severity) ? 'worse' : 'same';
  const isRetry =
    now.title === before.title &&
    now.description === before.description &&
    now.severity === before.severity &&
    isBefore(at, before.createdAt.add({ minutes: RETRY_MINUTES }));
  return isRetry ? 'same' : 'new';
}

const rank = (severity: Severity | null): number =>
  severity === null ? Number.POSITIVE_INFINITY : severityRank(severity);

/** Whether the manager is to be told now: once, of one that nobody has looked at in time. */
export const isOverdueUntold = (
  report: Pick<UserReport, 'state' | 'dueAt' | 'overdueToldAt'>,
  now: Instant,
): boolean => isOverdue(report, now) && report.overdueToldAt === null;

export const isOverdue = ({ state, dueAt }: Pick<UserReport, 'state' | 'dueAt'>, now: Instant): boolean =>
  state === 'new' && isAtOrBefore(dueAt, now);
