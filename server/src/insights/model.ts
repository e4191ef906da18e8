import type { Instant } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';

/** What is measured of each incident (MET-1, MET-2, MET-4), in the order in which it happens. */
export const MEASURES = ['detect', 'acknowledge', 'mitigate', 'resolve', 'impact'] as const;
export type MeasureId = (typeof MEASURES)[number];

/**
 * recorded: both ends are on the record. pending: an end is not known yet. not_applicable: there will be none. invalid: the end is
 * before the beginning. Nothing is ever guessed: only what is recorded counts.
 */
export const MEASURE_STATES = ['recorded', 'pending', 'not_applicable', 'invalid'] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

export interface Measured {
  readonly state: MeasureState;
  /** Only when it is recorded. */
  readonly seconds: number | null;
}

/** Why an incident does not count. */
export type LeftOut = 'drill' | 'merged' | 'duplicate' | 'false_alarm';

export interface Interval {
  readonly from: Instant;
  readonly until: Instant;
}

/** What an incident measures; derived from its record alone. */
export interface Measurement {
  readonly incidentId: string;
  readonly number: number;
  readonly declaredAt: Instant;
  readonly severity: Severity;
  readonly systemIds: readonly string[];
  readonly teamId: string | null;
  readonly typeId: string | null;
  readonly open: boolean;
  readonly leftOut: LeftOut | null;
  readonly measures: Readonly<Record<MeasureId, Measured>>;
  readonly impact: readonly Interval[];
}

/** The promises that the runbook makes: the five minutes, the matrix, updates, reviews, actions. */
export const PROMISES = ['first_response', 'matrix', 'update', 'review', 'action'] as const;
export type PromiseKind = (typeof PROMISES)[number];

export const PROMISE_TITLES: Readonly<Record<PromiseKind, string>> = {
  first_response: 'Immediate actions in time',
  matrix: 'Notified on time by the matrix',
  update: 'Updates sent when promised',
  review: 'Review deadlines met',
  action: 'Actions done on time',
};

export interface KeptPromise {
  readonly kind: PromiseKind;
  readonly key: string;
  readonly what: string;
  readonly category: string | null;
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
  /** When it was of no use any more, undone: the incident was over. */
  readonly untilAt?: Instant;
  readonly state: 'kept' | 'missed' | 'open';
}

/** Raised when a rule above changes: rows of older versions are made anew. */
export const MEASURE_VERSION = 1;

export const PERIODS = [
  'week',
  'month',
  'quarter',
  'year',
  'last_30_days',
  'last_90_days',
  'custom',
] as const;
export type PeriodKind = (typeof PERIODS)[number];

/** What is asked for; null: all. */
export interface Narrowed {
  readonly severity: Severity | null;
  readonly system: string | null;
  /** Any of these responding teams. */
  readonly teams: readonly string[] | null;
  readonly type: string | null;
}
export const EVERYTHING: Narrowed = { severity: null, system: null, teams: null, type: null };

export interface Stats {
  readonly recorded: number;
  readonly pending: number;
  readonly notApplicable: number;
  readonly invalid: number;
  /** In seconds; null when nothing is recorded. */
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
}

export interface Summary {
  /** Of what: a team's id, a day …; null: of none, or all. */
  readonly key: string | null;
  readonly count: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly measures: Readonly<Record<MeasureId, Stats>>;
}

export interface PromiseCount {
  readonly kind: PromiseKind;
  readonly team: string | null;
  /** Of actions. */
  readonly category: string | null;
  readonly kept: number;
  readonly missed: number;
  /** Due later in the period. */
  readonly open: number;
}

export interface PromiseRow {
  readonly incidentId: string;
  readonly kind: PromiseKind;
  readonly what: string;
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
  readonly untilAt: Instant | null;
  readonly state: 'kept' | 'missed' | 'open';
  /** How much too late, so far when it is not done; 0 when kept. */
  readonly lateSeconds: number;
}
