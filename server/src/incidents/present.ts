import type { DirectoryFacts } from '../directory/index.ts';
import {
  type Actor,
  type Instant,
  isAtOrBefore,
  isBefore,
  millisBetween,
  plusSeconds,
  Temporal,
} from '../kernel/index.ts';
import type { Policy } from '../policy/index.ts';
import { isThere, peopleOnIt } from './decide-tell.ts';
import { actorName, type Names, type Sealed, type Told } from './log/index.ts';
import { commanderOf, type Incident, isOpen, referenceOf } from './model.ts';
import type { EntryReply, IncidentReply } from './model-api.ts';
import { missingParts } from './project.ts';
import { roleLabel } from './words.ts';

/** What a presenter needs to turn ids into names. */
export interface Surroundings {
  readonly directory: DirectoryFacts;
  readonly integrations: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/**
 * Names as of now: of people who left and systems that were archived, too.
 * @param policy whose titles of roles count; without it, or for a role that it does not have, the role's own name
 */
export const namesFrom = (
  { directory, integrations }: Omit<Surroundings, 'now'>,
  policy?: Pick<Policy, 'roles'>,
): Names => ({
  person: (id) => directory.people.get(id)?.name ?? 'Deleted user',
  system: (id) => directory.systems.get(id)?.name ?? id,
  team: (id) => directory.teams.get(id)?.name ?? id,
  integration: (id) => integrations.get(id) ?? 'A monitor',
  channel: directory.kinds.label,
  role: (role) => policy?.roles[role]?.title ?? roleLabel(role),
});

const iso = (instant: Instant | null): string | null => instant?.toString() ?? null;

export function presentActor(actor: Actor, names: Names): EntryReply['actor'] {
  const id =
    actor.kind === 'person'
      ? actor.personId
      : actor.kind === 'integration'
        ? actor.integrationId
        : actor.kind === 'token'
          ? actor.tokenId
          : null;
  const via = actor.kind === 'person' ? actor.via : null;
  return { kind: actor.kind, id, name: actorName(actor, names), via };
}

/** What a list needs besides: whom open pages ask, by incident. */
export interface PagedSurroundings extends Surroundings {
  readonly paging: ReadonlyMap<string, readonly string[]>;
}

export function presentSummary(incident: Incident, around: PagedSurroundings) {
  const names = namesFrom(around);
  const { teamId } = incident;
  const paging = around.paging.get(incident.id);
  const commanderId = commanderOf(incident);
  const until = incident.resolvedAt ?? incident.mergedAt ?? around.now;
  return {
    id: incident.id,
    reference: referenceOf(incident.number),
    title: incident.title,
    status: incident.status,
    open: isOpen(incident.status),
    severity: incident.severity,
    severityConfirmed: incident.severityConfirmedAt !== null,
    customerFacing: incident.customerFacing,
    systems: incident.systemIds.map((id) => ({
      id,
      name: names.system(id),
      customerFacing: around.directory.systems.get(id)?.customerFacing ?? false,
    })),
    team: teamId === null ? null : { id: teamId, name: names.team(teamId) },
    commander: commanderId === null ? null : { id: commanderId, name: names.person(commanderId) },
    startedAt: iso(incident.startedAt),
    detectedAt: incident.detectedAt.toString(),
    declaredAt: incident.declaredAt.toString(),
    acknowledgedAt: iso(incident.acknowledgedAt),
    paging: paging ? [...new Set(paging)].map((id) => ({ id, name: names.person(id) })) : null,
    mitigatedAt: iso(incident.mitigatedAt),
    resolvedAt: iso(incident.resolvedAt),
    closedAt: iso(incident.closedAt),
    ending: incident.ending,
    monitoringClearAt: iso(incident.monitoringClearAt),
    visibility: incident.visibility,
    drill: incident.drill,
    alertCount: incident.alertCount,
    durationSeconds: Math.max(0, Math.floor(millisBetween(incident.detectedAt, until) / 1000)),
  };
}

export interface Detail extends PagedSurroundings {
  readonly policy: Policy;
  readonly newestPolicy: number;
  readonly entryCount: number;
  readonly mergedInto: Incident | null;
  readonly warRoomUrl: string | null;
}

export function presentIncident(incident: Incident, around: Detail): IncidentReply {
  const names = namesFrom(around);
  const { acknowledgedBy } = incident;
  return {
    ...presentSummary(incident, around),
    number: incident.number,
    symptoms: incident.symptoms,
    type: typeOf(incident, around.policy),
    origin: incident.origin,
    policyVersion: incident.policyVersion,
    newestPolicyVersion: around.newestPolicy,
    severityName: around.policy.severities[incident.severity].name,
    severityConfirmedAt: iso(incident.severityConfirmedAt),
    customerFacingBy: incident.customerFacingBy,
    criteriaAnswers: { ...incident.criteriaAnswers },
    responders: incident.responderIds.map((id) => ({ id, name: names.person(id) })),
    acknowledgedBy: acknowledgedBy === null ? null : presentActor(acknowledgedBy, names),
    resolution: incident.resolution,
    mergedInto:
      around.mergedInto === null
        ? null
        : { id: around.mergedInto.id, reference: referenceOf(around.mergedInto.number) },
    warRoomUrl: around.warRoomUrl,
    pointOfContact: pointOfContact(incident, around.directory, around.now),
    missing: missingParts(incident),
    firstResponse: firstResponse(incident, around.policy, around.now),
    entryCount: around.entryCount,
  };
}

/** The commander, else whoever acknowledged, with the ways in which a person can reach a person (COM-5). */
export function pointOfContact(
  incident: Pick<Incident, 'roles' | 'acknowledgedBy'>,
  directory: Pick<DirectoryFacts, 'people' | 'kinds'>,
  now: Instant,
): IncidentReply['pointOfContact'] {
  const [onIt] = peopleOnIt(incident, isThere(directory, now));
  const person = directory.people.get(onIt?.personId ?? '');
  if (onIt === undefined || person === undefined) return null;
  return {
    id: person.id,
    name: person.name,
    as: onIt.as,
    reach: person.contactMethods
      .filter((method) => method.disabledReason === null && directory.kinds.isContactable(method.kind))
      .map(({ kind, label, address }) => ({ kind, label, address })),
  };
}

/** "Immediate actions (first 5 minutes)": each item that the record can tick, with its time (IMM-1 to IMM-4). */
function firstResponse(incident: Incident, policy: Policy, now: Instant): IncidentReply['firstResponse'] {
  const done: Partial<Record<string, Instant | null>> = {
    acknowledged: incident.firstAcknowledgedAt,
    severity_assessed: incident.severityConfirmedAt,
    record_complete: incident.recordCompleteAt,
    stakeholders_notified: incident.stakeholdersNotifiedAt,
    monitoring_clear: incident.monitoringClearAt,
    status_resolved: incident.resolvedAt,
  };
  const dueAt = dueFor(incident, policy, undefined);
  const tellsAtOnce = policy.matrix[incident.severity].some(({ by }) => by.kind === 'immediately');
  const items = policy.firstResponse.items.map(({ id, text, details, ticks }) => {
    const doneAt = (ticks === undefined ? null : done[ticks]) ?? null;
    const notNeeded = ticks === 'stakeholders_notified' && doneAt === null && !tellsAtOnce;
    const late = !notNeeded && isBefore(dueFor(incident, policy, ticks), doneAt ?? now);
    return { id, text, details: [...details], ticks: ticks ?? null, doneAt: iso(doneAt), notNeeded, late };
  });
  return { dueAt: dueAt.toString(), items };
}

/** Whoever is to be told at once only since a raise has the same time from there. */
function dueFor(incident: Incident, policy: Policy, ticks: string | null | undefined): Instant {
  const later = ticks === 'stakeholders_notified' ? incident.stakeholdersPendingSince : null;
  return plusSeconds(later ?? incident.detectedAt, policy.firstResponse.withinSeconds);
}

/** What of the immediate actions is open after their time (IMM-5). */
export function lateFirstResponse(
  incident: Incident,
  policy: Policy,
  now: Instant,
): { readonly dueAt: Instant; readonly items: readonly { readonly id: string; readonly text: string }[] } {
  const { dueAt, items } = firstResponse(incident, policy, now);
  return {
    dueAt: Temporal.Instant.from(dueAt),
    items: items
      .filter(({ ticks, doneAt, notNeeded }) => ticks !== null && doneAt === null && !notNeeded)
      .filter(({ ticks }) => isAtOrBefore(dueFor(incident, policy, ticks), now))
      .map(({ id, text, details }) => ({
        id,
        text: details.length === 0 ? text : `${text}: ${details.join(', ')}`,
      })),
  };
}

/** Each of the immediate actions that the record ticks by itself: when it was due and when it was done (IMM-1 to IMM-4). */
export const firstResponseItems = (incident: Incident, policy: Policy, now: Instant) =>
  firstResponse(incident, policy, now)
    .items.filter(({ ticks }) => ticks !== null && FIRST_MINUTES.has(ticks))
    .map(({ id, text, ticks, doneAt, notNeeded }) => ({
      ...{ id, text, notNeeded, dueAt: dueFor(incident, policy, ticks) },
      doneAt: doneAt === null ? null : Temporal.Instant.from(doneAt),
    }));

/** What is done in the first minutes; the rest of what can tick an item belongs to the end. */
const FIRST_MINUTES: ReadonlySet<string> = new Set([
  'acknowledged',
  'severity_assessed',
  'record_complete',
  'stakeholders_notified',
]);

export function presentEntry(
  entry: Sealed,
  told: Told,
  names: Names,
  { struckBy, foldsUnder }: Pick<EntryReply, 'struckBy' | 'foldsUnder'>,
): EntryReply {
  return {
    seq: entry.seq,
    at: entry.at.toString(),
    happenedAt: entry.happenedAt.toString(),
    kind: told.kind,
    actor: presentActor(entry.actor, names),
    commandId: entry.commandId,
    sentence: told.sentence,
    tone: told.tone,
    foldsUnder,
    struckBy,
    data: told.data,
  };
}

function typeOf({ typeId }: Incident, { incidentTypes }: Policy): IncidentReply['type'] {
  if (typeId === null) return null;
  return { id: typeId, title: incidentTypes.find(({ id }) => id === typeId)?.title ?? typeId };
}
