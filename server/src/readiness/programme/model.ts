import type { Actor, Instant } from '../../kernel/index.ts';
import type { Policy } from '../../policy/index.ts';

export const OCCURRENCE_STATUSES = ['open', 'done', 'skipped', 'missed'] as const;
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number];
export const ABOUT = ['runbook', 'policy', 'tool'] as const;
export type About = (typeof ABOUT)[number];
export const OUTCOMES = ['still_right', 'new_version'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type ProgrammeItem = Policy['programme']['drills'][number];

/** One time that something of the programme is due. Dates are of the organisation's calendar: `2031-03-31`. */
export interface Occurrence {
  readonly id: string;
  readonly itemId: string;
  readonly period: string;
  readonly title: string;
  readonly kind: 'drill' | 'review';
  readonly about: About | null;
  readonly ownerRole: string;
  readonly ownerPersonId: string | null;
  readonly dueOn: string;
  /** `missed` stays so, also when it is made up for: then `heldOn` says when. */
  readonly status: OccurrenceStatus;
  readonly heldOn: string | null;
  readonly attended: readonly string[];
  readonly notes: string;
  readonly links: readonly string[];
  readonly subject: string | null;
  readonly subjectVersion: number | null;
  readonly outcome: Outcome | null;
  readonly reason: string | null;
  readonly settledAt: Instant | null;
  readonly settledBy: Actor | null;
  readonly remindedAt: Instant | null;
  readonly escalatedAt: Instant | null;
}

/** What somebody says when it was done. */
export interface Held {
  readonly heldOn: string;
  readonly attended: readonly string[];
  readonly notes: string;
  readonly links: readonly string[];
  readonly subject: string | null;
  readonly outcome: Outcome | null;
}
