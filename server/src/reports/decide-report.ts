import { type Instant, isAtOrBefore, plusSeconds } from '../kernel/index.ts';
import { type CriteriaAnswers, own, type Policy, SEVERITIES, type Severity } from '../policy/index.ts';
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

/** The incident that an earlier report about the same system opened, as far as the decision looks at it. */
export interface Earlier {
  readonly incidentId: string;
  readonly acknowledged: boolean;
  /** Whether anybody who is there works on it, and can be told. */
  readonly attended: boolean;
}

export type AtOnce =
  | { readonly kind: 'wait' }
  | { readonly kind: 'declare' }
  | { readonly kind: 'join'; readonly incidentId: string; readonly tell: boolean };

/**
 * What happens before anybody has looked (ADR 47). A report that suggests P1 is not waited for: it declares, and so pages by the
 * matrix. A hundred people who report one outage open one incident: while its page is under way a further report only joins; once it is
 * acknowledged whoever works on it is told; when nobody does, it is declared anew rather than unheard.
 */
export function atOnce(
  severity: Severity | null,
  source: Source,
  { formPages }: Pick<Settings, 'formPages'>,
  earlier: Earlier | null,
): AtOnce {
  if (severity !== 'P1' || (source === 'public' && !formPages)) return { kind: 'wait' };
  if (earlier === null || (earlier.acknowledged && !earlier.attended)) return { kind: 'declare' };
  return { kind: 'join', incidentId: earlier.incidentId, tell: earlier.acknowledged };
}

/** Whether the manager is to be told now: once, of one that nobody has looked at in time. */
export const isOverdueUntold = (
  report: Pick<UserReport, 'state' | 'dueAt' | 'overdueToldAt'>,
  now: Instant,
): boolean => isOverdue(report, now) && report.overdueToldAt === null;

export const isOverdue = ({ state, dueAt }: Pick<UserReport, 'state' | 'dueAt'>, now: Instant): boolean =>
  state === 'new' && isAtOrBefore(dueAt, now);
