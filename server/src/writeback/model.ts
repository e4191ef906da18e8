import type { Instant } from '../kernel/index.ts';

/** Where an integration's Alertmanager is. */
export interface Settings {
  readonly integrationId: string;
  readonly url: string;
  readonly sealedAuthorization: string | null;
}

/** The silence of one alert of an incident. */
export interface WrittenSilence {
  readonly incidentId: string;
  readonly alertId: string;
  readonly integrationId: string;
  /** `wanted`: not made yet. `after`: ended, and its alert is still asked for. `over`: nothing is to be done any more. */
  readonly state: 'wanted' | 'active' | 'after' | 'over';
  readonly version: number;
  readonly silenceId: string | null;
  readonly endsAt: Instant | null;
  /** Looks in a row that did not reach Alertmanager. */
  readonly failures: number;
  /** Looks in a row that did not find the alert there. */
  readonly missing: number;
  readonly renewed: number;
  /** After its end: from when on an alert that fires is heard, and until when it is asked for. */
  readonly hearFrom: Instant | null;
  readonly watchUntil: Instant | null;
}

/** What of an alert a silence needs. */
export interface SilencedAlert {
  readonly id: string;
  readonly dedupKey: string;
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Why a silence ended. */
export const ENDS = [
  'resolved',
  'unacknowledged',
  'over',
  'unreachable',
  'ended_there',
  'turned_off',
] as const;
export type End = (typeof ENDS)[number];

/** What there is to tell of one silence after a look. */
export type News =
  | { readonly kind: 'silenced' }
  | { readonly kind: 'failed'; readonly problem: string }
  /** @property removed false: it could not be removed, and ends by itself */
  | {
      readonly kind: 'ended';
      readonly end: End;
      readonly problem: string | null;
      readonly removed: boolean;
      readonly renewed: number;
    };
