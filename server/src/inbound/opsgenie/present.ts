import {
  type Alert,
  type Heartbeat,
  type InboundRequest,
  type IntegrationRef,
  tagsOf,
} from '../../detection/index.ts';

const NOT_DETAILS = new Set(['tags', 'entity', 'responders']);

/** An alert as Opsgenie shows one. */
export function presentAlert(
  alert: Alert,
  number: string | undefined,
  { id, name }: Pick<IntegrationRef, 'id' | 'name'>,
) {
  const { labels } = alert;
  const details = Object.entries(labels).filter(([label]) => !NOT_DETAILS.has(label));
  return {
    id: alert.id,
    tinyId: number ?? '',
    alias: alert.dedupKey,
    message: alert.title,
    description: alert.description ?? '',
    status: alert.status === 'firing' ? 'open' : 'closed',
    acknowledged: alert.acknowledgedAt !== null,
    isSeen: alert.acknowledgedAt !== null,
    snoozed: false,
    tags: tagsOf(labels),
    details: Object.fromEntries(details),
    count: alert.count,
    createdAt: alert.firstSeenAt.toString(),
    updatedAt: (alert.resolvedAt ?? alert.lastSeenAt).toString(),
    lastOccurredAt: alert.lastSeenAt.toString(),
    source: alert.source ?? '',
    entity: labels.entity ?? '',
    owner: '',
    ownerTeamId: '',
    priority: alert.severityWord ?? 'P3',
    responders: [],
    teams: [],
    actions: [],
    integration: { id, name, type: 'API' },
    report: {},
  };
}

/** What became of a request. Both `success` and `isSuccess`: clients look at either. */
export const presentRequest = (request: InboundRequest) => ({
  success: request.success,
  isSuccess: request.success,
  action: request.action,
  processedAt: request.at.toString(),
  integrationId: request.integrationId,
  status: request.status,
  ...(request.alertId === null ? {} : { alertId: request.alertId }),
  ...(request.alias === null ? {} : { alias: request.alias }),
});

export const presentNote = (request: InboundRequest) => ({
  note: request.note ?? '',
  owner: request.by ?? '',
  createdAt: request.at.toString(),
  offset: request.id,
});

export const presentLog = (request: InboundRequest) => ({
  log: request.note === null ? request.status : `${request.status}: ${request.note}`,
  type: 'system',
  owner: request.by ?? 'System',
  createdAt: request.at.toString(),
  offset: request.id,
});

/** A heartbeat as Opsgenie shows one. */
export const presentHeartbeat = (beat: Heartbeat) => ({
  name: beat.name,
  description: beat.description,
  interval: beat.interval,
  intervalUnit: beat.unit,
  enabled: beat.enabled,
  expired: beat.expired,
  ...(beat.ownerTeam === null ? {} : { ownerTeam: { name: beat.ownerTeam } }),
  ...(beat.lastPingAt === null ? {} : { lastPingTime: beat.lastPingAt.toString() }),
  alertMessage: beat.alertMessage ?? `${beat.name} is expired`,
  alertTags: beat.alertTags,
  alertPriority: beat.alertPriority,
});
