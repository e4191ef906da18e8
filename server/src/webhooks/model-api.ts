import { z } from 'zod';
import { slugSchema } from '../directory/index.ts';
import { instantText } from '../incidents/index.ts';
import { cleanText } from '../kernel/index.ts';
import { severity } from '../policy/index.ts';
import { DELIVERY_STATES, WEBHOOK_STATES } from './model.ts';
import { isPattern } from './model-events.ts';

export const webhookId = slugSchema;

const name = z
  .string()
  .transform((text) => cleanText(text).trim())
  .pipe(z.string().min(1, 'This field is required.').max(120));
const pattern = z
  .string()
  .max(80)
  .refine(isPattern, { error: ({ input }) => `There is no event "${String(input)}".` });

export const fields = {
  name,
  url: z.string().min(1, 'This field is required.').max(4_000).describe('Receives signed POSTs'),
  events: z
    .array(pattern)
    .max(100)
    .describe('Types of events, or the beginning of some: incident.*. Empty: all'),
  teams: z.array(slugSchema).max(200).describe('Only incidents of these teams. Empty: of all'),
  systems: z.array(slugSchema).max(200).describe('Only incidents that affect one of these systems'),
  severities: z.array(severity).max(4).describe('Only incidents of these severities. Empty: of all'),
};

export const webhookBody = z.object({
  ...{ name: fields.name, url: fields.url },
  events: fields.events.default([]),
  teams: fields.teams.default([]),
  systems: fields.systems.default([]),
  severities: fields.severities.default([]),
});
export type WebhookBody = z.output<typeof webhookBody>;

const instant = z.string().nullable();
const named = z.object({ id: z.string(), name: z.string() });

export const webhookReply = z
  .object({
    ...{ id: z.string(), name: z.string() },
    url: z.string().describe('Whole for those who may change it; for others its path is left out'),
    events: z.array(z.string()),
    ...{ teams: z.array(named), systems: z.array(named), severities: z.array(severity) },
    state: z.enum(WEBHOOK_STATES).describe('stopped: nothing got through; a person turns it on again'),
    ...{ stoppedAt: instant, stoppedBecause: z.string().nullable() },
    failingSince: instant.describe('Since when each request has failed'),
    secretGeneration: z.int(),
    previousSecretUntil: instant.describe('Until then the secret before signs as well'),
    waiting: z.int().describe('Deliveries that wait for their first or their next try'),
    held: z.int().describe('Deliveries kept while it was off'),
    createdAt: z.string(),
  })
  .meta({ id: 'Webhook' });

export const stateBody = z.object({
  on: z.boolean(),
  sendHeld: z.boolean().default(false).describe('With `on`: sends what was kept while it was off'),
});
export const replayBody = z.object({
  since: instantText.describe('Everything that happened since then is sent again, with the same IDs'),
});

const attempt = z.object({
  at: z.string(),
  milliseconds: z.int(),
  status: z.int().nullable().describe('Null: no answer'),
  trouble: z.string().nullable(),
  answer: z.string().nullable().describe('The beginning of what was answered'),
});

export const deliveryReply = z
  .object({
    ...{ id: z.string(), eventId: z.string(), type: z.string() },
    sequence: z.int().nullable(),
    state: z.enum(DELIVERY_STATES),
    tries: z.int().describe('Of the round under way; a replay begins a new one'),
    ...{ createdAt: z.string(), dueAt: instant, settledAt: instant },
    last: attempt.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryDetails = deliveryReply
  .extend({ body: z.string().nullable(), attempts: z.array(attempt) })
  .meta({ id: 'WebhookDeliveryDetails' });

export const deliveryQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  state: z.enum(DELIVERY_STATES).optional(),
});

export const secretReply = z.object({ secret: z.string().describe('whsec_…') });

export const eventReply = z
  .object({
    ...{ type: z.string(), when: z.string(), version: z.int() },
    details: z.array(z.string()).describe('Fields of `details`'),
  })
  .meta({ id: 'WebhookEventType' });
