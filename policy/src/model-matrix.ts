import { z } from 'zod';
import { duePhrase, duration, timeOfDay, weeklyMoment } from './model-phrases.ts';

/** The four levels. Their ids are fixed; what they mean is policy (runbook: Incident Severity Levels). */
export const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const severity = z.enum(SEVERITIES, `Expected a severity: ${SEVERITIES.join(', ')}`);
/** P1 is 1 (most severe). */
export const severityRank = (level: Severity): number => SEVERITIES.indexOf(level) + 1;

/** An identifier of the policy file: lower case, digits, underscores. */
export const slug = z
  .string('Expected a name in lower case, such as product_owner')
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'Expected a name in lower case with underscores, such as product_owner');

/** A name that is defined elsewhere in the file; an editor offers those that are there. */
export const roleRef = slug.meta({ 'x-reference': 'roles' });
const calendarRef = slug.meta({ 'x-reference': 'calendars' });

/** The name of a role; the ones the product itself knows are in `WELL_KNOWN_ROLES`, an organisation may add others. */
export type RoleName = string;
export const WELL_KNOWN_ROLES = [
  'on_call_engineer',
  'engineering_manager',
  'product_owner',
  'cto',
  'ceo',
  'security_team',
  'incident_commander',
] as const;

/** What a step may depend on. Each is a fact of the incident at the moment of sending. */
export const CONDITIONS = ['customer_facing', 'acknowledged', 'confirmed', 'mitigating'] as const;
export type Condition = (typeof CONDITIONS)[number];
const condition = z.enum(CONDITIONS, `Expected a condition: ${CONDITIONS.join(', ')}`);

const mode = z.enum(['page', 'inform'], 'Expected page (must be acknowledged) or inform');

/** One line of the matrix: tell these roles by then, if. */
const matrixStep = z
  .strictObject({
    id: slug.optional().describe('A name for the step that stays the same when the order changes'),
    notify: z
      .union([roleRef.transform((role) => [role]), z.array(roleRef).min(1).max(20)])
      .describe(
        'The role or roles to notify: on_call_engineer, engineering_manager, product_owner, cto, ceo …',
      ),
    by: duePhrase,
    mode: mode
      .default('inform')
      .describe('page: must be acknowledged, repeats until it is. inform: a notice'),
    when: condition.optional().describe('Only if this is so when the step is due'),
    unless: condition.optional().describe('Not if this is so when the step is due'),
    margin: duration.optional().describe('How long before the deadline the notice is sent'),
    calendar: calendarRef
      .optional()
      .describe('The calendar for business days and weekly reviews; default: "default"'),
  })
  .describe('Who is notified by when');

const levelMatrix = (level: Severity) =>
  z.array(matrixStep).max(50).describe(`Escalation steps of a ${level}, in the order of the deadlines`);
export const matrixSchema = z
  .strictObject({
    P1: levelMatrix('P1'),
    P2: levelMatrix('P2'),
    P3: levelMatrix('P3'),
    P4: levelMatrix('P4'),
  })
  .describe('The escalation matrix: for each severity, who is notified by when');

/** What the phrases leave open. */
export const escalationDefaults = z
  .strictObject({
    margin: duration.prefault('1m').describe('How long before its deadline a notice is sent (ESC-1)'),
    next_business_day_at: timeOfDay
      .default('10:00')
      .describe('When a notice for the next business day comes, local to the calendar'),
    weekly_review: weeklyMoment
      .prefault('Monday at 10:00')
      .describe('When the weekly digest comes, local to the calendar'),
  })
  .transform((raw) => ({
    marginSeconds: raw.margin,
    nextBusinessDayAt: raw.next_business_day_at,
    weeklyReview: raw.weekly_review,
  }))
  .prefault({})
  .describe('What "next business day" and "weekly review" mean when a step does not say');

/** A published limit on the entries of a map; Zod has one for lists only. */
export const atMost = <Schema extends z.ZodRecord>(schema: Schema, most: number) =>
  schema
    .refine((entries) => Object.keys(entries).length <= most, `Expected at most ${most} entries`)
    .meta({ maxProperties: most });

const roleRecord = z.record(
  slug,
  z.strictObject({
    title: z.string().regex(/\S/, 'Expected a title').max(80).describe('How people call the role'),
    held: z
      .enum(['on_call', 'team', 'organisation', 'incident'])
      .describe(
        'Where the holder comes from: the schedule, the team of the affected system, the organisation, the incident itself',
      ),
    fallback: z
      .array(roleRef)
      .max(10)
      .default([])
      .describe('Who is notified instead if the role has no holder and no deputy, in this order (ESC-3)'),
    description: z
      .string()
      .regex(/\S/, 'Expected a description')
      .max(300)
      .optional()
      .describe('What the role does, for whoever is given it'),
    covered_by: slug
      .optional()
      .describe('For a role that the incident holds: the team whose on-call has it while no one is assigned'),
    reads: z
      .enum(['responders', 'executives'], 'Expected responders or executives')
      .optional()
      .describe('In which wording this role gets messages; default: responders'),
  }),
);
export const rolesSchema = atMost(roleRecord, 200).describe('The roles the policy speaks of');

export const pagingSchema = z
  .strictObject({
    level_timeout: duration.describe(
      'If no one acknowledges within this time, the next on-call level is paged',
    ),
    repeat_every: duration.describe('After the last level: how often the whole round is repeated'),
    page_again_after_clear: duration
      .prefault('10m')
      .describe(
        'An alert that returns after being clear for this long pages on-call again, even if acknowledged',
      ),
    test_contacts_every: duration
      .prefault('90d')
      .describe(
        'How old the last test of a contact method may be before its owner is asked to test it again',
      ),
    exhausted: z
      .strictObject({
        notify: z.array(roleRef).min(1).max(10).describe('These roles'),
        mode: mode.default('page').describe('Whether they must acknowledge too'),
      })
      .describe('Who is notified if the last level does not acknowledge'),
  })
  .transform((raw) => ({
    levelTimeoutSeconds: raw.level_timeout,
    repeatEverySeconds: raw.repeat_every,
    pageAgainAfterClearSeconds: raw.page_again_after_clear,
    testContactsEverySeconds: raw.test_contacts_every,
    exhausted: raw.exhausted,
  }))
  .describe('How a page walks from the first person to the last, and on (ESC-2)');
