import { z } from 'zod';
import { incidentRef, optionalText, requiredText } from '../incidents/index.ts';
import { severity } from '../policy/index.ts';
import { FORM_PAGES_PER_HOUR, REPORT_TEXT_MAX, REPORT_TITLE_MAX, SOURCES, STATES } from './model.ts';

const time = z.string().describe('ISO 8601, UTC');
const slug = z.string().min(1).max(100);
const answers = z
  .record(z.string().max(100), z.boolean())
  .default({})
  .describe("Answers to the policy's criteria questions, by criterion");

export const byReport = z.object({ report: z.string().max(60).describe('REP-12, or the ID of a report') });

export const createBody = z.strictObject({
  title: requiredText(REPORT_TITLE_MAX).describe('What is wrong, in a few words'),
  description: optionalText(REPORT_TEXT_MAX).default(''),
  system: slug.nullish().describe('The affected system, if known'),
  answers,
});
export const ticketReply = z.object({ reference: z.string(), state: z.enum(STATES), url: z.string() });

export const createdReply = z.object({
  reference: z.string(),
  state: z.enum(STATES),
  severity: severity.nullable().describe('What the answers suggest'),
  dueAt: time.describe('Until when someone looks at it'),
  incident: z
    .string()
    .nullable()
    .describe('The incident that the report opened or joined immediately; null while it waits'),
});

export const reportReply = z
  .object({
    id: z.string(),
    reference: z.string(),
    source: z.enum(SOURCES),
    title: z.string(),
    description: z.string(),
    system: z.object({ id: z.string(), name: z.string() }).nullable(),
    severity: severity.nullable().describe('What the answers suggest'),
    yes: z.array(z.object({ id: z.string(), question: z.string() })).describe('Questions answered with yes'),
    answers: z.record(z.string(), z.boolean()),
    reporter: z
      .object({ name: z.string().nullable(), email: z.string().nullable() })
      .nullable()
      .describe('Who is answered; null when no one can be'),
    ticket: z.object({ id: z.string(), url: z.string().nullable() }).nullable(),
    earlier: z
      .string()
      .nullable()
      .describe('The report of the same ticket before it, which had been triaged by then'),
    state: z.enum(STATES),
    incident: z
      .object({ reference: z.string(), title: z.string(), open: z.boolean() })
      .nullable()
      .describe('What it led to'),
    answer: z.string().nullable().describe('Of a declined report'),
    triagedBy: z.string().nullable(),
    triagedAt: time.nullable(),
    createdAt: time,
    dueAt: time.describe('When the engineering manager is told, if no one has triaged it'),
    overdue: z.boolean(),
    resolvedToldAt: time.nullable().describe('When the reporter was told that it is over'),
  })
  .meta({ id: 'UserReport' });
export const reportsQuery = z.object({
  state: z.enum(['new', 'triaged']).default('new'),
  cursor: z.string().max(20).optional().describe('nextCursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const reportsReply = z.object({ items: z.array(reportReply), nextCursor: z.string().nullable() });
export const countReply = z.object({ untriaged: z.int(), overdue: z.int() });

export const joinBody = z.strictObject({ incident: incidentRef });
export const declineBody = z.strictObject({
  answer: requiredText(2_000).describe('Sent to whoever reported it'),
});

const form = {
  formOn: z.boolean().describe('Whether anyone can report at /report'),
  formIntro: optionalText(1_000).describe('Shown above the form'),
  formQuestions: z.boolean().describe("Whether the form asks the questions of the policy's criteria"),
  formPages: z.boolean().describe('Whether a report from the public that suggests P1 declares and pages'),
  formPagesPerHour: z
    .int()
    .min(1)
    .max(1_000)
    .default(FORM_PAGES_PER_HOUR)
    .describe('How many incidents reports from the public can open in an hour; further ones wait for triage'),
  formChoices: z
    .array(z.strictObject({ label: requiredText(80), systemId: slug.nullable() }))
    .max(60)
    .describe('What the form offers to choose; only the labels are public'),
  mailOn: z
    .boolean()
    .default(false)
    .describe('Whether mail to the report address becomes a report; needs a mailbox'),
};
export const settingsBody = z.strictObject(form);
export const settingsReply = z.object({
  ...form,
  formIntro: z.string(),
  formPagesPerHour: z.int(),
  mailOn: z.boolean(),
  mailAddress: z.string().nullable().describe('The report address; null while no mailbox is set up'),
  formChoices: z.array(z.object({ label: z.string(), systemId: z.string().nullable() })),
  formUrl: z.string(),
  ticketUrl: z.string().describe('Where a help desk posts, with {key} in the place of the key'),
  ticketKey: z.string().nullable().describe('The last four characters of the key; null while there is none'),
});
export const keyReply = z.object({ key: z.string().describe('Shown once'), url: z.string() });
