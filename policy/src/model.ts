import { z } from 'zod';
import { calendarSchema } from './model-calendar.ts';
import { templatesSchema } from './model-communication.ts';
import {
  atMost,
  escalationDefaults,
  matrixSchema,
  pagingSchema,
  roleRef,
  rolesSchema,
  type Severity,
  severity,
  slug,
} from './model-matrix.ts';
import { duration, line } from './model-phrases.ts';
import {
  documentationSchema,
  firstResponseSchema,
  incidentTypesSchema,
  investigationSchema,
  metricsSchema,
  programmeSchema,
  reportsSchema,
  resolutionSchema,
  resourcesSchema,
  reviewSchema,
} from './model-process.ts';

/** The edition of the language. A stored compilation of another edition is compiled again from its YAML. */
export const POLICY_LANGUAGE = 1;

const severitySchema = z
  .strictObject({
    name: z
      .string('Expected a name')
      .regex(/\S/, 'Expected a name')
      .max(40)
      .describe('What people call the level, such as Critical'),
    criteria: z
      .array(
        z.strictObject({
          id: slug.describe('A name for the criterion, under which answers are kept'),
          text: line.describe('The criterion as the runbook lists it'),
          question: line.describe('The same as a question that is answered with yes or no'),
        }),
      )
      .min(1)
      .max(30)
      .describe('One "yes" suggests this level or a higher one (SEV-1)'),
    acknowledge_within: duration.optional().describe('Target for the first acknowledgement'),
    resolve_within: duration.optional().describe('Target for resolution'),
    update_every: duration
      .optional()
      .describe('How often stakeholders are updated; none: on change only (COM-4)'),
    may_resolve_itself: z
      .boolean()
      .default(false)
      .describe('Whether the incident resolves when all its alerts have'),
  })
  .transform((raw) => ({
    name: raw.name,
    criteria: raw.criteria,
    acknowledgeWithinSeconds: raw.acknowledge_within ?? null,
    resolveWithinSeconds: raw.resolve_within ?? null,
    updateEverySeconds: raw.update_every ?? null,
    mayResolveItself: raw.may_resolve_itself,
  }));
const level = (name: Severity) =>
  severitySchema.describe(`What a ${name} is, and what is promised when there is one`);

/** How long a report may wait, where the file does not say. */
const TRIAGE = { P1: '5m', P2: '30m', P3: '4h', P4: '1d' } as const;
const triage = (level: Severity) =>
  duration
    .prefault(TRIAGE[level])
    .describe(`How long one that suggests a ${level} may wait; ${TRIAGE[level]} by default`);

const detectionSchema = z
  .strictObject({
    steps: z.array(line).max(20).describe('How incidents are found'),
    severity_labels: atMost(z.record(z.string().min(1).max(60), severity), 500).describe(
      "A monitor's own word for how bad it is, to a severity; compared without regard to case",
    ),
    default_severity: severity.default('P3').describe('For an alert that does not say'),
    group_by: z
      .array(z.string().min(1).max(100))
      .max(20)
      .default([])
      .describe('Alert labels that must agree, besides the system, to be one incident'),
    group_window: duration
      .prefault('10m')
      .describe('How long after its last alert a group takes new ones before it is another incident'),
    triage_within: z
      .strictObject({ P1: triage('P1'), P2: triage('P2'), P3: triage('P3'), P4: triage('P4') })
      .prefault({})
      .describe(
        'How long a report by a person may wait in the triage inbox before the manager is told (DET-3)',
      ),
  })
  .transform((raw) => ({
    steps: raw.steps,
    severityLabels: Object.fromEntries(
      Object.entries(raw.severity_labels).map(([word, level]) => [word.toLowerCase(), level]),
    ),
    defaultSeverity: raw.default_severity,
    groupBy: raw.group_by,
    groupWindowSeconds: raw.group_window,
    triageWithinSeconds: raw.triage_within,
  }))
  .describe('How alerts become incidents (DET-1)');

/** The whole policy file. Every object is strict: a misspelt key must not silently turn a rule off. */
export const policySchema = z
  .strictObject({
    language: z.literal(POLICY_LANGUAGE).default(POLICY_LANGUAGE).describe('The edition of this language'),
    title: line.describe('What the policy is called'),
    overview: z
      .string()
      .trim()
      .regex(/\S/, 'Expected text')
      .max(2_000)
      .describe('What it is about, in a few sentences'),
    calendars: atMost(z.record(slug, calendarSchema), 20)
      .refine((calendars) => Object.hasOwn(calendars, 'default'), 'One calendar must be called "default"')
      .meta({ required: ['default'] })
      .prefault({ default: {} })
      .describe('Working days and holidays by name; the one called "default" counts where a line names none'),
    roles: rolesSchema,
    fallback: z
      .array(roleRef)
      .min(1)
      .max(10)
      .describe('Who is notified if a role, its deputies and its own fallback are all missing (ESC-3)'),
    severities: z
      .strictObject({ P1: level('P1'), P2: level('P2'), P3: level('P3'), P4: level('P4') })
      .describe('The four levels, from the worst: what each means and what it promises (SEV)'),
    detection: detectionSchema,
    first_response: firstResponseSchema,
    investigation: investigationSchema,
    matrix: matrixSchema,
    escalation: escalationDefaults,
    paging: pagingSchema,
    templates: templatesSchema,
    resolution: resolutionSchema,
    review: reviewSchema,
    documentation: documentationSchema,
    resources: resourcesSchema,
    incident_types: incidentTypesSchema,
    programme: programmeSchema,
    metrics: metricsSchema,
    reports: reportsSchema,
  })
  .describe('The incident response policy of an organisation');

/** The file as Zod gives it: phrases already understood, defaults of the file not yet applied to the matrix. */
export type PolicyFile = z.output<typeof policySchema>;
