import { z } from 'zod';

/*
 * The entries that escalation (and the settling of messages) appends. They live here because the log is one closed union;
 * whoever writes them adds fields and reasons here.
 */

const instant = z.iso.datetime();
const id = z.string().min(1).max(100);
const role = z.string().min(1).max(60);
const mode = z.enum(['page', 'inform']);

const undelivered = z.strictObject({
  messageId: id,
  personId: id.nullable(),
  channel: z.string().max(40).nullable(),
  reason: z.string().max(500),
});

/** Why a planned step was not carried out. Every non-send has one of these. */
export const STEP_REASONS = [
  'condition_not_met',
  'already_told',
  'nobody_holds_role',
  'resolved_before_due',
  'merged',
  'superseded',
  'reclassified',
  'systems_changed',
  'acknowledged',
  'by_hand',
  'drill',
] as const;
export type StepReason = (typeof STEP_REASONS)[number];

/** What made a plan. */
export const PLAN_CAUSES = [
  'declared',
  'severity_changed',
  'customer_facing_changed',
  'systems_changed',
  'condition_changed',
  'policy_moved',
  'reopened',
  'unanswered',
] as const;
export type PlanCause = (typeof PLAN_CAUSES)[number];

/** Why an acknowledgement no longer counts although nobody has taken it back. */
const LAPSE_REASONS = ['returned', 'nobody_on_it', 'not_delivered'] as const;
export type LapseReason = (typeof LAPSE_REASONS)[number];

/** Why a page ended. */
export const PAGE_END_REASONS = ['acknowledged', 'resolved', 'merged', 'superseded', 'by_hand'] as const;
export type PageEndReason = (typeof PAGE_END_REASONS)[number];

const entry = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.strictObject({ kind: z.literal(kind), data });

const pageTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: id }),
  z.strictObject({ kind: z.literal('team'), teamId: id }),
]);

export const escalationEntries = [
  /** One entry per plan, with all its steps. */
  entry(
    'step_planned',
    z.strictObject({
      generation: z.int().nonnegative(),
      because: z.enum(PLAN_CAUSES),
      steps: z.array(
        z.strictObject({
          stepId: id,
          role,
          mode,
          /** The promise of the matrix; null for "immediately". */
          deadline: instant.nullable(),
          sendAt: instant,
        }),
      ),
    }),
  ),
  entry(
    'step_sent',
    z.strictObject({
      stepId: id,
      role,
      mode,
      personIds: z.array(id),
      via: z.enum(['holder', 'deputy', 'fallback', 'on_call']).nullable(),
      deadline: instant.nullable(),
      /** Why it was sent after its deadline, when it was. */
      late: z.enum(['reclassified', 'outage', 'added_later', 'paged_again']).nullable(),
      /** A commander sent it before it was due. */
      early: z.boolean(),
    }),
  ),
  entry(
    'step_skipped',
    z.strictObject({ stepId: id, role, reason: z.enum(STEP_REASONS), personIds: z.array(id) }),
  ),
  entry(
    'step_cancelled',
    z.strictObject({
      reason: z.enum(STEP_REASONS),
      steps: z.array(z.strictObject({ stepId: id, role })),
    }),
  ),
  /** All steps due immediately have been handed to a channel (IMM-4). */
  entry('stakeholders_notified', z.strictObject({})),
  /** A new plan has further steps due immediately: what was done is to be done again (IMM-4). */
  entry('stakeholders_pending', z.strictObject({})),
  /** A role that nobody fills as planned; who hears instead, and who is named for it but cannot (ESC-3). */
  entry(
    'role_gap',
    z.strictObject({
      role,
      teamId: id.nullable(),
      personIds: z.array(id),
      unavailable: z
        .array(z.strictObject({ personId: id, because: z.enum(['away', 'unreachable']) }))
        .optional(),
    }),
  ),
  entry(
    'page_started',
    z.strictObject({
      pageId: id,
      target: pageTarget,
      because: z.enum(['matrix', 'by_hand', 'exhausted', 'news']),
    }),
  ),
  entry(
    'page_attempt',
    z.strictObject({
      pageId: id,
      personId: id,
      /** On-call level, 1 is first; null when a person was paged directly. */
      level: z.int().positive().nullable(),
      /** 1 for the first walk through the levels. */
      round: z.int().positive(),
      channels: z.array(z.string().max(40)),
    }),
  ),
  entry('page_acknowledged', z.strictObject({ pageId: id, personId: id.nullable() })),
  entry(
    'page_exhausted',
    z.strictObject({
      pageId: id,
      round: z.int().positive(),
      toldPersonIds: z.array(id),
      /** Nobody could be reached at all: who was to be asked and why it failed; empty when there was nobody to ask. */
      unreached: z.array(z.strictObject({ personId: id, reason: z.string().max(60) })).optional(),
    }),
  ),
  entry('page_stopped', z.strictObject({ pageId: id, reason: z.enum(PAGE_END_REASONS) })),
  /** Bad news that nobody at work on the incident has heard of: on-call is paged anew. */
  entry('acknowledgement_lapsed', z.strictObject({ because: z.enum(LAPSE_REASONS) })),
  /** Bad news was sent to whoever is at work on the incident, up to this entry of the log. */
  entry('news_sent', z.strictObject({ personIds: z.array(id), upTo: z.int().positive() })),
  /** A message that did not go out at its first try; it is tried again and by other ways. Once per person and channel. */
  entry('message_delayed', undelivered),
  /** A message that could not be delivered by any attempt (COM-7). Deliveries are on the message itself. */
  entry('message_failed', undelivered),
] as const;
