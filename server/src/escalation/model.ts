import type { Instant } from '../kernel/index.ts';
import type { Condition, Due, RoleName } from '../policy/index.ts';
import type { PageEndReason, PlanCause, StepReason } from './entries/index.ts';

export type Mode = 'page' | 'inform';

/** One notice of the matrix, for one role (and team), with its times. */
export interface PlannedStep {
  /** The policy's own name of the line, such as `P1.3`. */
  readonly policyStep: string;
  /** Order among steps due together: by line, role and team. Never by chance, or a rehearsal could not be believed. */
  readonly position: number;
  readonly role: RoleName;
  /** The team for which the role is asked; null for roles of the organisation and of the incident. */
  readonly teamId: string | null;
  readonly mode: Mode;
  readonly due: Due['kind'];
  /** What is promised … */
  readonly deadline: Instant;
  /** … and when it is handed to its channel, a margin before. */
  readonly sendAt: Instant;
  readonly when: Condition | null;
  readonly unless: Condition | null;
}

/** Why a step that was planned after its deadline is late. */
export type LatePlan = 'reclassified' | 'added_later' | 'paged_again';
/** Why a step was sent after its deadline. */
export type Late = LatePlan | 'outage';
export type Via = 'holder' | 'deputy' | 'fallback' | 'on_call';
type StepStatus = 'planned' | 'sent' | 'skipped' | 'cancelled';

/** A rung of the ladder as it stands. */
export interface Step extends PlannedStep {
  readonly id: string;
  readonly incidentId: string;
  readonly generation: number;
  readonly plannedAt: Instant;
  readonly plannedBecause: PlanCause;
  readonly lateBecause: LatePlan | null;
  readonly status: StepStatus;
  readonly reason: StepReason | null;
  readonly settledAt: Instant | null;
  /** How it was sent; a page may have become a notice. */
  readonly sentMode: Mode | null;
  readonly personIds: readonly string[];
  readonly via: Via | null;
  readonly late: Late | null;
  readonly early: boolean;
  readonly handedAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

/** Who is paged: one person, or whoever is on call for a team. */
export type PageTarget =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'team'; readonly teamId: string };

/** `type`: the incident's type calls them. `news`: bad news that nobody at work on the incident has heard, and the matrix pages nobody for. */
export type PageCause = 'matrix' | 'by_hand' | 'exhausted' | 'added' | 'role' | 'news' | 'type';

/** One try of a walk: this person by this method, so long after the walk began. */
export interface ChainItem {
  readonly personId: string;
  readonly contactMethodId: string;
  readonly afterSeconds: number;
  /** Another page of the incident was asking them when the walk began: they belong to it, but are not asked twice. */
  readonly askedElsewhere?: true;
}

/** Why a try was not sent. */
export type NotTried = 'same_method_just_now' | 'asked_by_another_page';

export type AttemptOutcome = 'pending' | 'handed' | 'delivered' | 'failed' | 'not_sent';

export interface Attempt {
  readonly generation: number;
  /** Index into the chain of its generation. */
  readonly position: number;
  readonly personId: string;
  readonly contactMethodId: string;
  readonly level: number | null;
  readonly round: number;
  readonly at: Instant;
  readonly messageId: string | null;
  readonly channel: string | null;
  readonly outcome: AttemptOutcome;
  readonly reason: string | null;
  readonly settledAt: Instant | null;
  /** The last entry of bad news that its message knew of; 0 for none. */
  readonly newsSeq: number;
}

export interface Page {
  readonly id: string;
  readonly incidentId: string;
  readonly stepId: string | null;
  readonly because: PageCause;
  readonly target: PageTarget;
  readonly status: 'open' | 'acknowledged' | 'stopped';
  readonly reason: PageEndReason | null;
  readonly phase: 'walking' | 'resting';
  readonly phaseSince: Instant;
  /** On-call level being asked; null for a person's own page. */
  readonly level: number | null;
  /** 1 for the first walk through all levels. */
  readonly round: number;
  /** Raised with every new walk. */
  readonly generation: number;
  readonly chain: readonly ChainItem[];
  readonly startedAt: Instant;
  /** When nobody of the last level had answered, the first time. */
  readonly exhaustedAt: Instant | null;
  readonly nextAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  /** Those of the last walks, and of all before the latest of each person and outcome. Oldest first. */
  readonly attempts: readonly Attempt[];
}

/** The higher asks more of a person; whoever was paged need not be informed as well. */
export const modeRank = (mode: Mode): number => (mode === 'page' ? 2 : 1);
