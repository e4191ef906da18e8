import { z } from 'zod';
import { messagePurposes, messageStates } from './model.ts';

const time = z.string().describe('ISO 8601, UTC');

const attempt = z.object({
  number: z.int(),
  at: time,
  endedAt: time.nullable().describe('null: in progress, or its process died'),
  outcome: z.enum(['accepted', 'delivered', 'retry', 'rejected', 'unknown']),
  reason: z.string().nullable(),
  detail: z.string().nullable().describe('What the provider said'),
  sentence: z.string(),
});

export const messageReply = z
  .object({
    id: z.string(),
    state: z.enum(messageStates),
    purpose: z.enum(messagePurposes),
    drill: z.boolean(),
    subject: z.string(),
    headline: z.string(),
    sentence: z.string().describe('Delivery status as a sentence'),
    person: z.object({ id: z.string(), name: z.string() }).nullable(),
    channel: z.string().nullable(),
    channelLabel: z.string().nullable().describe('The channel as a sentence names it'),
    address: z.string().nullable().describe('Null if there is none, or if the reader may not see it'),
    reason: z.string().nullable().describe('Why it is waiting, was stopped, was not sent, or failed'),
    incidentId: z.string().nullable(),
    incidentReference: z.string().nullable(),
    createdAt: time,
    promisedAt: time.nullable(),
    deadline: time.nullable(),
    firstAttemptAt: time.nullable(),
    sentAt: time.nullable().describe('When the channel accepted it'),
    deliveredAt: time.nullable(),
    nextAttemptAt: time.nullable(),
    bundledIn: z.string().nullable().describe('ID of the message that this one was bundled in'),
    insteadOf: z.string().nullable().describe('ID of the message that this one replaced'),
    attempts: z.array(attempt),
  })
  .meta({ id: 'Message' });
export type MessageReply = z.infer<typeof messageReply>;

export const messageListReply = z.object({ items: z.array(messageReply), nextCursor: z.string().nullable() });

export const messageQuery = z.object({
  incident: z.string().optional().describe('ID or reference (INC-12)'),
  person: z.uuid().optional(),
  state: z.enum(messageStates).optional(),
  channel: z.string().max(40).optional(),
  purpose: z.enum(messagePurposes).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['email', 'url', 'tel', 'text']),
  placeholder: z.string(),
  help: z.string(),
});

export const channelListReply = z.object({
  items: z.array(
    z
      .object({
        kind: z.string(),
        label: z.string(),
        handedTo: z.string().describe('Who takes the messages: "the mail server"'),
        signIn: z.boolean().describe('Invitations and password resets are sent by it'),
        traits: z.object({
          wakes: z.boolean().describe('Rings, vibrates or speaks'),
          acknowledges: z.boolean().describe('Pages can be acknowledged by it'),
          links: z.boolean(),
          threads: z.boolean(),
          receipts: z.boolean(),
          codes: z.boolean().describe('Pages are acknowledged by replying with a code'),
          contactable: z.boolean().describe('People reach one another at the same address'),
          maxBytes: z.int(),
        }),
        guide: z.object({
          needs: z.string(),
          steps: z.array(z.string()).describe('Markdown'),
          snippet: z
            .object({ label: z.string(), text: z.string() })
            .nullable()
            .describe('To be pasted at the provider: the manifest of an app'),
          settings: z.array(z.object({ name: z.string(), description: z.string(), given: z.boolean() })),
        }),
        fields: z.array(field),
        deviceKey: z
          .string()
          .nullable()
          .describe('With which a device makes an address; null: addresses are typed'),
        signsMessages: z.boolean(),
        room: z
          .object({
            field,
            only: z.boolean().describe('It reaches rooms alone'),
            makes: z.boolean().describe('Tocsin can open a channel there for an incident'),
          })
          .nullable()
          .describe('How a room is added; null: it reaches no rooms'),
        numbers: z.array(z.string()).describe('The phone numbers that its messages come from'),
        used: z.boolean().describe('Whether an active person, or signing in, depends on it'),
        missing: z.string().nullable().describe('What is missing to send by it; null: configured'),
        failing: z.array(
          z.object({
            provider: z.string(),
            since: time,
            failures: z.int(),
            reason: z.string(),
            sentence: z.string(),
          }),
        ),
      })
      .meta({ id: 'Channel' }),
  ),
});

export const secretQuery = z.object({
  address: z.string().min(1).max(2000),
  generation: z.coerce.number().int().min(1).max(100_000).default(1).describe('Of the contact method'),
});
export const secretReply = z.object({
  secret: z.string().describe('Verify signatures with it, per Standard Webhooks 1.0'),
});
