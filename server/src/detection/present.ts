import type { z } from 'zod';
import type { IntegrationKind } from './model.ts';
import type { alertDetailsReply, alertReply, changeReply, integrationReply } from './model-api.ts';
import type { AlertNames } from './ports.ts';
import type { AlertDetails } from './service.ts';
import type { Alert, ListedChange } from './store-alerts.ts';
import type { Ignored } from './store-ignored.ts';
import type { Integration } from './store-integrations.ts';

/** Where a monitor of each kind sends to, below the public address. PagerDuty's clients carry the key in the body. */
const PATHS: Readonly<Record<IntegrationKind, string>> = {
  alertmanager: '/in/alertmanager/{key}',
  pagerduty: '/v2/enqueue',
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

export function presentAlert(alert: Alert, names: AlertNames): z.input<typeof alertReply> {
  const { payloadId, latestPayloadId, ...shown } = alert;
  return {
    ...shown,
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
  };
}

export function presentDetails(details: AlertDetails, names: AlertNames): z.input<typeof alertDetailsReply> {
  const payloads = [...details.payloads].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...presentAlert(details.alert, names),
    payloadDays: details.payloadDays,
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

export const presentChange = (change: ListedChange): z.input<typeof changeReply> => ({
  ...change,
  links: change.links.map((link) => ({ ...link })),
  happenedAt: change.happenedAt.toString(),
});
