import { z } from 'zod';
import { type Instant, Temporal } from '../kernel/index.ts';
import { INCIDENT_PHASES, LANGUAGES, LEVELS, PHASES } from './model.ts';
import { publicText } from './model-settings.ts';

const instant = z.iso.datetime();
const instantGiven = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => Temporal.Instant.from(text).round('millisecond'));
const level = z.enum(LEVELS);
const phase = z.enum(PHASES);
const title = publicText(200);
const body = publicText(10_000);
const workaround = publicText(4000).nullable();
const notify = z.boolean().describe('Whether subscribers are notified. Asked each time');
const componentLevels = z
  .record(z.string().max(60), level)
  .describe('Component to level, for those that change');

const updateFields = {
  body: body.describe('For the public, in the first language of the page'),
  workaround: workaround.default(null).describe('What readers can do meanwhile'),
  levels: componentLevels.default({}),
  at: instantGiven.optional().describe('When it was so; default: now'),
  notify,
};

export const openBody = z.strictObject({
  title,
  incident: z.string().max(60).optional().describe('The internal incident (INC-12), which is never shown'),
  startedAt: instantGiven.optional().describe('When the impact began; default: now'),
  phase: z.enum(INCIDENT_PHASES).default('investigating'),
  ...updateFields,
});
const revision = z
  .int()
  .positive()
  .optional()
  .describe('The revision you have seen; another one answers 409');
export const updateBody = z.strictObject({ phase, ...updateFields, revision });
export const editBody = z.strictObject({
  body: body.optional(),
  workaround: workaround.optional(),
  at: instantGiven.optional(),
  notify,
});
const levelsOfMaintenance = componentLevels.default({});
export const scheduleBody = z.strictObject({
  title,
  body: body.describe('What will be done and what readers will notice'),
  levels: levelsOfMaintenance.describe('Component to level while it goes on'),
  startsAt: instantGiven,
  endsAt: instantGiven,
  notify,
  notifyStart: z.boolean().default(true).describe('Whether subscribers are notified when it starts'),
  notifyEnd: z.boolean().default(true).describe('Whether subscribers are notified when it ends'),
});
export const rescheduleBody = z.strictObject({
  startsAt: instantGiven.optional(),
  endsAt: instantGiven.optional(),
  body: body.describe('What changes'),
  notify,
  revision,
});
export const titleBody = z.strictObject({ title });
export const impactBody = z.strictObject({
  intervals: z
    .array(
      z.strictObject({
        component: z.string().max(60),
        level,
        startsAt: instantGiven,
        endsAt: instantGiven.nullable(),
      }),
    )
    .max(500)
    .describe('Replaces all intervals of this incident'),
});
export const withdrawBody = z.strictObject({ reason: publicText(1000) });
export const previewBody = z.strictObject({
  publicIncident: z.uuid().optional().describe('Adds an update to this one; left out: a new incident'),
  update: z.strictObject({
    title: title.optional(),
    startedAt: instantGiven.optional(),
    phase,
    ...updateFields,
    notify: notify.default(false),
  }),
});
export const previewReply = z.object({ html: z.string() });

const interval = z.object({ component: z.string(), level, startsAt: instant, endsAt: instant.nullable() });
const update = z.object({
  id: z.string(),
  phase,
  body: z.string(),
  workaround: z.string().nullable(),
  levels: z.record(z.string(), level),
  at: instant,
  by: z.object({ kind: z.string(), personId: z.string().nullable() }),
  notify: z.boolean(),
  editedAt: instant.nullable(),
});
export const publicReply = z
  .object({
    id: z.string(),
    page: z.string(),
    kind: z.enum(['incident', 'maintenance']),
    title: z.string(),
    phase,
    url: z.string().describe('Where the public sees it'),
    incident: z
      .object({ id: z.string(), reference: z.string() })
      .nullable()
      .describe('The internal incident, if there is one'),
    createdAt: instant,
    startedAt: instant,
    resolvedAt: instant.nullable(),
    plan: z
      .object({ startsAt: instant, endsAt: instant, notifyStart: z.boolean(), notifyEnd: z.boolean() })
      .nullable(),
    withdrawnAt: instant.nullable(),
    revision: z.number(),
    updates: z.array(update).describe('The newest first'),
    intervals: z.array(interval),
  })
  .meta({ id: 'PublicIncident' });

export const pageReply = z
  .object({
    id: z.string(),
    name: z.string(),
    intro: z.string(),
    visibility: z.enum(['public', 'private']),
    languages: z.array(z.enum(LANGUAGES)),
    timezone: z.string(),
    host: z.string().nullable(),
    website: z.string().nullable(),
    logo: z.string().nullable(),
    colour: z.string().nullable(),
    downLevels: z.array(level),
    url: z.string().describe('Where the page is'),
    level: level.describe('How bad it is in all'),
    components: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        group: z.string().nullable(),
        systems: z.array(z.string()),
        since: instant,
        level,
        uptime: z.number().nullable().describe('Over 90 days, from 0 to 1'),
      }),
    ),
  })
  .meta({ id: 'StatusPage' });

export const copyReply = z
  .object({
    place: z.enum(['folder', 'bucket']),
    copiedAt: instant.nullable().describe('When it was last brought in line'),
    failingSince: instant.nullable(),
    problem: z.string().nullable(),
  })
  .meta({ id: 'StatusPageCopy' });

export const filesReply = z.object({
  items: z.array(
    z.object({
      name: z.string().describe('With its folders, such as history/index.html'),
      type: z.string(),
      content: z.string().describe('Base64'),
    }),
  ),
  nextCursor: z.null(),
});

export const ofIncidentReply = z.object({
  page: z.string().nullable().describe('The page on which it would be; null: there is none'),
  items: z.array(publicReply).describe('What the public knows of it, withdrawn ones included'),
  draft: z
    .object({ phase, title: z.string(), body: z.string(), levels: z.record(z.string(), level) })
    .nullable()
    .describe('Words to begin with, from the public phrases and never from internal text'),
  refusal: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why nothing may be published about it now'),
});
