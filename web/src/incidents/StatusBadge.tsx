import { StateBadge } from '../ui/Badges.tsx';
import type { IncidentSummary } from './api.ts';

/**
 * Where an incident stands, in one word; "not acknowledged" outranks the rest because somebody must act on it. It is red
 * only while somebody is being paged: a cosmetic fault that waits for the morning alarms nobody.
 */
export function StatusBadge({ incident, box = false }: { incident: IncidentSummary; box?: boolean }) {
  if (incident.status === 'resolved') {
    return (
      <StateBadge tone="ok" box={box}>
        Resolved
      </StateBadge>
    );
  }
  if (incident.status === 'closed') {
    return (
      <StateBadge tone="quiet" box={box}>
        Closed
      </StateBadge>
    );
  }
  if (incident.status === 'merged') {
    return (
      <StateBadge tone="quiet" box={box}>
        Merged
      </StateBadge>
    );
  }
  if (!incident.acknowledgedAt) {
    return (
      <StateBadge tone={incident.paging ? 'bad' : 'quiet'} box={box}>
        Not acknowledged
      </StateBadge>
    );
  }
  return incident.status === 'mitigating' ? (
    <StateBadge tone="warn" box={box}>
      Mitigating
    </StateBadge>
  ) : (
    <StateBadge tone="active" box={box}>
      Investigating
    </StateBadge>
  );
}
