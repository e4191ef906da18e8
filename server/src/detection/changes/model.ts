import type { Actor, Instant, Json } from '../../kernel/index.ts';
import type { SignalLink } from '../model.ts';

export const CHANGE_KINDS = ['deployment', 'release', 'flag', 'change'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGE_STATES = ['running', 'succeeded', 'failed', 'rolled_back'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** What a deployment tool, a flag service or a person says has changed: stored, notifies nobody. */
export interface Change {
  readonly kind?: ChangeKind | undefined;
  readonly summary: string;
  /** What makes two reports the same change, within one integration: a deployment that begins and ends. */
  readonly key?: string | undefined;
  readonly source?: string | undefined;
  readonly version?: string | undefined;
  readonly environment?: string | undefined;
  readonly state?: ChangeState | undefined;
  /** Who made it, as the tool calls them. */
  readonly by?: string | undefined;
  /** When it happened; default: when it was reported. */
  readonly happenedAt?: Instant | undefined;
  readonly links: readonly SignalLink[];
  readonly details?: Json | undefined;
  /** What tells which system it is about. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A change as it is kept. */
export interface StoredChange {
  readonly id: string;
  readonly integrationId: string | null;
  readonly systemId: string | null;
  readonly kind: ChangeKind;
  readonly summary: string;
  readonly source: string | null;
  readonly version: string | null;
  readonly environment: string | null;
  readonly state: ChangeState | null;
  readonly by: string | null;
  readonly recordedBy: Actor | null;
  readonly happenedAt: Instant;
  readonly links: readonly SignalLink[];
  readonly details: Json;
}
