import type { z } from 'zod';
import { drillIdOf } from './decide-drill.ts';
import type { Heartbeat } from './heartbeats/index.ts';
import type { IntegrationKind } from './model.ts';
import type {
  alertDetailsReply,
  alertReply,
  integrationDetailsReply,
  integrationReply,
} from './model-api.ts';
import type { AlertNames } from './ports.ts';
import type { AlertDetails } from './service.ts';
import { matcherText, type Silence } from './silences/index.ts';
import type { Alert } from './store-alerts.ts';
import type { Ignored } from './store-ignored.ts';
import type { Integration } from './store-integrations.ts';

/** Where a monitor of each kind sends to, below the public address. PagerDuty's clients carry the key in the body. */
const PATHS: Readonly<Record<IntegrationKind, string>> = {
  alertmanager: '/in/alertmanager/{key}',
  // Prometheus appends /api/v2/alerts, amtool /api/v2/….
  prometheus: '/in/prometheus/{key}',
  pagerduty: '/v2/enqueue',
  // Clients carry the key in a header and append /v2/alerts and /v2/heartbeats.
  opsgenie: '',
  webhook: '/in/webhook/{key}',
};

/** The address to give to the monitor. */
export const sendTo = (publicUrl: string, kind: IntegrationKind, key = '{key}'): string =>
  `${publicUrl}${PATHS[kind].replace('{key}', key)}`;

export function presentIntegration(
  integration: Integration,
  publicUrl: string,
  ignored: Ignored | undefined,
): z.input<typeof integrationReply> {
  const { id, kind, name, systemId, options, enabled, keyHint, createdAt, lastUsedAt } = integration;
  return {
    id,
    kind,
    name,
    systemId,
    options: options as Record<string, unknown>,
    enabled,
    keyHint,
    url: sendTo(publicUrl, kind),
    createdAt: createdAt.toString(),
    lastUsedAt: lastUsedAt?.toString() ?? null,
    ignored:
      ignored === undefined
        ? null
        : { count: ignored.count, lastAt: ignored.lastAt.toString(), lastReason: ignored.lastReason },
  };
}

/** What a monitor has set through its API. */
export const presentSet = (
  silences: readonly Silence[],
  heartbeats: readonly Heartbeat[],
): Pick<z.input<typeof integrationDetailsReply>, 'silences' | 'heartbeats'> => ({
  silences: silences.map(({ id, matchers, startsAt, endsAt, createdBy, comment }) => ({
    ...{ id, createdBy, comment, matchers: matchers.map(matcherText) },
    ...{ startsAt: startsAt.toString(), endsAt: endsAt.toString() },
  })),
  heartbeats: heartbeats.map(({ name, interval, unit, enabled, expired, lastPingAt, dueAt }) => ({
    ...{ name, interval, unit, enabled, expired },
    ...{ lastPingAt: lastPingAt?.toString() ?? null, dueAt: dueAt?.toString() ?? null },
  })),
});

export function presentAlert(alert: Alert, names: AlertNames): z.input<typeof alertReply> {
  const { payloadId, latestPayloadId, expiresAt, silencedBy, ...shown } = alert;
  return {
    ...shown,
    drill: drillIdOf(alert.integrationId) !== null,
    systemName: alert.systemId === null ? null : (names.system(alert.systemId) ?? null),
    integrationName: names.integration(alert.integrationId) ?? null,
    incidentReference: alert.incidentId === null ? null : (names.incident(alert.incidentId) ?? null),
    labels: { ...alert.labels },
    links: alert.links.map((link) => ({ ...link })),
    startsAt: alert.startsAt?.toString() ?? null,
    endsAt: alert.endsAt?.toString() ?? null,
    firstSeenAt: alert.firstSeenAt.toString(),
    lastSeenAt: alert.lastSeenAt.toString(),
    acknowledgedAt: alert.acknowledgedAt?.toString() ?? null,
    resolvedAt: alert.resolvedAt?.toString() ?? null,
    heldUntil: alert.heldUntil?.toString() ?? null,
    silenced: silencedBy.length > 0 && alert.status === 'firing',
  };
}

export function presentDetails(details: AlertDetails, names: AlertNames): z.input<typeof alertDetailsReply> {
  const payloads = [...details.payloads].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...presentAlert(details.alert, names),
    payloadDays: details.payloadDays,
    silences: details.silences.map(({ createdBy, comment, endsAt }) => ({
      ...{ createdBy, comment, endsAt: endsAt.toString() },
    })),
    payloads: payloads.map(({ id, receivedAt, contentType, body, bytes }) => ({
      id,
      receivedAt: receivedAt.toString(),
      contentType,
      body: withoutKeys(body.toString('utf8')),
      bytes,
    })),
  };
}

/** Keys are masked before a payload is stored (inbound/door.ts); those stored by earlier versions are masked here. */
const withoutKeys = (body: string): string =>
  body.replace(
    /("(?:routing_key|service_key)"\s*:\s*")([^"\\]{28})(?=[^"\\]{4}")/g,
    (_, before: string, key: string) => `${before}${'*'.repeat(key.length)}`,
  );
