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
  deadline: instant.nullable().describe('The deadline; null for "immediately"'),
  sendAt: instant.describe('When it is sent, a margin before the deadline'),
  settledAt: instant.nullable(),
  handedAt: instant.nullable().describe('When a channel accepted it'),
  deliveredAt: instant.nullable().describe('When a delivery receipt arrived'),
  delivery: z
    .object({
      state: z.enum(['handed', 'queued', 'trying', 'failed', 'stopped']),
      reason: z.string().nullable().describe('Why the last message was not sent'),
      unreached: z.array(person).describe('People for whom every contact method failed'),
    })
    .nullable()
    .describe('For a sent step: delivery status of its messages'),
  people: z.array(person).describe('Who was notified; for a pending step, who holds the role now'),
  via: z
    .enum(['holder', 'deputy', 'fallback', 'on_call'])
    .nullable()
    .describe('For a pending step: how it would be filled now'),
  gap: z.boolean().describe('For a pending step: the role is not assigned as planned (ESC-3)'),
  unavailable: z
    .array(person.extend({ because: z.enum(['away', 'unreachable']) }))
    .describe('With a gap: who is assigned but away or unreachable; empty if no one is assigned'),
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
  channelLabel: z.string().nullable().describe('The channel as a sentence names it'),
  messageId: z.string().nullable(),
  at: instant,
  outcome: z.enum(['pending', 'handed', 'delivered', 'failed', 'not_sent']),
  reason: z.string().nullable(),
});

export const pageReply = z.object({
  id: z.string(),
  target: z.object({ kind: z.enum(['person', 'team']), id: z.string(), name: z.string() }),
  because: z.enum(['matrix', 'by_hand', 'exhausted', 'added', 'role', 'news', 'type']),
  status: z.enum(['open', 'acknowledged', 'stopped']),
  reason: z.string().nullable(),
  level: z.number().nullable().describe('The on-call level being paged'),
  round: z.number(),
  asking: z.array(person).describe('Who is being paged now'),
  startedAt: instant,
  exhaustedAt: instant.nullable().describe('When the last level had not acknowledged'),
  notifiedWhenExhausted: z.array(person).describe('Who else was notified of that; can be empty'),
  nextAt: instant.nullable().describe('When it continues automatically'),
  next: z
    .object({
      at: instant,
      people: z.array(person).describe('Who is paged then; empty if only others are notified'),
      level: z.number().nullable().describe('The on-call level they are paged as'),
      again: z.boolean().describe('This page has paged all of them before'),
      others: z.array(person).describe('Who else is notified then that no one has acknowledged'),
      othersMode: mode,
    })
    .nullable()
    .describe('Who is paged next if no one acknowledges; null if no one is left'),
  endedAt: instant.nullable(),
  endedBy: person.nullable(),
  attempts: z
    .array(attemptReply)
    .describe(
      'Oldest first: those of the last walks; of all before only the latest of each person and outcome',
    ),
});

const contactState = z.enum(['waiting', 'trying', 'sent', 'delivered', 'failed', 'stopped']);

export const involvedReply = z.object({
  id: z.string(),
  person: person.nullable().describe('Null for a role of the plan, or a team, for which no one was found'),
  standing: z
    .enum(['responding', 'paged', 'upcoming', 'unfilled', 'notified'])
    .describe(
      'responding: at work; paged: being paged, no answer yet; upcoming: nothing sent yet; notified: notified, or paged ' +
        'without ever answering, and no longer being paged; ' +
        'unfilled: no one was found',
    ),
  parts: z
    .array(
      z.object({
        kind: z.enum(['role', 'on_call', 'step', 'responder']),
        role: z.string().nullable().describe("The policy's name of the role"),
        title: z.string(),
      }),
    )
    .describe('Roles in this incident, first the most important'),
  acknowledgedAt: instant.nullable(),
  contacts: z
    .array(
      z.object({
        mode,
        at: instant,
        channelLabel: z.string().nullable(),
        messageId: z.string().nullable(),
        state: contactState,
        reason: z.string().nullable(),
      }),
    )
    .describe('Every page and notification sent to them, oldest first'),
  upcoming: z
    .array(
      z.object({
        mode,
        at: instant,
        stepId: z.string().nullable().describe('The escalation step; null for the next turn of a page'),
        again: z.boolean(),
      }),
    )
    .describe('What happens next if no one does anything, soonest first'),
  pageIds: z.array(z.string()).describe('The open pages that ask them'),
  stepIds: z.array(z.string()).describe('The escalation steps that told them or will'),
  gap: z.boolean().describe('A role of theirs is not filled as planned (ESC-3)'),
  unavailable: z.array(person.extend({ because: z.enum(['away', 'unreachable']) })),
  number: z.string().nullable().describe('Where you may call them'),
});

export const escalationReply = z.object({
  people: z
    .array(involvedReply)
    .describe('Everyone involved, each once: responding, paged, to be notified, notified'),
  roles: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        description: z.string().nullable(),
        commands: z.boolean().describe('The incident commander'),
        person: person.nullable().describe('Who has it; null if it is not assigned'),
        coveredBy: z
          .object({ team: z.object({ id: z.string(), name: z.string() }), people: z.array(person) })
          .nullable()
          .describe('The team whose on-call has it while it is not assigned'),
      }),
    )
    .describe('The roles that the policy lets this incident assign'),
  steps: z.array(stepReply),
  pages: z.array(pageReply),
  numbers: z
    .array(z.object({ id: z.string(), number: z.string() }))
    .describe('Whom of the people of this incident you may call, and where'),
});
export const pageBody = z.strictObject({ target });
export const pageStarted = z.object({ pageId: z.string() });
export const sentReply = z.object({
  outcome: z.enum(['sent', 'not_sent']),
  reason: z.string().nullable(),
});
