import { z } from 'zod';
import { emailSchema } from '../directory/index.ts';
import { isUsualYear, USUAL_YEARS } from '../kernel/index.ts';
import { handoverTime, isoDate, level, rotationInput, WEEKDAYS, zone } from './model.ts';

const instant = z.iso.datetime({ offset: true });
const instantGiven = instant.refine(isUsualYear, USUAL_YEARS);
const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'Expected an id such as payments');
const name = z.string().trim().min(1).max(120);

const person = z.object({
  personId: z.string(),
  name: z.string().describe('Empty if the user was deleted'),
  via: z.enum(['rotation', 'override']),
  /** The rotation's or override's id. */
  ruleId: z.string(),
});
const people = z.array(person).describe('Empty when nobody is on call');

const peopleNow = z
  .array(person.extend({ away: z.boolean().describe('Away then: paged only if no one else can be reached') }))
  .describe('Empty when nobody is on call');

/** One level now, and who comes next. */
const levelNow = z.object({
  level: z.number(),
  people: peopleNow,
  since: instant.nullable(),
  until: instant.nullable().describe('The next hand-over; null when none is known'),
  next: peopleNow.nullable(),
});

export const scheduleNow = z.object({
  scheduleId: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  name: z.string(),
  zone: z.string(),
  levels: z.array(levelNow),
});
export const onCallReply = z.object({
  at: instant,
  items: z.array(scheduleNow),
  teamsWithoutSchedule: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('Teams without an on-call schedule'),
});

const rotationReply = z.object({
  id: z.string(),
  name: z.string(),
  level: z.number(),
  kind: z.enum(['daily', 'weekly']),
  every: z.number(),
  handoverTime: z.string(),
  handoverDay: z.enum(WEEKDAYS).nullable(),
  zone: z.string(),
  startsOn: z.string(),
  participants: z.array(z.object({ personId: z.string(), name: z.string() })),
});
export const overrideReply = z.object({
  id: z.string(),
  level: z.number(),
  personId: z.string(),
  name: z.string(),
  from: instant,
  until: instant,
  reason: z.string(),
  authorId: z.string().nullable(),
  away: z
    .array(z.object({ from: instant, until: instant }))
    .describe('Parts of the span in which the person is away and backup is paged first'),
});
export const scheduleReply = z.object({
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  zone: z.string(),
  rotations: z.array(rotationReply).describe('Current and future overrides'),
});
const stint = z.object({ level: z.number(), people, from: instant, until: instant });
export const calendarReply = scheduleReply.extend({
  from: instant,
  until: instant,
  overrides: z.array(overrideReply).describe('Overrides that overlap the window'),
  stints: z.array(stint),
});

export const calendarQuery = z.object({
  from: instantGiven.optional().describe('Default: now'),
  until: instantGiven.optional().describe('Default: four weeks after `from`; at most 400 days'),
});
export const createSchedule = z.strictObject({
  id: slug,
  teamId: slug,
  name,
  zone,
  rotations: z.array(rotationInput).max(50).default([]),
});
export const patchSchedule = z.strictObject({
  name: name.optional(),
  zone: zone.optional(),
  rotations: z.array(rotationInput).max(50).optional().describe('Replaces all rotations from now on'),
});
export const previewBody = z.strictObject({
  scheduleId: slug.optional().describe('The schedule to change; omit for a new one'),
  zone,
  rotations: z.array(rotationInput).max(50),
});
export const previewReply = z.object({ from: instant, until: instant, stints: z.array(stint) });
export const createOverride = z.strictObject({
  level: level.default(1),
  personId: z.uuid(),
  from: instantGiven,
  until: instantGiven,
  reason: z.string().trim().max(300).default(''),
});

/** `schedules` of org.yaml. People are written by e-mail address, keys as in the rest of the file. */
export const scheduleConfig = z
  .strictObject({
    id: slug,
    team: slug.optional().describe('Default: the team with the same ID'),
    name: name.optional(),
    timezone: zone,
    rotations: z
      .array(
        z
          .strictObject({
            name: name.optional(),
            level: level.default(1),
            kind: z.enum(['daily', 'weekly']).default('weekly'),
            every: z.int().min(1).max(52).default(1),
            handover_day: z.enum(WEEKDAYS).optional(),
            handover_time: handoverTime.default('09:00'),
            timezone: zone.optional(),
            starts_on: isoDate.optional(),
            participants: z.array(emailSchema).min(1).max(100),
          })
          .refine((rotation) => rotation.kind === 'weekly' || rotation.handover_day === undefined, {
            path: ['handover_day'],
            message: 'A daily rotation hands over every day; leave the day out',
          }),
      )
      .min(1)
      .max(50),
  })
  .describe('Who is on call for a team');
export type ScheduleConfig = z.output<typeof scheduleConfig>;
