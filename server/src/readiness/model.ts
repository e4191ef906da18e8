import type { Instant } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';

/** What can be missing when an incident needs somebody. Each is found beforehand (ESC-3). */
export type GapCode =
  /** No level has anybody: the fallback is paged instead, or nobody is. */
  | 'nobody_on_call'
  /** A level that other times has people is empty. */
  | 'level_empty'
  /** Every level is the same one person: nobody is behind them. */
  | 'same_person_every_level'
  /** A level has nobody whom the level before it has not asked already. */
  | 'same_person_next_level'
  /** Whoever would be told that nobody answered has been asked already. */
  | 'nobody_left'
  /** Somebody on call is away or has left. */
  | 'on_call_away'
  | 'on_call_inactive'
  /** Somebody who would be paged, or told, cannot be reached by any method. */
  | 'no_page_method'
  | 'no_notice_method'
  /** The same, only because the channel of their methods is not set up in this installation. */
  | 'channel_not_set_up'
  /** Nobody is named for the role. */
  | 'role_vacant'
  /** All who are named for the role are away or have left. */
  | 'role_unavailable';

/** A kind of incident: its severity, and whether customers are affected. */
export interface IncidentKind {
  readonly severity: Severity;
  readonly customerFacing: boolean;
}

/** A stretch of time in which something is missing. */
export interface Gap {
  readonly code: GapCode;
  /** Null for a role of the whole organisation. */
  readonly teamId: string | null;
  readonly role: string;
  /** The on-call level; null when it is not about one. */
  readonly level: number | null;
  /** Whom it is about: who is away, who cannot be reached, who holds every level. */
  readonly personIds: readonly string[];
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
  /** Who hears instead; empty when nobody does. */
  readonly instead: readonly string[];
  /** The incidents that would run into it. */
  readonly affects: readonly IncidentKind[];
}

/** What of the channels is set up, whatever the plan says. */
export interface WaysOut {
  /** Channels (their kinds) that contact methods use and that are not set up. */
  readonly notSetUp: readonly string[];
  /** Nobody at all can be reached by what is set up. */
  readonly reachesNobody: boolean;
}

export interface Coverage extends WaysOut {
  readonly from: Instant;
  readonly until: Instant;
  readonly gaps: readonly Gap[];
  /** How many different situations were looked at: together they are every instant. */
  readonly situations: number;
}
