import type { Instant } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';

/** What of all that happens is told; an empty list leaves nothing out. */
export interface Filter {
  /** Types of events, or the beginning of some: `incident.*`. */
  readonly events: readonly string[];
  readonly teams: readonly string[];
  readonly systems: readonly string[];
  readonly severities: readonly Severity[];
}

/** `off` by a person; `stopped` because nothing got through. What happens meanwhile is kept, and can be sent later. */
export const WEBHOOK_STATES = ['on', 'off', 'stopped'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** How sending has gone lately. */
export interface Health {
  readonly failingSince: Instant | null;
  /** Tries in a row that failed. */
  readonly failures: number;
  /** Nothing is sent before. */
  readonly restingUntil: Instant | null;
}

/** A subscription to what happens. */
export interface Webhook extends Filter, Health {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** What its secrets are derived from. */
  readonly key: string;
  readonly state: WebhookState;
  readonly stoppedAt: Instant | null;
  readonly stoppedBecause: string | null;
  readonly generation: number;
  readonly previousUntil: Instant | null;
  readonly createdAt: Instant;
}

/** What stands for the rest of an address. */
export const HIDDEN = '/…';

/** Where a webhook goes, for those who may not change it: its path is often all that keeps others from posting there. */
export function shownUrl(url: string): string {
  const { origin, pathname, search, hash, username, password } = new URL(url);
  return pathname === '/' && [search, hash, username, password].every((part) => part === '')
    ? url
    : `${origin}${HIDDEN}`;
}

/**
 * `held`: the webhook was off when it happened. `withheld`: by the time it was to be sent, not everybody in the organisation
 * might see the incident.
 */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'held', 'withheld'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** An event on its way to a webhook. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly type: string;
  readonly incidentId: string | null;
  readonly seq: number | null;
  readonly body: string | null;
  readonly state: DeliveryState;
  /** Of the round under way. */
  readonly tries: number;
  readonly firstTriedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

/** What came of one request. */
export interface Attempt {
  readonly at: Instant;
  readonly milliseconds: number;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly trouble: string | null;
  readonly answer: string | null;
}

/** A test that somebody asked for; about no incident. */
export const PING = 'ping';

/** How long both secrets sign after a rotation. */
export const OVERLAP_SECONDS = 24 * 3600;
/** How long deliveries are kept, and can be sent again. */
export const KEPT_SECONDS = 30 * 24 * 3600;
