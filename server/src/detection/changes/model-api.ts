import { z } from 'zod';
import { Temporal } from '../../kernel/index.ts';
import { LIMITS } from '../model.ts';
import { CHANGE_KINDS, CHANGE_STATES } from './model.ts';

const link = z.object({ href: z.string(), text: z.string() });
const shortText = z.string().trim().min(1).max(255);

export const changeReply = z.object({
  id: z.string(),
  integrationId: z.string().nullable().describe('null: recorded over the API'),
  systemId: z.string().nullable(),
  kind: z.enum(CHANGE_KINDS),
  summary: z.string(),
  source: z.string().nullable(),
  version: z.string().nullable(),
  environment: z.string().nullable(),
  state: z.enum(CHANGE_STATES).nullable(),
  by: z.string().nullable().describe('Who made it, as the tool calls them'),
  happenedAt: z.string(),
  links: z.array(link),
  details: z.unknown(),
});
/** What a pipeline or a script says it has changed. */
export const changeBody = z.strictObject({
  kind: z.enum(CHANGE_KINDS).default('deployment'),
  summary: z
    .string()
    .trim()
    .min(1)
    .max(LIMITS.title)
    .optional()
    .describe('Default: from the system, the version and the environment'),
  system: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('The ID of the system; default: by the labels'),
  version: shortText.optional(),
  environment: shortText.optional(),
  state: z.enum(CHANGE_STATES).optional(),
  by: shortText.optional().describe('Who made it; default: whoever records it'),
  happenedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => Temporal.Instant.from(text))
    .optional(),
  key: z
    .string()
    .trim()
    .min(1)
    .max(LIMITS.dedupKey)
    .optional()
    .describe('Reported again with this key, it is the same change: a deployment that begins and ends'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(LIMITS.linkHref)
    .optional(),
  labels: z
    .record(z.string().trim().min(1).max(LIMITS.labelName), z.string().max(LIMITS.labelValue))
    .default({}),
});

export const changeList = z.object({ items: z.array(changeReply), nextCursor: z.string().nullable() });

/** `<when it happened>_<id>` of the last change of the page before. */
export const changeQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z_[0-9a-f-]{36}$/)
    .transform((text) => text.split('_'))
    .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
    .transform(([at, id]) => ({ happenedAt: Temporal.Instant.from(at), id }))
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
