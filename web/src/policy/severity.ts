import { type SeverityId, severityIds } from '../ui/Badges.tsx';
import type { Severities } from './api.ts';

/** The highest level with a "yes" (SEV-1); null while every answer is no. */
export function suggestedSeverity(
  severities: Severities,
  answers: Readonly<Record<string, boolean>>,
): SeverityId | null {
  return severityIds.find((id) => severities[id].criteria.some((criterion) => answers[criterion.id])) ?? null;
}

export interface SeverityValue {
  answers: Record<string, boolean>;
  /** Chosen by hand; null means "as suggested". */
  chosen: SeverityId | null;
  reason: string;
}

/** The level that would be taken: chosen by hand, else suggested by the answers, else the one there is. */
export function severityOf(
  value: SeverityValue,
  severities: Severities,
  present: SeverityId | null,
): { level: SeverityId | null; suggested: SeverityId | null; needsReason: boolean } {
  const suggested = suggestedSeverity(severities, value.answers);
  const level = value.chosen ?? suggested ?? present;
  return { level, suggested, needsReason: suggested !== null && level !== suggested };
}
