import type { Actor, Instant } from '../../kernel/index.ts';

/** The way to being on call, in this order (runbook: "New hire incident response training"; TRA-3). */
export const STEPS = ['read', 'shadow', 'drill', 'sign_off'] as const;
export type Step = (typeof STEPS)[number];

export interface StepDone {
  readonly personId: string;
  readonly step: Step;
  readonly at: Instant;
  readonly by: Actor;
  readonly note: string;
  readonly policyVersion: number | null;
}

/** When somebody is on call next, and for which team. */
export interface Turn {
  readonly personId: string;
  readonly teamId: string;
  readonly from: Instant;
}
