import { type Actor, Fault } from '../kernel/index.ts';
import { type Decision, type Facts, invalid, nothing } from './decide-common.ts';
import { followCustomerFacing } from './decide-record.ts';
import { type Incident, isOpen, referenceOf } from './model.ts';
import type { Command } from './model-commands.ts';
import type { EntryDraft } from './model-entries.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null);

const added = (personId: string, because: 'acknowledged' | 'commander'): EntryDraft => ({
  kind: 'responder_added',
  data: { personId, because },
});

/**
 * "Acknowledge the incident" (runbook, immediate actions 1; IMM-1). The first counts; whoever comes second joins the
 * responders. On an incident that is over there is nothing to acknowledge: old links stay harmless.
 */
export function acknowledge(incident: Incident, facts: Facts): Decision {
  if (!isOpen(incident.status)) return nothing;
  const entries: EntryDraft[] = [];
  if (incident.acknowledgedAt === null) entries.push({ kind: 'acknowledged', data: {} });
  const personId = personOf(facts.actor);
  if (personId !== null && !incident.responderIds.includes(personId))
    entries.push(added(personId, 'acknowledged'));
  return { entries, acknowledgedAgain: incident.acknowledgedAt !== null };
}

/** Somebody who takes command is there, so the incident counts as acknowledged. */
export function takeCommand(incident: Incident, command: Of<'take_command'>, facts: Facts): Decision {
  if (!facts.people.get(command.personId)?.active)
    throw invalid('personId', 'There is no such person, or they have left.');
  if (incident.commanderId === command.personId) return nothing;
  const entries: EntryDraft[] = [];
  if (isOpen(incident.status) && incident.acknowledgedAt === null)
    entries.push({ kind: 'acknowledged', data: {} });
  entries.push({
    kind: 'commander_taken',
    data: { personId: command.personId, from: incident.commanderId },
  });
  if (!incident.responderIds.includes(command.personId)) entries.push(added(command.personId, 'commander'));
  return { entries };
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

/** Resolving twice is a double click, not a second resolution. */
export function resolve(incident: Incident, command: Of<'resolve'>): Decision {
  if (!isOpen(incident.status)) return nothing;
  return { entries: [{ kind: 'resolved', data: { resolution: command.resolution, by: 'person' } }] };
}

export function reopen(incident: Incident, command: Of<'reopen'>): Decision {
  if (isOpen(incident.status)) return nothing;
  return { entries: [{ kind: 'reopened', data: { reason: command.reason, by: 'person' } }] };
}

/**
 * A duplicate goes into another incident: its alerts move, its systems join, both logs say so. The target must not be
 * merged itself, so no chain of merges can lead back to where it began.
 * @throws Fault `conflict`
 */
export function merge(
  source: Incident,
  target: Incident,
  reason: string | null,
  systems: Facts['systems'],
): { readonly source: readonly EntryDraft[]; readonly target: readonly EntryDraft[] } {
  const [from, to] = [referenceOf(source.number), referenceOf(target.number)];
  const refuse = (code: string, message: string) => new Fault('conflict', code, message);
  if (source.id === target.id) throw refuse('merge_into_itself', `${from} cannot be merged into itself.`);
  if (source.mergedIntoId === target.id) return { source: [], target: [] };
  if (source.status === 'merged')
    throw refuse('already_merged', `${from} was already merged into another incident.`);
  if (target.status === 'merged')
    throw refuse(
      'merge_target_merged',
      `${to} was itself merged into another incident. Merge into that one.`,
    );
  if (isOpen(source.status) && !isOpen(target.status))
    throw refuse('merge_target_resolved', `${to} is resolved and ${from} is not. Reopen ${to} first.`);
  const joining = source.systemIds.filter((id) => !target.systemIds.includes(id));
  const changes: EntryDraft[] =
    joining.length === 0
      ? []
      : [
          { kind: 'systems_changed', data: { added: joining, removed: [] } },
          ...followCustomerFacing(target, [...target.systemIds, ...joining], systems),
        ];
  return {
    source: [{ kind: 'merged_into', data: { incidentId: target.id, number: target.number, reason } }],
    target: [
      {
        kind: 'merged_from',
        data: { incidentId: source.id, number: source.number, alerts: source.alertCount },
      },
      ...changes,
    ],
  };
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
