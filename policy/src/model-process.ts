import { isZone } from '@tocsin/kernel';
import { z } from 'zod';
import { atMost, roleRef, type Severity, severity, slug } from './model-matrix.ts';
import { duration, line, timeOfDay, weekday } from './model-phrases.ts';

/** An entry of a list, which keeps its id when it is moved or said in other words. */
const id = slug.describe('A name for this entry that stays the same when its words change');

/** Facts of an incident that tick a checklist item without anybody's doing. */
const AUTOMATIC = [
  'acknowledged',
  'severity_assessed',
  'record_complete',
  'stakeholders_notified',
  'monitoring_clear',
  'status_resolved',
  'resolution_notified',
  'status_page_updated',
  'resolution_documented',
  'review_scheduled',
  'root_cause_recorded',
] as const;

/** Something to do, with what must hold before it counts as done (RES-2, RES-3). */
const checklistItem = z.strictObject({
  id,
  text: line.describe('What to do, as the responder reads it'),
  details: z.array(line).max(20).default([]).describe('What belongs to it'),
  ticks: z.enum(AUTOMATIC).optional().describe('The fact that completes this item automatically'),
  needs: z
    .array(z.enum(['evidence', 'peer_review', 'rollback_plan', 'stability_watch', 'staging']))
    .max(5)
    .default([])
    .describe('What must be on the record before the item can be ticked'),
  asks: z
    .array(roleRef)
    .max(5)
    .default([])
    .describe('Roles that are asked to confirm it with one tap; a "no" keeps it open'),
  required: z.boolean().default(true).describe('Whether it blocks closing (a waiver requires a reason)'),
});
export type ChecklistItem = z.output<typeof checklistItem>;
const checklist = z.array(checklistItem).min(1).max(40);

const lines = z.array(line).max(40);
/** A named list of lines. */
const section = z.strictObject({
  id,
  title: line.describe('The heading'),
  items: lines.default([]).describe('The lines below it'),
});

export const firstResponseSchema = z
  .strictObject({
    within: duration.describe('How long the first actions may take'),
    items: checklist.describe('What is done first, in order'),
  })
  .transform((raw) => ({ withinSeconds: raw.within, items: raw.items }))
  .describe('Immediate actions and the time they may take (IMM-5)');

export const investigationSchema = z
  .array(section)
  .min(1)
  .max(20)
  .describe('The steps of the investigation, in order');

/** The three checklists of the resolution. */
export const RESOLUTION_LISTS = ['fix', 'verification', 'communication'] as const;
export type ResolutionList = (typeof RESOLUTION_LISTS)[number];

const asked = z.array(z.enum(RESOLUTION_LISTS)).max(3);
const ASKED = { P1: [...RESOLUTION_LISTS], P2: [...RESOLUTION_LISTS], P3: ['verification'], P4: [] } as const;
const askedOf = (level: Severity) =>
  asked
    .prefault([...ASKED[level]])
    .describe(`What a ${level} is asked: ${ASKED[level].join(', ') || 'nothing'} by default`);

export const resolutionSchema = z
  .strictObject({
    asked: z
      .strictObject({ P1: askedOf('P1'), P2: askedOf('P2'), P3: askedOf('P3'), P4: askedOf('P4') })
      .prefault({})
      .describe('Which of the checklists each severity must have done or waived'),
    fix: checklist.describe('From root cause to a stable system (RES-1, RES-2)'),
    verification: checklist.describe('The gate in front of "resolved" (RES-3)'),
    communication: checklist.describe('What closing tells the world (RES-4)'),
    stability_watch: duration.prefault('30m').describe('How long the system is watched after the fix'),
  })
  .transform(({ stability_watch, ...rest }) => ({ ...rest, stabilityWatchSeconds: stability_watch }))
  .describe('From the cause to a closed incident: three checklists and a watch (RES)');

export const reviewSchema = z
  .strictObject({
    required_for: z
      .array(severity)
      .max(4)
      .default(['P1', 'P2'])
      .describe('Severities whose incidents must be reviewed'),
    schedule_within: duration.describe('From resolution until a date is set'),
    conduct_within: duration.describe('From resolution until the review has been held'),
    publish_within: duration.describe('From resolution until the report is out'),
    participants: z
      .array(
        z.strictObject({
          who: z
            .enum([
              'incident_commander',
              'responders',
              'engineering_manager',
              'product_owner',
              'affected_stakeholders',
            ])
            .describe('Whom the product invites'),
          text: line.describe('The same in words'),
        }),
      )
      .min(1)
      .max(20)
      .describe('Who takes part (REV-2)'),
    agenda: z
      .array(
        z.strictObject({
          id,
          title: line.describe('The heading of the item'),
          minutes: z.number().int().min(1).max(240).describe('How long it may take'),
          items: lines.describe('What is talked about'),
        }),
      )
      .min(1)
      .max(20)
      .describe('What is talked about, in order, with its time (REV-3)'),
    afterwards: checklist.describe('What happens with the outcome (REV-4, REV-5)'),
  })
  .transform((raw) => ({
    requiredFor: raw.required_for,
    scheduleWithinSeconds: raw.schedule_within,
    conductWithinSeconds: raw.conduct_within,
    publishWithinSeconds: raw.publish_within,
    participants: raw.participants,
    agenda: raw.agenda,
    afterwards: raw.afterwards,
  }))
  .describe('The post-incident review: clocks, people, agenda');

/** The eleven facts of DOC-1; `from` names the part of the record that fills it. */
export const documentationSchema = z
  .strictObject({
    required: z
      .array(
        z.strictObject({
          id: id.describe('The part of the record that fills it, such as root_cause'),
          title: line.describe('What the report calls it'),
          meaning: line.describe('What is meant by it'),
        }),
      )
      .min(1)
      .max(40)
      .describe('What must be known (DOC-1)'),
    tools: z
      .array(
        z.strictObject({
          purpose: line.describe('What it is for'),
          tool: line.describe('What it is called'),
        }),
      )
      .max(40)
      .default([])
      .describe('Where it is written down'),
  })
  .describe('What the record of an incident must hold before its report is published');

export const resourcesSchema = z
  .array(section)
  .max(20)
  .describe('Tools and resources people should know where to find');

export const incidentTypesSchema = z
  .array(
    z.strictObject({
      id,
      title: line.describe('What people call the type'),
      steps: lines.min(1).describe('The guided runbook, step by step'),
      labels: atMost(z.record(z.string().min(1).max(100), z.string().max(200)), 50)
        .default({})
        .describe('Alert labels that suggest this type'),
      private: z
        .boolean()
        .default(false)
        .describe('Such incidents are visible to their members only (TYP-3)'),
      notify: z
        .array(roleRef)
        .max(20)
        .default([])
        .describe('Roles that join whenever such an incident is declared'),
    }),
  )
  .max(50)
  .describe('Common incident types and their runbooks');

/** How often something of the programme comes round. */
const FREQUENCIES = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'annual',
  'on_joining',
  'continuous',
] as const;
const programmeItem = z.strictObject({
  id,
  text: line.describe('What is done'),
  every: z.enum(FREQUENCIES).describe('How often it comes round'),
  owner: roleRef.optional().describe('Who sees to it; the engineering manager by default'),
  about: z
    .enum(['runbook', 'policy', 'tool'])
    .optional()
    .describe('What a review looks at: it then names which one, and whether it is still right (TRA-4)'),
});
export const programmeSchema = z
  .strictObject({
    drills: z.array(programmeItem).max(40).describe('What is rehearsed (TRA-1 to TRA-3)'),
    knowledge: z.array(programmeItem).max(40).describe('What is read again and learned (TRA-4)'),
  })
  .describe('Drills and reviews that come round (TRA)');

export const metricsSchema = z
  .array(
    z.strictObject({
      id,
      title: line.describe('What the measure is called'),
      definition: line.describe('What exactly is measured'),
      from: z
        .enum(['detection', 'impact_start'])
        .optional()
        .describe(
          'Where the time to acknowledge, mitigate and resolve (`mttr`) begins; detection by default (MET-2)',
        ),
    }),
  )
  .max(40)
  .describe('Key metrics and how each is computed (MET)');

export const reportsSchema = z
  .array(
    z.strictObject({
      id,
      title: line.describe('What the report is called'),
      every: z.enum(['daily', 'weekly', 'monthly', 'quarterly']).describe('How often it comes'),
      at: timeOfDay.default('09:00').describe('When it comes, local to the default calendar'),
      audience: z.array(roleRef).min(1).max(20).describe('Roles that receive it'),
      teams: z
        .array(z.string().min(1).max(60))
        .max(50)
        .default([])
        .describe('Only these teams: their incidents, and their holders of the roles; none: all of them'),
      zone: z
        .string()
        .refine(isZone, 'Expected an IANA time zone such as Europe/Lisbon')
        .optional()
        .describe('The time zone of `at`; by default that of the default calendar'),
      day: weekday.default('monday').describe('The day on which a weekly report comes'),
      working_days: z
        .boolean()
        .default(false)
        .describe('A daily report leaves out days off; any other waits for the next working day'),
      enabled: z.boolean().default(true).describe('false: it is not made'),
      when_quiet: z
        .enum(['send', 'skip'])
        .default('send')
        .describe('Of a period in which nothing happened: say so in one line, or send nothing'),
    }),
  )
  .max(20)
  .describe('Reports, how often, and for whom (REP)');
