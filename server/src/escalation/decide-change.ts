import type { IncidentEvent, PreviewReplan } from '../incidents/index.ts';
import { severityRank } from '../policy/index.ts';

/** The command that would make this change; of several at once, the one that weighs most. */
export function causeOf(
  incident: Parameters<PreviewReplan>[1],
  change: Parameters<PreviewReplan>[2],
): 'severity_changed' | 'customer_facing_changed' | 'policy_moved' {
  if (change.severity !== incident.severity) return 'severity_changed';
  return change.policyVersion === incident.policyVersion ? 'customer_facing_changed' : 'policy_moved';
}

/** Whether there is more to know than when somebody called a page off. */
export const isWorse = (event: IncidentEvent): boolean =>
  event.type === 'incidents.severity_changed'
    ? severityRank(event.to) < severityRank(event.from)
    : event.type === 'incidents.systems_changed'
      ? event.added.length > 0
      : event.type === 'incidents.reopened' || event.type === 'incidents.acknowledgement_void';
