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
  'type_changed',
  'condition_changed',
  'policy_moved',
  'reopened',
  'unanswered',
] as const;
export type PlanCause = (typeof PLAN_CAUSES)[number];

/** Why an acknowledgement no longer counts although nobody has taken it back. */
export const LAPSE_REASONS = [
  'returned',
  'nobody_on_it',
  'not_delivered',
  'responder_left',
  'responder_away',
] as const;
export type LapseReason = (typeof LAPSE_REASONS)[number];

/** Why a page ended. */
export const PAGE_END_REASONS = ['acknowledged', 'resolved', 'merged', 'superseded', 'by_hand'] as const;
export type PageEndReason = (typeof PAGE_END_REASONS)[number];
