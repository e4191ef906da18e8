import type { Actor, Instant } from '../kernel/index.ts';

export type Every = 'daily' | 'weekly' | 'monthly' | 'quarterly';

/** One report of the policy, ready to reckon with. */
export interface Definition {
  readonly id: string;
  readonly title: string;
  readonly every: Every;
  /** Local time in `zone`. */
  readonly at: string;
  readonly zone: string;
  /** In whose days and months it speaks: the organisation's. */
  readonly daysIn: string;
  /** ISO weekday on which a weekly one comes. */
  readonly weekday: number;
  readonly workingDays: boolean;
  readonly enabled: boolean;
  readonly whenQuiet: 'send' | 'skip';
  readonly audience: readonly string[];
  readonly teams: readonly string[];
}

/** A row about an incident is shown to those who may see it, also when that has changed since. */
export interface Row {
  readonly incidentId: string | null;
  /** Of an incident the first one is its reference. */
  readonly cells: readonly string[];
}

interface Chart {
  readonly kind: 'stacked' | 'line';
  readonly unit: 'count' | 'seconds';
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly text: string | null;
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly change: string | null;
  }[];
  readonly chart: Chart | null;
  readonly table: { readonly heads: readonly string[]; readonly rows: readonly Row[] } | null;
  /** Rows that were too many to list. */
  readonly more: number;
}

/** What a report says, as it was when it was made. */
export interface Content {
  readonly headline: string;
  readonly sections: readonly Section[];
}

/** A report that was made, for good. */
export interface Issue {
  readonly id: string;
  readonly report: string;
  readonly every: Every;
  readonly title: string;
  readonly zone: string;
  /** Days of the period; `endsOn` is the first one after. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly dueAt: Instant;
  readonly madeAt: Instant;
  readonly quiet: boolean;
  readonly content: Content;
}

export interface Delivery {
  readonly round: number;
  readonly at: Instant;
  /** null: by schedule. */
  readonly by: Actor | null;
  readonly personIds: readonly string[];
}

/** Later than this is late, and says so. */
export const LATE_SECONDS = 600;
