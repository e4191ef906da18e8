import { z } from 'zod';
import { instantText } from '../incidents/index.ts';
import { cleanText } from '../kernel/index.ts';
import { SEVERITIES } from '../policy/index.ts';
import { NOT_FREE } from './decide-times.ts';
import { ANSWERS, CLOCKS, REVIEW_STATUSES, WAIVER_KINDS } from './model.ts';

export const words = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(max));
export const requiredWords = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1, 'This field is required.').max(max));

export const byRef = z.object({ ref: z.string().max(60).describe('INC-12, or the ID of the incident') });
export const personReply = z.object({ id: z.string(), name: z.string() });

export const meetingBody = z.object({
  startsAt: instantText,
  minutes: z.number().int().min(5).max(480).default(60),
  place: words(500).default('').describe('A room, or the link of a call'),
  facilitatorId: z.uuid().nullish().describe('Who leads through it; not the incident commander'),
});
export const participantsBody = z.object({
  add: z.array(z.uuid()).max(100).default([]),
  remove: z.array(z.uuid()).max(100).default([]),
});
export const heldBody = z.object({
  at: instantText.nullish().describe('When it was held; by default when it was scheduled for'),
  attended: z.array(z.uuid()).max(200).default([]).describe('Who was there'),
});
export const waiveBody = z.object({
  kind: z.enum(WAIVER_KINDS).default('other'),
  reason: requiredWords(2000),
});
export const endBody = z.object({
  at: instantText.describe('When the incident was over'),
  reason: requiredWords(2000),
});

const clockReply = z.object({
  kind: z.enum(CLOCKS),
  dueAt: z.string(),
  doneAt: z.string().nullable(),
  state: z.enum(['running', 'kept', 'late', 'missed', 'stopped']),
});
const meetingReply = z.object({ startsAt: z.string(), minutes: z.int(), place: z.string() });

export const reviewReply = z.object({
  reference: z.string(),
  required: z.boolean().describe('The policy asks for a review of this severity'),
  mergedInto: z.string().nullable().describe('The incident whose review this one is part of'),
  suggestedFacilitator: personReply.nullable(),
  review: z
    .object({
      status: z.enum(REVIEW_STATUSES),
      requestedBy: z.string().nullable().describe('null: the policy'),
      endedAt: z.string().describe('From when the clocks count'),
      clocks: z.array(clockReply),
      facilitator: personReply.nullable(),
      meeting: meetingReply.nullable(),
      heldAt: z.string().nullable(),
      waived: z
        .object({ kind: z.enum(WAIVER_KINDS), reason: z.string(), by: z.string(), at: z.string() })
        .nullable(),
    })
    .nullable(),
  participants: z.array(
    personReply.extend({
      reasons: z.array(z.string()),
      zone: z.string(),
      attended: z.boolean().nullable(),
      answer: z
        .enum(ANSWERS)
        .nullable()
        .describe('What their calendar answered to the invitation as it stands; null while it has not'),
      invited: z.boolean(),
    }),
  ),
  agenda: z.array(
    z.object({ id: z.string(), title: z.string(), minutes: z.int(), items: z.array(z.string()) }),
  ),
  afterwards: z.array(z.object({ id: z.string(), text: z.string() })),
});
export type ReviewReply = z.input<typeof reviewReply>;

export const timesReply = z.object({
  calendars: z
    .enum(['unknown', 'some', 'known'])
    .describe('Whether it is known what people have in their calendars: of no one, of some, of everyone'),
  unknown: z
    .array(personReply.extend({ why: z.enum(['none', 'unreadable']) }))
    .describe('Whose calendar is not known: they gave none, or it cannot be read'),
  reading: z.int().describe('Calendars that are being read now; ask again in a moment'),
  items: z.array(
    z.object({
      startsAt: z.string(),
      late: z.boolean().describe('After the time by which the review is to be held'),
      suits: z.int(),
      of: z.int(),
      not: z.array(
        personReply.extend({
          zone: z.string(),
          why: z.enum(NOT_FREE),
        }),
      ),
    }),
  ),
});

const rate = z.object({ kept: z.int(), missed: z.int() });
export const reviewsReply = z.object({
  days: z.int(),
  rates: z.object({ schedule: rate, conduct: rate, publish: rate }),
  items: z.array(
    z.object({
      reference: z.string(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      status: z.enum(REVIEW_STATUSES),
      endedAt: z.string(),
      clocks: z.array(clockReply),
      facilitator: personReply.nullable(),
      meeting: meetingReply.nullable(),
      heldAt: z.string().nullable(),
    }),
  ),
});
