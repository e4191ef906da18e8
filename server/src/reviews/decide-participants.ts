import { COMMANDER, commanderOf, type Incident, type RecordLine } from '../incidents/index.ts';
import type { Policy } from '../policy/index.ts';
import { reviewEntries } from './entries/index.ts';
import type { Participant, ParticipantChange, ParticipantReason, Review } from './model.ts';

/** Who takes part by the record, for each line of the policy's list (REV-2). */
export interface ParticipantFacts {
  readonly incident: Pick<Incident, 'roles' | 'responderIds'>;
  readonly review: Pick<Review, 'facilitatorId'> | null;
  readonly policy: Pick<Policy['review'], 'participants'>;
  /** Whoever wrote anything onto the record. */
  readonly acted: readonly string[];
  readonly managers: readonly string[];
  readonly owners: readonly string[];
  /** Whoever subscribed to what the incident is. */
  readonly stakeholders: readonly string[];
  readonly changes: readonly ParticipantChange[];
  readonly isActive: (personId: string) => boolean;
}

/** The people who did something in an incident, in the order in which they first did. Preparing its review is not part of it. */
export const peopleWhoActed = (lines: readonly Pick<RecordLine, 'actor' | 'kind'>[]): readonly string[] => [
  ...new Set(
    lines.flatMap(({ actor, kind }) =>
      actor.kind === 'person' && !(kind in reviewEntries.kinds) ? [actor.personId] : [],
    ),
  ),
];

function byRecord({
  incident,
  policy,
  review,
  ...facts
}: ParticipantFacts): readonly [ParticipantReason, string][] {
  const commander = commanderOf(incident);
  const roles = Object.entries(incident.roles)
    .filter(([role]) => role !== COMMANDER)
    .map(([, personId]) => personId);
  const people: Readonly<Record<string, readonly string[]>> = {
    incident_commander: commander === null ? [] : [commander],
    responders: [...incident.responderIds, ...roles, ...facts.acted],
    engineering_manager: facts.managers,
    product_owner: facts.owners,
    affected_stakeholders: facts.stakeholders,
  };
  const facilitator = review?.facilitatorId ?? null;
  return [
    ...policy.participants.flatMap(({ who }) =>
      (people[who] ?? []).map((id): [ParticipantReason, string] => [who, id]),
    ),
    ...(facilitator === null ? [] : [['facilitator', facilitator] as [ParticipantReason, string]]),
  ];
}

/** Who takes part, with why; in the order of the policy. Whoever has left takes part no more, and stays where they attended. */
export function participantsOf(facts: ParticipantFacts): readonly Participant[] {
  const changes = new Map(facts.changes.map((change) => [change.personId, change]));
  const reasons = new Map<string, Set<ParticipantReason>>();
  const add = (personId: string, reason: ParticipantReason) =>
    reasons.set(personId, (reasons.get(personId) ?? new Set()).add(reason));
  for (const [reason, personId] of byRecord(facts)) add(personId, reason);
  for (const { personId, listed } of facts.changes) if (listed === true) add(personId, 'added');
  for (const { personId, attended } of facts.changes)
    if (attended === true && !reasons.has(personId)) add(personId, 'added');
  return [...reasons]
    .map(([personId, why]) => ({
      personId,
      reasons: [...why],
      attended: changes.get(personId)?.attended ?? null,
    }))
    .filter(
      ({ personId, attended }) =>
        attended === true || (changes.get(personId)?.listed !== false && facts.isActive(personId)),
    );
}

/**
 * Who leads through the review unless somebody says otherwise. Not the commander: whoever led the response is asked about it
 * and cannot ask as well.
 */
export function suggestedFacilitator(
  participants: readonly Participant[],
  commanderId: string | null,
): string | null {
  const order: readonly ParticipantReason[] = [
    'engineering_manager',
    'product_owner',
    'affected_stakeholders',
    'responders',
  ];
  for (const reason of order) {
    const found = participants.find(
      ({ personId, reasons }) => personId !== commanderId && reasons.includes(reason),
    );
    if (found !== undefined) return found.personId;
  }
  return null;
}
