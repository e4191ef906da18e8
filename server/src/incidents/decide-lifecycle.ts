import { Fault } from '../kernel/index.ts';
import { type Decision, type Facts, invalid, nothing, personOf } from './decide-common.ts';
import type { EntryDraft } from './entries/index.ts';
import { type Incident, isOpen, referenceOf } from './model.ts';
import type { Command } from './model-commands.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

const added = (personId: string): EntryDraft => ({
  kind: 'responder_added',
  data: { personId, because: 'acknowledged' },
});

/**
 * "Acknowledge the incident" (runbook, immediate actions 1; IMM-1). The first counts; whoever comes second joins the
 * responders. On an incident that is over there is nothing to acknowledge: old links stay harmless.
 * Whoever was woken only to write the updates says so much and no more while nobody has the incident itself: were theirs
 * the first acknowledgement, the telephone of whoever is on call would fall silent.
 */
export function acknowledge(incident: Incident, { forRole }: Of<'acknowledge'>, facts: Facts): Decision {
  if (!isOpen(incident.status)) return nothing;
  const first = incident.acknowledgedAt === null && forRole !== true;
  const entries: EntryDraft[] = [];
  if (first) entries.push({ kind: 'acknowledged', data: {} });
  const personId = personOf(facts.actor);
  if (personId !== null && !incident.responderIds.includes(personId)) entries.push(added(personId));
  return { entries, acknowledgedAgain: !first };
}

export function changeStatus(incident: Incident, command: Of<'change_status'>): Decision {
  if (!isOpen(incident.status))
    throw new Fault(
      'conflict',
      'incident_not_open',
      `${referenceOf(incident.number)} is resolved. Reopen it first.`,
    );
  if (incident.status === command.to) return nothing;
  const from = command.to === 'mitigating' ? 'investigating' : 'mitigating';
  return {
    entries: [{ kind: 'status_changed', data: { from, to: command.to, note: command.note } }],
  };
}

/**
 * It is not over after all. Whoever answered the first time may have gone home, so the old acknowledgement does not count;
 * whoever reopens it may say that they are at work.
 */
export function reopen(incident: Incident, command: Of<'reopen'>, facts: Facts): Decision {
  if (isOpen(incident.status)) return nothing;
  const { reason } = command;
  const entries: EntryDraft[] = [{ kind: 'reopened', data: { reason, by: 'person', unanswered: true } }];
  if (command.acknowledge) {
    entries.push({ kind: 'acknowledged', data: {} });
    const personId = personOf(facts.actor);
    if (personId !== null && !incident.responderIds.includes(personId)) entries.push(added(personId));
  }
  return { entries };
}

/** Whether an incident under version `from` can go on under `to`. @throws Fault invalid */
export function checkPolicyVersion(from: number, to: number, newest: number, path = 'version'): void {
  if (to < from || to > newest) throw invalid(path, `Choose a version between ${from} and ${newest}.`);
}

/**
 * An incident keeps the policy it was declared under until somebody decides otherwise (design decision 5). Only forwards:
 * going back would bring rules into force again that have been replaced for a reason.
 */
export function movePolicy(incident: Incident, command: Of<'move_policy'>, facts: Facts): Decision {
  if (!isOpen(incident.status))
    throw new Fault(
      'conflict',
      'incident_not_open',
      `${referenceOf(incident.number)} is resolved. Reopen it first.`,
    );
  const { policyVersion: from } = incident;
  if (command.version === from) return nothing;
  checkPolicyVersion(from, command.version, facts.newestPolicy ?? from);
  return { entries: [{ kind: 'policy_moved', data: { from, to: command.version } }] };
}
