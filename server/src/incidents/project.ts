import { Temporal } from '../kernel/index.ts';
import type { Incident, RecordPart } from './model.ts';
import type { Entry, EntryData } from './model-entries.ts';

/** The parts of the runbook's ticket that this incident does not have (IMM-3). */
export function missingParts(
  incident: Pick<Incident, 'systemIds' | 'symptoms' | 'detectedAt' | 'severity'>,
): RecordPart[] {
  const missing: RecordPart[] = [];
  if (incident.systemIds.length === 0) missing.push('affected_systems');
  if (incident.symptoms.trim() === '') missing.push('initial_symptoms');
  return missing;
}

/** Folds entries, in order, into the incident they tell of. The first must be `declared` when there is none before. */
export function project(before: Incident | null, entries: readonly Entry[]): Incident {
  let incident = before;
  for (const entry of entries) {
    if (entry.kind === 'declared') incident = declare(entry, entry.data);
    else if (incident === null)
      throw new Error(`Entry ${entry.seq} (${entry.kind}) precedes the declaration.`);
    else incident = apply(incident, entry);
    if (incident.recordCompleteAt === null && missingParts(incident).length === 0)
      incident = { ...incident, recordCompleteAt: entry.at };
  }
  if (incident === null) throw new Error('A log without entries tells of no incident.');
  return incident;
}

function declare(entry: Entry, data: EntryData<'declared'>): Incident {
  return {
    id: entry.incidentId,
    number: data.number,
    title: data.title,
    status: 'investigating',
    severity: data.severity,
    severityConfirmedAt: data.confirmed ? entry.at : null,
    criteriaAnswers: data.answers,
    customerFacing: data.customerFacing,
    customerFacingBy: data.customerFacingBy,
    systemIds: data.systemIds,
    teamId: data.teamId,
    symptoms: data.symptoms,
    policyVersion: data.policyVersion,
    origin: data.origin,
    commanderId: null,
    responderIds: [],
    startedAt: data.startedAt === null ? null : Temporal.Instant.from(data.startedAt),
    detectedAt: Temporal.Instant.from(data.detectedAt),
    declaredAt: entry.at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    firstAcknowledgedAt: null,
    recordCompleteAt: null,
    stakeholdersNotifiedAt: null,
    mitigatedAt: null,
    resolvedAt: null,
    resolution: null,
    monitoringClearAt: null,
    mergedIntoId: null,
    mergedAt: null,
    alertCount: data.alerts,
    alertsLoggedAt: data.alerts > 0 ? entry.at : null,
  };
}

function apply(incident: Incident, entry: Entry): Incident {
  switch (entry.kind) {
    case 'alert_joined':
      return {
        ...incident,
        alertCount: incident.alertCount + entry.data.count,
        alertsLoggedAt: entry.at,
      };
    case 'monitoring_clear':
      return { ...incident, monitoringClearAt: entry.at };
    case 'monitoring_firing':
      return { ...incident, monitoringClearAt: null };
    case 'acknowledged':
      return {
        ...incident,
        acknowledgedAt: entry.at,
        acknowledgedBy: entry.actor,
        firstAcknowledgedAt: incident.firstAcknowledgedAt ?? entry.at,
      };
    case 'acknowledgement_lapsed':
      return { ...incident, ...UNACKNOWLEDGED };
    case 'severity_confirmed':
      return {
        ...incident,
        severityConfirmedAt: incident.severityConfirmedAt ?? entry.at,
        criteriaAnswers: { ...incident.criteriaAnswers, ...entry.data.answers },
      };
    case 'severity_changed':
      return {
        ...incident,
        severity: entry.data.to,
        severityConfirmedAt: entry.data.confirmed ? (incident.severityConfirmedAt ?? entry.at) : null,
        criteriaAnswers: { ...incident.criteriaAnswers, ...entry.data.answers },
      };
    case 'customer_facing_changed':
      return {
        ...incident,
        customerFacing: entry.data.customerFacing,
        customerFacingBy: entry.data.by,
      };
    case 'systems_changed': {
      const removed = new Set(entry.data.removed);
      return {
        ...incident,
        systemIds: [...incident.systemIds.filter((id) => !removed.has(id)), ...entry.data.added],
      };
    }
    case 'details_changed':
      return withDetails(incident, entry.data);
    case 'policy_moved':
      return { ...incident, policyVersion: entry.data.to };
    case 'commander_taken':
      return { ...incident, commanderId: entry.data.personId };
    case 'responder_added':
      return { ...incident, responderIds: [...incident.responderIds, entry.data.personId] };
    case 'responder_removed':
      return {
        ...incident,
        responderIds: incident.responderIds.filter((id) => id !== entry.data.personId),
        commanderId: incident.commanderId === entry.data.personId ? null : incident.commanderId,
      };
    case 'status_changed':
      return {
        ...incident,
        status: entry.data.to,
        mitigatedAt: entry.data.to === 'mitigating' ? (incident.mitigatedAt ?? entry.at) : null,
      };
    case 'resolved':
      return {
        ...incident,
        status: 'resolved',
        resolvedAt: entry.at,
        resolution: entry.data.resolution,
      };
    case 'reopened':
      return reopen(incident, entry.data);
    case 'merged_into':
      return {
        ...incident,
        status: 'merged',
        mergedIntoId: entry.data.incidentId,
        mergedAt: entry.at,
        alertCount: 0,
      };
    case 'merged_from':
      return {
        ...incident,
        alertCount: incident.alertCount + entry.data.alerts,
        ...(entry.data.unanswered ? UNACKNOWLEDGED : {}),
      };
    case 'stakeholders_notified':
      return { ...incident, stakeholdersNotifiedAt: incident.stakeholdersNotifiedAt ?? entry.at };
    case 'stakeholders_pending':
      return { ...incident, stakeholdersNotifiedAt: null };
    default:
      // What was said, planned, sent or not sent is on the record and changes nothing about the incident.
      return incident;
  }
}

function withDetails(incident: Incident, data: EntryData<'details_changed'>): Incident {
  return {
    ...incident,
    title: data.title ?? incident.title,
    symptoms: data.symptoms ?? incident.symptoms,
    startedAt: data.startedAt === null ? incident.startedAt : Temporal.Instant.from(data.startedAt),
    detectedAt: data.detectedAt === null ? incident.detectedAt : Temporal.Instant.from(data.detectedAt),
  };
}

const UNACKNOWLEDGED = { acknowledgedAt: null, acknowledgedBy: null } as const;

/** Whoever acknowledged it the first time has perhaps gone home, so paging starts anew. */
function reopen(incident: Incident, { by, unanswered }: EntryData<'reopened'>): Incident {
  return {
    ...incident,
    status: 'investigating',
    resolvedAt: null,
    resolution: null,
    mitigatedAt: null,
    ...(by === 'alerts' || unanswered ? UNACKNOWLEDGED : {}),
  };
}
