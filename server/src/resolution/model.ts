import type { Actor, Instant } from '../kernel/index.ts';
import type { ChecklistItem, ResolutionList } from '../policy/index.ts';

/** `open` blocks its gate where the item is required; `not_needed` has nothing to be done in this incident. */
export const CHECK_STATES = ['open', 'done', 'waived', 'not_needed'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** What completes an item: a note, evidence, a review, a question to somebody …, or nothing but the facts. */
export const CHECK_ACTS = ['note', 'evidence', 'review', 'plan', 'ask', 'root_cause', 'none'] as const;
export type CheckAct = (typeof CHECK_ACTS)[number];

/** The state in front of which an item stands. */
export type Goal = 'resolved' | 'closed';

/** An item of the three checklists as it stands in one incident. */
export interface Check {
  /** `verification.test`: ids are unique in their list only. */
  readonly id: string;
  readonly list: ResolutionList;
  readonly rule: ChecklistItem;
  readonly goal: Goal;
  readonly state: CheckState;
  readonly act: CheckAct;
  /** What is open, as a plain sentence; null when nothing is. */
  readonly sentence: string | null;
  /** What somebody said about it; null when the facts alone speak. */
  readonly mark: Mark | null;
  readonly plan: { readonly text: string; readonly by: Actor; readonly at: Instant } | null;
  readonly question: Question | null;
}

export interface Mark {
  readonly kind: 'done' | 'waived';
  readonly by: Actor;
  readonly at: Instant;
  readonly note: string | null;
  readonly link: string | null;
  readonly authorId: string | null;
  readonly reviewerId: string | null;
}

/** Asked of those who can tell whether it works again. The last answer of anybody counts. */
export interface Question {
  readonly id: string;
  readonly personIds: readonly string[];
  readonly askedAt: Instant;
  readonly askedBy: Actor;
  readonly answer: {
    readonly works: boolean;
    readonly comment: string | null;
    readonly by: Actor;
    readonly at: Instant;
  } | null;
}

export interface RootCause {
  /** null: unknown, and left to the review. */
  readonly cause: string | null;
  readonly findings: readonly number[];
  readonly by: Actor;
  readonly at: Instant;
}

/** A finding of the responders that a root cause can rest on. */
export interface Finding {
  readonly seq: number;
  readonly text: string;
  readonly at: Instant;
  readonly by: Actor;
}
