import type { Instant } from '../../kernel/index.ts';

export const INTERVAL_UNITS = ['minutes', 'hours', 'days'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

/** What somebody sets of a heartbeat (Opsgenie's Heartbeat API). */
export interface HeartbeatSettings {
  readonly description: string;
  readonly interval: number;
  readonly unit: IntervalUnit;
  readonly enabled: boolean;
  readonly ownerTeam: string | null;
  /** Null: "<name> is expired". */
  readonly alertMessage: string | null;
  readonly alertTags: readonly string[];
  /** P1 to P5; the policy maps it. */
  readonly alertPriority: string;
}

/** A program that says at intervals that it is well. */
export interface Heartbeat extends HeartbeatSettings {
  readonly integrationId: string;
  readonly name: string;
  readonly lastPingAt: Instant | null;
  /** When its silence is an alert, or one again; null before its first ping and while it is turned off. */
  readonly dueAt: Instant | null;
  /** It has fallen silent. */
  readonly expired: boolean;
}

const SECONDS: Readonly<Record<IntervalUnit, number>> = { minutes: 60, hours: 3_600, days: 86_400 };

/** Days of 24 hours: a heartbeat knows no calendar. */
export const intervalSeconds = ({ interval, unit }: Pick<HeartbeatSettings, 'interval' | 'unit'>): number =>
  interval * SECONDS[unit];

export const heartbeatKey = (name: string): string => `heartbeat:${name}`;
