import type { ContentOf, Draft } from '../../incidents/index.ts';
import { ofPages } from './pages.ts';
import { ofSteps } from './steps.ts';

/** The entries that this chapter writes into an incident's log. */
export const escalationEntries = {
  name: 'escalation',
  projection: 2,
  kinds: { ...ofSteps, ...ofPages },
};

/** An entry of this chapter, to be written. */
export type EscalationDraft = Draft<ContentOf<typeof escalationEntries>>;

export type { LapseReason, PageEndReason, PlanCause, StepReason } from './reasons.ts';
