import { Fault, type Instant, isBefore } from '../kernel/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Decision, type Facts, invalid, nothing, personOf } from './decide-common.ts';
import type { EntryDraft } from './entries/index.ts';
import type { Incident } from './model.ts';
import type { Command } from './model-commands.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function setCustomerFacing(incident: Incident, command: Of<'set_customer_facing'>): Decision {
  const { customerFacing, reason } = command;
  if (incident.customerFacing === customerFacing) return nothing;
  return {
    entries: [{ kind: 'customer_facing_changed', data: { customerFacing, by: 'person', reason } }],
  };
}

/** Whoever restricts an incident takes part in it: they must not lose sight of it by that. */
export function changeVisibility(
  incident: Pick<Incident, 'visibility' | 'responderIds'>,
  command: Of<'change_visibility'>,
  { actor }: Pick<Facts, 'actor'>,
): Decision {
  const { visibility, reason } = command;
  if (incident.visibility === visibility) return nothing;
  const entries: EntryDraft[] = [{ kind: 'visibility_changed', data: { visibility, reason } }];
  const personId = personOf(actor);
  if (visibility === 'restricted' && personId !== null && !incident.responderIds.includes(personId))
    entries.push({ kind: 'responder_added', data: { personId, because: 'by_hand' } });
  return { entries };
}

/** Somebody takes part by what another chapter gives them to do, and may see a restricted incident by that. */
export const joins = (personId: string, because: 'by_hand' | 'merged'): EntryDraft => ({
  kind: 'responder_added',
  data: { personId, because },
});

/** Systems must exist; archived ones cannot be affected any more. @throws Fault `invalid` with the field */
export function assertSystems(ids: readonly string[], systems: Facts['systems'], path: string): void {
  for (const [index, id] of ids.entries()) {
    const system = systems.get(id);
    if (system === undefined) throw invalid(`${path}.${index}`, `System "${id}" not found.`);
    if (system.archived) throw invalid(`${path}.${index}`, `System "${id}" is archived.`);
  }
}

/** Customers are affected when one of the systems faces them, until a person says otherwise. */
export function followCustomerFacing(
  incident: Incident,
  systemIds: readonly string[],
  systems: Facts['systems'],
): EntryDraft[] {
  if (incident.customerFacingBy === 'person') return [];
  const customerFacing = systemIds.some((id) => systems.get(id)?.customerFacing === true);
  if (customerFacing === incident.customerFacing) return [];
  return [{ kind: 'customer_facing_changed', data: { customerFacing, by: 'systems', reason: null } }];
}

export function changeSystems(incident: Incident, command: Of<'change_systems'>, facts: Facts): Decision {
  assertSystems(command.add, facts.systems, 'add');
  const added = [...new Set(command.add)].filter((id) => !incident.systemIds.includes(id));
  const removed = [...new Set(command.remove)].filter((id) => incident.systemIds.includes(id));
  const clash =
    added.length + removed.length > 0 ? command.add.find((id) => command.remove.includes(id)) : undefined;
  if (clash !== undefined) throw invalid('remove', `"${clash}" cannot be added and removed in one request.`);
  if (added.length + removed.length === 0) return nothing;
  const after = [...incident.systemIds.filter((id) => !removed.includes(id)), ...added];
  return {
    entries: [
      { kind: 'systems_changed', data: { added, removed } },
      ...followCustomerFacing(incident, after, facts.systems),
    ],
  };
}

export function changeResponders(
  incident: Incident,
  command: Of<'change_responders'>,
  facts: Facts,
): Decision {
  for (const [index, id] of command.add.entries())
    if (!facts.people.get(id)?.active) throw invalid(`add.${index}`, 'Person not found or deactivated.');
  const added = [...new Set(command.add)].filter((id) => !incident.responderIds.includes(id));
  const removed = [...new Set(command.remove)].filter(
    (id) => incident.responderIds.includes(id) && !command.add.includes(id),
  );
  return {
    entries: [
      ...added.map(
        (personId): EntryDraft => ({ kind: 'responder_added', data: { personId, because: 'by_hand' } }),
      ),
      ...removed.map((personId): EntryDraft => ({ kind: 'responder_removed', data: { personId } })),
    ],
  };
}

/** Impact before detection, both in the past: measurements are made of these. @throws Fault `invalid` */
export function assertTimes(startedAt: Instant | null, detectedAt: Instant, now: Instant): void {
  if (isBefore(now, detectedAt)) throw invalid('detectedAt', 'This time is in the future.');
  if (startedAt !== null && isBefore(now, startedAt))
    throw invalid('startedAt', 'This time is in the future.');
  if (startedAt !== null && isBefore(detectedAt, startedAt))
    throw new Fault('invalid', 'invalid_request', 'Detection cannot be before the start.', [
      { path: 'startedAt', message: 'The start cannot be after the detection.' },
    ]);
}

export function changeDetails(incident: Incident, command: Of<'change_details'>, facts: Facts): Decision {
  // Only when one is given: whoever corrects the title must not be held up by times that a monitor once sent.
  if (command.startedAt !== null || command.detectedAt !== null)
    assertTimes(
      command.startedAt ?? incident.startedAt,
      command.detectedAt ?? incident.detectedAt,
      facts.now,
    );
  const changed = <T>(asked: T | null, current: T | null): T | null =>
    asked === null || String(asked) === String(current) ? null : asked;
  const data = {
    title: changed(command.title, incident.title),
    symptoms: changed(command.symptoms, incident.symptoms),
    startedAt: changed(command.startedAt, incident.startedAt)?.toString() ?? null,
    detectedAt: changed(command.detectedAt, incident.detectedAt)?.toString() ?? null,
  };
  if (Object.values(data).every((value) => value === null)) return nothing;
  return { entries: [{ kind: 'details_changed', data }] };
}

/** Of another type; also of one that the policy no longer has, to none. Nothing that was worked on goes with it (TYP-1). */
export function changeType(incident: Incident, command: Of<'change_type'>, facts: Facts): Decision {
  const { to, because } = command;
  if (incident.typeId === to) return nothing;
  return { entries: typeEntries(incident, to, because, facts) };
}

/**
 * An alert joins whose labels are those of a private type. It weighs more than the type that the incident has, also one
 * that a person gave before they knew. The policy that the incident runs under may not have it yet: then nothing.
 */
export function privateTypeFound(
  incident: Incident,
  { typeId }: Of<'private_type_found'>,
  facts: Facts,
): Decision {
  if (incident.typeId === typeId || !facts.policy.incidentTypes.some(({ id }) => id === typeId))
    return nothing;
  return { entries: typeEntries(incident, typeId, LABELS_SAY, facts) };
}

/** Why an incident has the type that the organisation's rule for labels gives it. */
export const LABELS_SAY = 'the labels of an alert say so';

/**
 * What a type makes of an incident. One of a private type is for those who take part in it, from that moment (TYP-3). It
 * stays so under another type: what was said in it was said among them, and only a person can open it to everyone.
 * @throws Fault `invalid` for a type that the policy does not have
 */
export function typeEntries(
  incident: Pick<Incident, 'typeId' | 'visibility' | 'responderIds'>,
  to: string | null,
  because: string | null,
  { policy: { incidentTypes }, actor }: Pick<Facts, 'actor'> & { policy: Pick<Policy, 'incidentTypes'> },
): EntryDraft[] {
  const type = incidentTypes.find(({ id }) => id === to);
  if (to !== null && type === undefined)
    throw invalid(
      'type',
      `Incident type "${to}" not found. The policy has: ${incidentTypes.map(({ id }) => id).join(', ')}.`,
    );
  const changed: EntryDraft = {
    kind: 'type_changed',
    data: { from: incident.typeId, to, title: type?.title ?? null, because },
  };
  if (type?.private !== true) return [changed];
  const reason = `incidents of the type ${type.title} are private`;
  return [
    changed,
    ...changeVisibility(incident, { type: 'change_visibility', visibility: 'restricted', reason }, { actor })
      .entries,
  ];
}
