import { z } from 'zod';
import { CONDITIONS } from '../policy/index.ts';

const instant = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: z.uuid() }),
  z.strictObject({ kind: z.literal('team'), teamId: z.string().min(1).max(60) }),
]);
const mode = z.enum(['page', 'inform']);

export const stepReply = z.object({
  id: z.string(),
  policyStep: z.string().describe("The policy's name of the line"),
  roles: z.array(z.string()),
  roleTitle: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  mode,
  due: z.enum(['immediately', 'within', 'next_business_day', 'weekly']),
  status: z.enum(['planned', 'sent', 'skipped', 'cancelled']),
  deadline: instant.nullable().describe('What was promised; null for "immediately"'),
  sendAt: instant.describe('When it is handed to its channel, a margin before the deadline'),
  settledAt: instant.nullable(),
  handedAt: instant.nullable().describe('When a channel took it'),
  deliveredAt: instant.nullable().describe('When a receipt came'),
  delivery: z
    .object({
      state: z.enum(['handed', 'queued', 'trying', 'failed', 'stopped']),
      reason: z.string().nullable().describe('Why the last message was not handed over'),
      unreached: z.array(person).describe('Those for whom every way has failed'),
    })
    .nullable()
    .describe('For a sent step: what became of its messages'),
  people: z.array(person).describe('Who was told; for a step to come, who holds the role now'),
  via: z
    .enum(['holder', 'deputy', 'fallback', 'on_call'])
    .nullable()
    .describe('For a step to come: how it would be filled now'),
  gap: z.boolean().describe('For a step to come: nobody planned holds the role now (ESC-3)'),
  unavailable: z
    .array(person.extend({ because: z.enum(['away', 'unreachable']) }))
    .describe(
      'With a gap: who is named for the role but is away or cannot be reached; nobody when nobody is named',
    ),
  when: z.enum(CONDITIONS).nullable(),
  unless: z.enum(CONDITIONS).nullable(),
  reason: z.string().nullable().describe('Why it was not sent'),
  late: z.enum(['reclassified', 'added_later', 'paged_again', 'outage']).nullable(),
  early: z.boolean(),
});

const attemptReply = z.object({
  person,
  level: z.number().nullable(),
  round: z.number(),
  channel: z.string().nullable(),
  messageId: z.string().nullable(),
  at: instant,
  outcome: z.enum(['pending', 'handed', 'delivered', 'failed', 'not_sent']),
  reason: z.string().nullable(),
});

export const pageReply = z.object({
  id: z.string(),
  target: z.object({ kind: z.enum(['person', 'team']), id: z.string(), name: z.string() }),
  because: z.enum(['matrix', 'by_hand', 'exhausted', 'added', 'news']),
  status: z.enum(['open', 'acknowledged', 'stopped']),
  reason: z.string().nullable(),
  level: z.number().nullable().describe('The on-call level being asked'),
  round: z.number(),
  asking: z.array(person).describe('Who is being asked now'),
  startedAt: instant,
  exhaustedAt: instant.nullable().describe('When nobody of the last level had answered'),
  toldWhenExhausted: z.array(person).describe('Who else heard of that; perhaps nobody'),
  nextAt: instant.nullable().describe('When it moves on by itself'),
  next: z
    .object({
      at: instant,
      people: z.array(person).describe('Who is paged then; nobody when only others are told'),
      level: z.number().nullable().describe('The on-call level they are paged as'),
      again: z.boolean().describe('This page has asked all of them before'),
      others: z.array(person).describe('Who else hears then that nobody has answered'),
      othersMode: mode,
    })
    .nullable()
    .describe(
      'Whom it turns to next if nobody answers, as things stand now; null when nobody is left to ask',
    ),
  endedAt: instant.nullable(),
  endedBy: person.nullable(),
  attempts: z
    .array(attemptReply)
    .describe(
      'Oldest first: those of the last walks; of all before only the latest of each person and outcome',
    ),
});

export const escalationReply = z.object({ steps: z.array(stepReply), pages: z.array(pageReply) });
export const pageBody = z.strictObject({ target });
export const pageStarted = z.object({ pageId: z.string() });
export const sentReply = z.object({
  outcome: z.enum(['sent', 'not_sent']),
  reason: z.string().nullable(),
});
