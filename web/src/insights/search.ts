import type { Reply } from '../api/client.ts';
import type { SeverityId } from '../ui/Badges.tsx';

/* What an address of insights can say. Apart from the queries, so that no other page loads those. */

type Overview = Reply<'getInsights'>;
export type MeasureId = keyof Overview['measures'];
type PromiseKind = Overview['promises'][number]['kind'];
export type PeriodKind = Overview['period']['kind'];

export const PERIODS: readonly { id: PeriodKind; label: string }[] = [
  { id: 'week', label: 'Week' },
  { id: 'month', label: 'Month' },
  { id: 'quarter', label: 'Quarter' },
  { id: 'year', label: 'Year' },
  { id: 'last_30_days', label: 'Last 30 days' },
  { id: 'last_90_days', label: 'Last 90 days' },
  { id: 'custom', label: 'From and to' },
];

/** What the numbers are of; lives in the address, so that they can be shared. */
export interface Asked {
  period?: PeriodKind | undefined;
  at?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  severity?: SeverityId | undefined;
  system?: string | undefined;
  team?: string | undefined;
  type?: string | undefined;
}

export const STATES = ['recorded', 'pending', 'not_applicable', 'invalid'] as const;
export const MEASURE_IDS = ['detect', 'acknowledge', 'mitigate', 'resolve', 'impact'] as const;
export const PROMISE_KINDS = ['first_response', 'matrix', 'update', 'review', 'action'] as const;

/** Which incidents or promises are behind a number. */
export interface Behind extends Asked {
  measure?: MeasureId | undefined;
  state?: (typeof STATES)[number] | undefined;
  leftOut?: boolean | undefined;
  noTeam?: boolean | undefined;
  promise?: PromiseKind | undefined;
  kept?: 'kept' | 'missed' | 'open' | undefined;
}
