import type { z } from 'zod';
import type { Principal } from '../platform/http/index.ts';
import type { Case } from './case.ts';
import type { DeliveryState } from './decide-delivery-state.ts';
import { roleTitle } from './decide-message.ts';
import { toldOfExhaustion } from './decide-next.ts';
import { recipientsOf, unavailableFor } from './decide-recipients.ts';
import { isReplaced } from './decide-step.ts';
import type { Ladder } from './ladder.ts';
import type { Page, Step } from './model.ts';
import type { escalationReply, pageReply, stepReply } from './model-api.ts';
import { nextTurn, numberOf, presentPeople, presentRoles } from './present-people.ts';

/** @param asker who looks: stakeholders look on and call nobody */
export const presentEscalation = (parts: Ladder, asker: Principal): z.input<typeof escalationReply> => ({
  people: presentPeople(parts, asker),
  roles: presentRoles(parts),
  numbers: numbersOf(parts, asker),
  steps: parts.steps
    .filter((step) => !isReplaced(step, parts.steps))
    .map((step) => presentStep(parts.subject, step, parts.deliveries.get(step.id))),
  pages: parts.pages.map((page) => presentPage(parts, page)),
});

/** A telephone number of everybody who takes part, is paged or was told, as far as they have one and the asker may see it. */
function numbersOf({ subject, steps, pages }: Ladder, asker: Principal): { id: string; number: string }[] {
  const { incident, directory } = subject;
  const ids = new Set([
    ...Object.values(incident.roles),
    ...incident.responderIds,
    ...steps.flatMap(({ personIds }) => personIds),
    ...pages.flatMap(({ chain, attempts }) => [...chain, ...attempts].map(({ personId }) => personId)),
  ]);
  return [...ids].flatMap((id) => {
    const number = numberOf(directory, id, asker);
    return number === null ? [] : [{ id, number }];
  });
}

function presentStep(
  subject: Case,
  step: Step,
  delivery: DeliveryState | undefined,
): z.input<typeof stepReply> {
  const planned = step.status === 'planned';
  const now = planned
    ? recipientsOf(subject.who, step.role, step.teamId, subject.now, step.mode)
    : { personIds: step.personIds, via: step.via, gap: false };
  const team = step.teamId === null ? undefined : subject.directory.teams.get(step.teamId);
  return {
    id: step.id,
    policyStep: step.policyStep,
    roles: [step.role],
    roleTitle: roleTitle(subject.policy, step.role),
    team: step.teamId === null ? null : { id: step.teamId, name: team?.name ?? step.teamId },
    mode: step.sentMode ?? step.mode,
    due: step.due,
    status: step.status,
    deadline: step.due === 'immediately' ? null : step.deadline.toString(),
    sendAt: step.sendAt.toString(),
    settledAt: step.settledAt?.toString() ?? null,
    handedAt: step.handedAt?.toString() ?? null,
    deliveredAt: step.deliveredAt?.toString() ?? null,
    delivery:
      step.status === 'sent' && delivery !== undefined
        ? { ...delivery, unreached: delivery.unreached.map((id) => personOf(subject, id)) }
        : null,
    people: now.personIds.map((id) => personOf(subject, id)),
    via: now.via,
    gap: now.gap,
    unavailable: now.gap
      ? unavailableFor(subject.who, step.role, step.teamId, subject.now, step.mode).map(
          ({ personId, because }) => ({ ...personOf(subject, personId), because }),
        )
      : [],
    when: step.when,
    unless: step.unless,
    reason: step.reason,
    late: step.late,
    early: step.early,
  };
}

function presentPage(parts: Ladder, page: Page): z.input<typeof pageReply> {
  const { subject } = parts;
  const asking = page.status === 'open' && page.phase === 'walking' ? page.chain : [];
  return {
    id: page.id,
    target:
      page.target.kind === 'person'
        ? { kind: 'person', ...personOf(subject, page.target.personId) }
        : {
            kind: 'team',
            id: page.target.teamId,
            name: subject.directory.teams.get(page.target.teamId)?.name ?? page.target.teamId,
          },
    because: page.because,
    status: page.status,
    reason: page.reason,
    level: page.level,
    round: page.round,
    asking: [...new Set(asking.map(({ personId }) => personId))].map((id) => personOf(subject, id)),
    startedAt: page.startedAt.toString(),
    exhaustedAt: page.exhaustedAt?.toString() ?? null,
    notifiedWhenExhausted: toldOfExhaustion(page, parts.pages, parts.notices).map((id) =>
      personOf(subject, id),
    ),
    nextAt: page.nextAt?.toString() ?? null,
    next: presentNext(parts, page),
    endedAt: page.endedAt?.toString() ?? null,
    endedBy: page.endedBy === null ? null : personOf(subject, page.endedBy),
    attempts: page.attempts.map((attempt) => ({
      person: personOf(subject, attempt.personId),
      level: attempt.level,
      round: attempt.round,
      channel: attempt.channel,
      channelLabel: attempt.channel === null ? null : subject.directory.kinds.label(attempt.channel),
      messageId: attempt.messageId,
      at: attempt.at.toString(),
      outcome: attempt.outcome,
      reason: attempt.reason,
    })),
  };
}

function presentNext(parts: Ladder, page: Page): z.input<typeof pageReply>['next'] {
  const { subject } = parts;
  const next = nextTurn(parts, page);
  return next === null
    ? null
    : {
        at: next.at.toString(),
        people: next.personIds.map((id) => personOf(subject, id)),
        level: next.level,
        again: next.again,
        others: next.others.map((id) => personOf(subject, id)),
        othersMode: subject.policy.paging.exhausted.mode,
      };
}

const personOf = (subject: Case, id: string): { id: string; name: string } => ({
  id,
  name: subject.directory.people.get(id)?.name ?? '',
});
