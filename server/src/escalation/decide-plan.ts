import type { Instant } from '../kernel/index.ts';
import { type Calendar, calendarOf, dueTimes, type Policy, type Severity } from '../policy/index.ts';
import type { PlannedStep } from './model.ts';

export interface PlanFacts {
  readonly severity: Severity;
  /** From when "within" counts: the declaration, or the reopening. */
  readonly anchor: Instant;
  /** The teams that own the affected systems; at least one, unless the organisation has no team. */
  readonly teamIds: readonly string[];
  /** What kind of incident it is, by its id in the policy. */
  readonly typeId: string | null;
}

/** Whom its type calls besides the matrix, such as the security team (TYP-3): at once, and until they answer. */
function typeLines({ incidentTypes }: Policy, typeId: string | null): Policy['matrix'][Severity] {
  const type = incidentTypes.find(({ id }) => id === typeId);
  if (type === undefined || type.notify.length === 0) return [];
  return [{ id: `${OF_TYPE}${type.id}`, notify: type.notify, by: { kind: 'immediately' }, mode: 'page' }];
}

/**
 * The escalation matrix laid over one incident: a step for each line, role and team, in the order in which they are due
 * (ESC-P1..P4), and those whom its type calls. Conditions are left in: they are facts of the moment of sending, and a step that may come is worth seeing.
 */
export function planMatrix(
  policy: Policy,
  facts: PlanFacts,
  calendar: (name: string) => Calendar,
): PlannedStep[] {
  return [...policy.matrix[facts.severity], ...typeLines(policy, facts.typeId)]
    .flatMap((line, position) => {
      const { deadline, sendAt } = dueTimes(
        line.by,
        facts.anchor,
        calendar(calendarOf(line.by) ?? 'default'),
      );
      return line.notify.flatMap((role) =>
        teamsFor(policy, role, facts.teamIds).map(
          (teamId): PlannedStep => ({
            policyStep: line.id,
            position,
            role,
            teamId,
            mode: line.mode,
            due: line.by.kind,
            deadline,
            sendAt,
            when: line.when ?? null,
            unless: line.unless ?? null,
          }),
        ),
      );
    })
    .map((step, position) => ({ ...step, position }))
    .sort(bySending);
}

/** Why the page of a step is sent: those whom the type calls are asked until one of them answers, whoever else does. */
export const causeOfPage = ({ policyStep }: Pick<PlannedStep, 'policyStep'>): 'matrix' | 'type' =>
  policyStep.startsWith(OF_TYPE) ? 'type' : 'matrix';

const OF_TYPE = 'type.';

/** Soonest first; of those due together pages first (who is paged need not be informed too), then the matrix's order. */
export const bySending = (
  a: Pick<PlannedStep, 'sendAt' | 'mode' | 'position'>,
  b: Pick<PlannedStep, 'sendAt' | 'mode' | 'position'>,
): number =>
  a.sendAt.epochMilliseconds - b.sendAt.epochMilliseconds ||
  Number(a.mode === 'inform') - Number(b.mode === 'inform') ||
  a.position - b.position;

/** For which teams a role is asked: for each affected one, or once for the whole organisation or incident. */
function teamsFor(policy: Policy, role: string, teamIds: readonly string[]): readonly (string | null)[] {
  const held = policy.roles[role]?.held ?? 'team';
  if (held === 'organisation' || held === 'incident' || teamIds.length === 0) return [null];
  return teamIds;
}
