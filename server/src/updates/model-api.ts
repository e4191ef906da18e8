import { z } from 'zod';
import { instantText } from '../incidents/index.ts';
import { cleanText } from '../kernel/index.ts';
import { READERS, TEMPLATE_KINDS } from '../policy/index.ts';
import { FACT_NAMES, factName } from './model.ts';

const kind = z.enum(TEMPLATE_KINDS).describe('initial, update or resolution: which of the templates');
const readers = z.enum(READERS).describe('In whose wording');
const said = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(max));
const facts = z
  .partialRecord(factName, said(2_000).nullable())
  .describe('What is known by now; null or an empty text says that it is not known after all');
const emptyIsNull = <T extends Readonly<Record<string, string | null | undefined>>>(values: T): T =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === '' ? null : value])) as T;

export const factsBody = z.object({ facts: facts.transform(emptyIsNull) });

export const updateBody = z.object({
  kind: kind.optional(),
  text: said(4_000)
    .pipe(z.string().min(1, 'Write what is new.'))
    .describe('What is new, in your own words: it becomes the message and keeps the promise'),
  publicText: said(4_000)
    .optional()
    .transform((text) => (text === undefined || text === '' ? null : text))
    .describe('What readers outside of the organisation get in its place'),
  facts: facts.default({}).transform(emptyIsNull),
  audiences: z
    .array(z.string().min(1).max(60))
    .max(20)
    .default(['stakeholders'])
    .describe('May be empty while a chat room follows the incident'),
  nextUpdateAt: instantText.optional().describe('When the next update comes; default: as the policy says'),
});

export const moveBody = z.object({
  to: instantText.describe('When the next update comes instead'),
  reason: said(1_000).pipe(z.string().min(1, 'Say why.')).describe('Told to those it was promised to'),
});

/** A draft is kept as it is: half a sentence and a time of yesterday are what a draft is made of. */
export const draftBody = z.object({
  text: z.string().max(4_000).default(''),
  publicText: z.string().max(4_000).default(''),
  facts: z.partialRecord(factName, z.string().max(2_000)).default({}),
  audiences: z.array(z.string().max(60)).max(20).optional(),
  nextUpdateAt: z.iso.datetime({ offset: true }).optional(),
});
export type DraftBody = z.output<typeof draftBody>;

const person = z.object({ id: z.string(), name: z.string() });
const actor = z.object({ id: z.string().nullable(), name: z.string() });
const audience = z.object({ id: z.string(), name: z.string() });

const deliveries = z.object({
  total: z.int(),
  sent: z.int().describe('Handed to their channel'),
  waiting: z.int(),
  failed: z.int(),
});

const updateReply = z.object({
  id: z.string(),
  seq: z.int(),
  at: z.string(),
  by: actor,
  kind,
  text: z.string().nullable().describe('null: sent automatically'),
  publicText: z.string().nullable(),
  audiences: z.array(audience),
  people: z.array(person),
  addresses: z.int().describe('How many addresses outside of the organisation'),
  rooms: z.array(z.string()).describe('The chat rooms that it was posted to'),
  nextUpdateAt: z.string().nullable(),
  deliveries,
});

const promiseReply = z.object({
  id: z.string(),
  dueAt: z.string(),
  overdue: z.boolean().describe('The time has passed and no update was sent'),
});

const factReply = z.object({
  name: factName,
  label: z.string(),
  text: z.string().nullable(),
  by: actor.nullable(),
  at: z.string().nullable(),
});

const draftReply = z.object({
  author: actor,
  mine: z.boolean(),
  updatedAt: z.string(),
  text: z.string(),
  publicText: z.string(),
  facts: z.partialRecord(factName, z.string()),
  audiences: z.array(z.string()).nullable(),
  nextUpdateAt: z.string().nullable(),
});

export const updatesReply = z.object({
  kind: kind.describe('Which message the moment asks for'),
  updates: z.array(updateReply).describe('Newest first'),
  promise: promiseReply.nullable().describe('The next update, as it was promised'),
  promises: z.object({ kept: z.int(), missed: z.int() }),
  nextUpdateAt: z.string().nullable().describe("When the next update would come, by the policy's cadence"),
  facts: z.array(factReply).length(FACT_NAMES.length),
  drafts: z.array(draftReply),
  audiences: z
    .array(audience.extend({ count: z.int(), external: z.boolean(), refused: z.string().nullable() }))
    .describe('Who can be told, and how many that are now'),
  rooms: z.array(z.string()).describe('The chat rooms that follow the incident: each update is posted there'),
});

const wordsReply = z.object({
  readers,
  subject: z.string(),
  short: z.string().describe('For channels with little room'),
  paragraphs: z.array(z.string()),
  fellBack: z.string().nullable().describe("Why the organisation's template was not used"),
  missing: z.array(z.object({ field: z.string(), label: z.string() })).describe('What nobody knows yet'),
  people: z.array(person),
  addresses: z.array(z.string()),
});

export const previewReply = z.object({
  kind,
  nextUpdateAt: z.string().nullable(),
  rooms: z.array(z.string()).describe('The chat rooms that it is posted to'),
  messages: z.array(wordsReply).describe('One for each wording that somebody reads'),
});

export const keptReply = z.object({
  days: z.int(),
  kept: z.int(),
  missed: z.int(),
  rate: z.number().nullable().describe('Between 0 and 1; null when no promise came due'),
});

export type UpdatesReply = z.output<typeof updatesReply>;
export type PreviewReply = z.output<typeof previewReply>;
