import { z } from 'zod';
import { SEVERITIES } from '../../policy/index.ts';
import { ACTION_STATES } from '../actions/model.ts';
import { words } from '../model-api.ts';
import { PARTS, type PartKind, TAG_MAX } from './model.ts';

const id = z.string().min(1).max(100);
const severity = z.enum(SEVERITIES);
const day = z.iso.date();

export const searchQuery = z.object({
  q: words(300)
    .default('')
    .describe('Words, "words in a row", -without; every word begins one of the incident; or a reference'),
  system: id.optional(),
  team: id.optional().describe('The responding team'),
  severity: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat().flatMap((item) => item.split(','))))
    .pipe(z.array(severity).max(10)),
  tag: z.string().min(1).max(TAG_MAX).optional(),
  since: day.optional().describe('Ended on this day or later'),
  until: day.optional().describe('Ended on this day or before'),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(20).default(20),
});

const piece = z.object({ text: z.string(), hit: z.boolean().describe('It is what was looked for') });
const named = z.object({ id: z.string(), name: z.string() });
const incident = z.object({
  ...{ reference: z.string(), title: z.string(), severity, drill: z.boolean(), restricted: z.boolean() },
  ...{ systems: z.array(named), team: named.nullable(), endedAt: z.string(), tags: z.array(z.string()) },
  published: z.boolean().describe('Its report is published'),
});
const kinds = Object.keys(PARTS) as [PartKind, ...PartKind[]];
const item = incident.extend({
  pieces: z.array(piece).describe('The title'),
  excerpts: z.array(
    z.object({ kind: z.enum(kinds), title: z.string(), seq: z.int().nullable(), pieces: z.array(piece) }),
  ),
});

export const searchReply = z.object({
  items: z.array(item),
  nextOffset: z.int().nullable().describe('Where the next ones begin; null: there are no more'),
});
export const relatedReply = z.object({
  items: z.array(item.extend({ sameSystem: z.boolean() })),
});
export const tagsReply = z.object({ items: z.array(z.object({ tag: z.string(), count: z.int() })) });
export const tagsOfReply = z.object({ tags: z.array(z.string()) });
const tagList = z.array(words(200)).max(50).default([]);
export const tagsBody = z.object({ add: tagList, remove: tagList });

export const lessonsQuery = z
  .object({ system: id.optional(), team: id.optional().describe('The responding team') })
  .refine(({ system, team }) => (system === undefined) !== (team === undefined), {
    message: 'Name a system or a team.',
    path: ['system'],
  });
export const lessonsReply = z.object({
  name: z.string().describe('Of the system or the team'),
  incidents: z.int().describe('How many past incidents it is made of, the newest 200 at most'),
  learned: z.array(incident.extend({ lessons: z.string(), wentWell: z.string(), rootCause: z.string() })),
  recurring: z.array(
    z.object({
      because: z.enum(['words', 'tag']).describe('words: the root causes say much the same'),
      text: z.string(),
      incidents: z.array(z.object({ reference: z.string(), title: z.string() })),
    }),
  ),
  actions: z.array(
    z.object({
      ...{ reference: z.string(), title: z.string(), state: z.enum(ACTION_STATES), owner: z.string() },
      ...{ dueOn: z.string(), overdue: z.boolean(), incident: z.string() },
    }),
  ),
});
