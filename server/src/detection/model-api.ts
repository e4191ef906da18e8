import { z } from 'zod';
import { INTERVAL_UNITS } from './heartbeats/model.ts';
import { INTEGRATION_KINDS } from './model.ts';

const link = z.object({ href: z.string(), text: z.string() });
const id = z.string().min(1).max(100);
const name = z.string().trim().min(1).max(120);

export const integrationId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'Expected an id such as checkout-alertmanager');
const kind = z.enum(INTEGRATION_KINDS);

const options = z
  .record(z.string(), z.unknown())
  .describe('Depends on the kind: see docs/integrations.md. Omitted options use their defaults');

export const newIntegration = z.strictObject({
  id: integrationId.optional().describe('Default: derived from the name'),
  kind,
  name,
  systemId: id.nullable().optional().describe('Every alert belongs to this system; default: matchers decide'),
  options: options.optional(),
  key: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'Expected 32 lower-case hexadecimal characters')
    .optional()
    .describe('Default: a random key'),
});

export const integrationChange = z.strictObject({
  name: name.optional(),
  systemId: id.nullable().optional(),
  options: options.optional(),
  enabled: z.boolean().optional(),
});

export const integrationReply = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  systemId: z.string().nullable(),
  options: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  keyHint: z.string().describe('The last four characters of the key'),
  url: z.string().describe('The address for the monitor; {key} is a placeholder for the key'),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  ignored: z
    .object({ count: z.int(), lastAt: z.string(), lastReason: z.string() })
    .nullable()
    .describe('What was sent and is no alert, by the conditions of the mapping or by what the tool means'),
});

/** One integration, with what its monitor has set through its API. */
export const integrationDetailsReply = integrationReply.extend({
  silences: z
    .array(
      z.object({
        id: z.string(),
        matchers: z.array(z.string()).describe('As alertname="DiskFull"; all of them must match'),
        startsAt: z.string(),
        endsAt: z.string(),
        createdBy: z.string(),
        comment: z.string(),
      }),
    )
    .describe('Those that have not ended'),
  heartbeats: z.array(
    z.object({
      name: z.string(),
      interval: z.int(),
      unit: z.enum(INTERVAL_UNITS),
      enabled: z.boolean(),
      expired: z.boolean().describe('Silent for longer than its interval'),
      lastPingAt: z.string().nullable().describe('Null before its first ping: it is watched from then on'),
      dueAt: z.string().nullable(),
    }),
  ),
});

export const integrationWithKey = integrationReply.extend({
  key: z.string().describe('Shown only once'),
  url: z.string().describe('The address for the monitor, including the key'),
});

export const testAlert = z.strictObject({
  title: z.string().trim().min(1).max(200).default('Test alert from Tocsin'),
  severity: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .default('warning')
    .describe('A severity as the monitor reports it; the policy maps it'),
  labels: z
    .record(z.string().trim().min(1).max(200), z.string().max(1000))
    .refine((labels) => Object.keys(labels).length <= 50, 'At most 50 labels.')
    .default({})
    .describe('Labels to send along, for example to be routed to a system'),
});

export const alertReply = z.object({
  id: z.string(),
  integrationId: z.string(),
  integrationName: z.string().nullable(),
  dedupKey: z.string(),
  status: z.enum(['firing', 'resolved']),
  title: z.string(),
  description: z.string().nullable(),
  severityWord: z.string().nullable().describe('The severity as the monitor reports it'),
  severity: z.string().nullable().describe('Severity mapped by the policy; null until processed'),
  source: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  links: z.array(link),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  count: z.number().int().describe('Number of occurrences'),
  acknowledgedAt: z.string().nullable().describe('Acknowledged in the monitor itself'),
  resolvedAt: z.string().nullable(),
  drill: z.boolean().describe('Simulated by a drill'),
  closedWithIncident: z.boolean().describe('Resolved together with its incident, not by the monitor'),
  systemId: z.string().nullable(),
  systemName: z.string().nullable(),
  teamId: z.string().nullable(),
  incidentId: z.string().nullable(),
  incidentReference: z.string().nullable(),
  heldUntil: z
    .string()
    .nullable()
    .describe('Set if processing failed and no one was paged yet: time of the next retry'),
  silenced: z
    .boolean()
    .describe('A silence set in its monitoring covers it: it pages no one while that lasts'),
});

const payload = z.object({
  id: z.string(),
  receivedAt: z.string(),
  contentType: z.string(),
  body: z.string().describe('The original payload without the key, read as UTF-8; first MiB only'),
  bytes: z.int().describe('Size of the whole body, which may exceed what is shown'),
});

export const alertDetailsReply = alertReply.extend({
  payloads: z
    .array(payload)
    .describe(
      'The request that opened it and, if another, the one that last changed it; none once their time is over',
    ),
  silences: z
    .array(
      z.object({
        createdBy: z.string().describe('As whoever set it calls themselves'),
        comment: z.string(),
        endsAt: z.string(),
      }),
    )
    .describe('The silences set in its monitoring that cover it, the one that lasts longest first'),
  payloadDays: z.int().describe("For how many days after the alert's end payloads are kept"),
});

export const alertQuery = z.object({
  status: z.enum(['firing', 'resolved']).optional(),
  system: id.optional(),
  integration: id.optional(),
  incident: z.uuid().optional(),
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Words in the title. A page of a search may be empty: go on with nextCursor until it is null'),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const alertList = z.object({ items: z.array(alertReply), nextCursor: z.string().nullable() });
