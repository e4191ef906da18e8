import type { Actor, Instant } from '../kernel/index.ts';

export const REVIEW_STATUSES = ['open', 'published', 'waived', 'stopped', 'joined'] as const;
/**
 * open: to be held, or its report to be published. stopped: the incident was reopened; it goes on when that is resolved
 * again. joined: the incident was merged into another, and so was its review.
 */
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

export const CLOCKS = ['schedule', 'conduct', 'publish'] as const;
/** The runbook's three: a date is set, the review was held, the report is out (REV-1). */
export type ClockKind = (typeof CLOCKS)[number];

/** As people read them: "the review has a date". */
export const CLOCK_WORDS: Readonly<Record<ClockKind, { readonly todo: string; readonly late: string }>> = {
  schedule: { todo: 'Schedule the review', late: 'The review was not scheduled in time' },
  conduct: { todo: 'Hold the review', late: 'The review was not held in time' },
  publish: { todo: 'Publish the report', late: 'The report was not published in time' },
};

export interface ReviewClock {
  readonly reviewId: string;
  readonly round: number;
  readonly kind: ClockKind;
  readonly dueAt: Instant;
  readonly remindAt: Instant;
  readonly remindedAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly missedAt: Instant | null;
  readonly stoppedAt: Instant | null;
}

export const WAIVER_KINDS = ['false_alarm', 'duplicate', 'other'] as const;
export type WaiverKind = (typeof WAIVER_KINDS)[number];

export interface Waiver {
  readonly kind: WaiverKind;
  readonly reason: string;
  readonly by: Actor;
  readonly at: string;
}

export interface Meeting {
  readonly at: Instant;
  readonly minutes: number;
  readonly place: string;
}

export interface Review {
  readonly id: string;
  readonly incidentId: string;
  readonly status: ReviewStatus;
  /** null: the policy asks for it. */
  readonly requestedBy: Actor | null;
  readonly createdAt: Instant;
  readonly endedAt: Instant;
  readonly round: number;
  readonly facilitatorId: string | null;
  readonly meeting: Meeting | null;
  readonly sequence: number;
  readonly invited: readonly string[];
  readonly heldAt: Instant | null;
  readonly waived: Waiver | null;
  /** When it is asked whether the actions worked (REV-5). */
  readonly followUpAt: Instant | null;
  readonly followUpAskedAt: Instant | null;
  readonly nextAt: Instant | null;
}

/** Its clocks run: a report may be out before its review was held. */
export const isLive = ({ status }: Pick<Review, 'status'>): boolean =>
  status === 'open' || status === 'published';

/** What people changed of who takes part, and who was there. */
export interface ParticipantChange {
  readonly personId: string;
  readonly listed: boolean | null;
  readonly attended: boolean | null;
}

/** Why somebody takes part (runbook: "Review participants"); `added`: a person says so. */
export type ParticipantReason =
  | 'incident_commander'
  | 'responders'
  | 'engineering_manager'
  | 'product_owner'
  | 'affected_stakeholders'
  | 'facilitator'
  | 'added';

export interface Participant {
  readonly personId: string;
  readonly reasons: readonly ParticipantReason[];
  readonly attended: boolean | null;
}

export const ANSWERS = ['accepted', 'declined', 'tentative'] as const;
/** What somebody's calendar answered, and to which version of the invitation. */
export interface Answer {
  readonly answer: (typeof ANSWERS)[number];
  readonly sequence: number;
  readonly at: Instant;
}
