import type { LadderStep } from './api.ts';
import { nameList } from './next-words.ts';

const roleNames: Record<string, string> = {
  on_call_engineer: 'On-call engineer',
  engineering_manager: 'Engineering Manager',
  product_owner: 'Product Owner',
  cto: 'CTO',
  ceo: 'CEO',
  security_team: 'Security team',
  incident_commander: 'Incident commander',
};

/** A role as people call it; a role of the organisation's own is made readable. */
export function roleName(role: string): string {
  const words = role.replaceAll('_', ' ');
  return roleNames[role] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const reasons: Record<string, string> = {
  condition_not_met: 'condition not met',
  already_told: 'already notified in another role',
  nobody_holds_role: 'role not assigned',
  resolved_before_due: 'resolved before it was due',
  merged: 'merged into another incident',
  superseded: 'replaced by a newer escalation plan',
  reclassified: 'severity changed',
  systems_changed: 'affected systems changed',
  acknowledged: 'already acknowledged',
  by_hand: 'manually',
  drill: 'drill',
};

/** Why something was or was not done, in words. */
export function reasonText(reason: string): string {
  return reasons[reason] ?? reason.replaceAll('_', ' ');
}

const conditions: Record<string, string> = {
  customer_facing: 'customers are affected',
  acknowledged: 'acknowledged by then',
  confirmed: 'severity confirmed by then',
  mitigating: 'mitigating by then',
};

/** What a step depends on, after "if" or "unless". */
export function conditionText(condition: string): string {
  return conditions[condition] ?? condition.replaceAll('_', ' ');
}

const lateReasons: Record<string, string> = {
  reclassified: 'the severity was raised after the deadline',
  added_later: 'added after the deadline',
  outage: 'Tocsin was down',
};

/** Why something was sent after its deadline. */
export function lateText(late: string): string {
  return lateReasons[late] ?? late.replaceAll('_', ' ');
}

/** Why a step is not filled as planned: nobody holds the role, or whoever does is away or cannot be reached. */
export function gapText({ unavailable }: Pick<LadderStep, 'unavailable'>): string {
  if (unavailable.length === 0) return 'Role not assigned';
  const of = (because: 'away' | 'unreachable') =>
    unavailable.filter((each) => each.because === because).map(({ name }) => name);
  const [away, lost] = [of('away'), of('unreachable')];
  const parts = [
    away.length > 0 ? `${nameList(away)} ${away.length > 1 ? 'are' : 'is'} away` : '',
    lost.length > 0 ? `${nameList(lost)} unreachable` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
