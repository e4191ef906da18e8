import { type Instant, isBefore } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Group, takesMore } from './decide-group.ts';
import type { IncidentStates } from './ports.ts';

interface Looking {
  readonly ports: { readonly incidents: IncidentStates };
  readonly tx: Tx;
  readonly now: Instant;
  readonly policy: Policy;
}

/**
 * Whether a group still takes new alerts: within the policy's window since its last one, and for as long as its incident is
 * resolved and watched, however long ago that was (RES-2).
 */
export async function takesNew({ ports, tx, now, policy }: Looking, group: Group): Promise<boolean> {
  if (takesMore(group, policy, now)) return true;
  if (!group.open || group.incidentId === null) return false;
  const until = (await ports.incidents(tx, [group.incidentId])).get(group.incidentId)?.watchedUntil ?? null;
  return until !== null && isBefore(now, until);
}
