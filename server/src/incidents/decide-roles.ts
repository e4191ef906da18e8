import { Fault } from '../kernel/index.ts';
import { type Decision, type Facts, invalid, nothing, personOf } from './decide-common.ts';
import type { EntryDraft } from './entries/index.ts';
import { COMMANDER, holderOf, type Incident, isOpen, referenceOf } from './model.ts';
import type { Command } from './model-commands.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Whoever takes command is there, so the incident counts as acknowledged; to be given it, one may be asleep. */
export function takeCommand(incident: Incident, command: Of<'take_command'>, facts: Facts): Decision {
  const { personId, note = null } = command;
  return give(incident, { role: COMMANDER, personId, note }, facts);
}

/** One of the roles that the incident's policy lets it have, the commander among them. @throws Fault invalid, conflict */
export function assignRole(incident: Incident, command: Of<'assign_role'>, facts: Facts): Decision {
  const known = Object.hasOwn(facts.policy.roles, command.role);
  if (!known || facts.policy.roles[command.role]?.held !== 'incident') {
    const roles = Object.entries(facts.policy.roles).flatMap(([id, { held }]) =>
      held === 'incident' ? [id] : [],
    );
    throw invalid(
      'role',
      `"${command.role}" is not assigned during an incident. The policy has: ${roles.join(', ')}.`,
    );
  }
  return give(incident, command, facts);
}

function give(
  incident: Incident,
  {
    role,
    personId,
    note,
  }: { readonly role: string; readonly personId: string; readonly note: string | null },
  facts: Facts,
): Decision {
  if (!facts.people.get(personId)?.active) throw invalid('personId', 'Person not found or deactivated.');
  const from = holderOf(incident, role);
  if (from === personId) return nothing;
  if (!isOpen(incident.status))
    throw new Fault(
      'conflict',
      'incident_not_open',
      `${referenceOf(incident.number)} is resolved, so its roles can no longer be assigned. Reopen it first.`,
    );
  const entries: EntryDraft[] = [];
  const takes = personOf(facts.actor) === personId;
  // Of command only: who writes the updates has not said that they have the problem.
  if (role === COMMANDER && takes && incident.acknowledgedAt === null)
    entries.push({ kind: 'acknowledged', data: {} });
  entries.push({
    kind: 'role_assigned',
    data: { role, personId, from, ...(note === null ? {} : { note }) },
  });
  if (!incident.responderIds.includes(personId))
    entries.push({
      kind: 'responder_added',
      data: { personId, because: role === COMMANDER ? 'commander' : 'by_hand' },
    });
  return { entries };
}

/**
 * Nobody has it any more. Not command: an incident that had a commander is handed over, never left.
 * @throws Fault conflict
 */
export function releaseRole(incident: Incident, { role, note }: Of<'release_role'>): Decision {
  if (role === COMMANDER)
    throw new Fault('conflict', 'command_not_released', 'Command is not released. Hand it to someone.');
  const personId = holderOf(incident, role);
  if (personId === null) return nothing;
  return { entries: [{ kind: 'role_released', data: { role, personId, note } }] };
}
