import type { Unavailable } from '../escalation/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Condition, Severity } from '../policy/index.ts';

/** "A customer-facing P2 on 24 December at 23:40": what is supposed to happen, and how long to look on. */
export interface RehearsalCase {
  readonly severity: Severity;
  readonly customerFacing: boolean;
  readonly systemIds: readonly string[];
  /** What kind of incident it is, by its id in the policy: its type may page others besides the matrix. */
  readonly typeId: string | null;
  readonly at: Instant;
  /** Whether a person confirmed the severity by declaring it; alerts leave it unconfirmed. */
  readonly confirmed: boolean;
  readonly acknowledgedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  /** No step later than this is looked at … */
  readonly until: Instant;
  /** … and no page: unanswered, it would repeat for ever. */
  readonly pagesUntil: Instant;
}

/** Where one message goes. */
export interface Delivery {
  readonly personId: string;
  readonly channel: string;
  readonly address: string;
  readonly contactMethodId: string | null;
}

/** Something that would happen, or would not and why. In order of time. */
export type RehearsalEvent = { readonly at: Instant } & (
  | {
      readonly kind: 'page';
      readonly to: Delivery;
      readonly teamId: string | null;
      readonly level: number | null;
      readonly round: number;
      readonly because: 'matrix' | 'exhausted';
    }
  | {
      readonly kind: 'notice';
      readonly to: Delivery;
      readonly role: string;
      readonly teamId: string | null;
      readonly deadline: Instant | null;
      readonly via: 'holder' | 'deputy' | 'fallback' | 'on_call' | null;
      readonly gap: boolean;
      /** With a gap: who is named for the role but is away or cannot be reached. */
      readonly unavailable: readonly Unavailable[];
      readonly digest: boolean;
    }
  | {
      readonly kind: 'not_sent';
      readonly role: string;
      readonly teamId: string | null;
      readonly reason: string;
      /** The condition that keeps it back: one that does not hold, or one of `unless` that does. */
      readonly excludedBy: { readonly condition: Condition; readonly because: 'when' | 'unless' } | null;
      readonly personIds: readonly string[];
      readonly due: Instant;
    }
  | {
      readonly kind: 'unreachable';
      readonly personId: string;
      readonly role: string;
      readonly reason: string;
    }
  | { readonly kind: 'exhausted'; readonly teamId: string | null; readonly toldPersonIds: readonly string[] }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'resolved' }
);
