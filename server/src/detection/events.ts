import type { Instant } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';
import type { NamedAlert, RewordedAlert } from './decide-group.ts';

/** A group of alerts without an incident: one is to be declared and handed to `Detection.attach` in this transaction. */
export interface GroupOpened {
  readonly type: 'detection.group_opened';
  readonly groupId: string;
  readonly groupKey: string;
  /** The alerts in question, first seen first. */
  readonly alertIds: readonly string[];
  readonly count: number;
  /** The most severe of them by the policy's mapping; unconfirmed until a person says so (DET-4). */
  readonly severity: Severity;
  /** The monitor's own word for it. */
  readonly severityWord: string | undefined;
  /** Of the most severe alert, as are the description, source, labels and links. */
  readonly title: string;
  /** The other alerts by name, the most severe first. */
  readonly others: readonly NamedAlert[];
  /** How many there are beyond those named. */
  readonly moreOthers: number;
  /** Empty when no system's matchers knew the alert; then `teamId` is the default team. */
  readonly systemIds: readonly string[];
  /** Null only while the organisation has no team at all. */
  readonly teamId: string | null;
  readonly integrationIds: readonly string[];
  /** The drill whose scenario raised them (TRA-2); null: they are real. Alerts of both are never in one group. */
  readonly drillId: string | null;
  readonly description: string | undefined;
  readonly source: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Of each of the alerts. */
  readonly allLabels: readonly Readonly<Record<string, string>>[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
  /** When the problem began by the monitor's clock, if it says. */
  readonly startedAt: Instant | undefined;
  /** When the first of these alerts was accepted: the clock of the first five minutes (IMM-5) starts here. */
  readonly detectedAt: Instant;
}

/** More alerts of a group that has an incident. In a storm: told at most every few seconds, in sums. */
export interface AlertsJoined {
  readonly type: 'detection.alerts_joined';
  readonly incidentId: string;
  readonly groupId: string;
  /** Since the last such event of the group. */
  readonly count: number;
  /** The most severe of them, by name. */
  readonly alerts: readonly NamedAlert[];
  /**
   * When the last of them joined: after the incident was resolved, it is not over. `now`: in this transaction, so after
   * whatever the incident is by now, which two clocks or one millisecond could not tell.
   */
  readonly lastAt: Instant | 'now';
}

/** The labels of alerts that join say that the incident is of a private type of the policy (TYP-3). */
export interface PrivateTypeFound {
  readonly type: 'detection.private_type_found';
  readonly incidentId: string;
  readonly typeId: string;
}

/** Alerts are worse than all before them in their group, or than they were themselves. */
export interface SeverityRaised {
  readonly type: 'detection.severity_raised';
  readonly incidentId: string;
  readonly groupId: string;
  /** They are new, and an `alerts_joined` before this one has named them. */
  readonly joined: boolean;
  /** The worst first, at least one; those beyond the first few are only counted. */
  readonly alerts: readonly [NamedAlert, ...NamedAlert[]];
  readonly count: number;
}

/** Alerts that fire say what they have not said before. */
export interface AlertsReworded {
  readonly type: 'detection.alerts_reworded';
  readonly incidentId: string;
  /** The most severe first; those beyond the first few are only counted. */
  readonly alerts: readonly RewordedAlert[];
  readonly count: number;
}

/** The last firing alert of an incident is resolved: "monitoring clear". */
export interface GroupCleared {
  readonly type: 'detection.group_cleared';
  readonly incidentId: string;
  readonly at: Instant;
}

/** An alert fires again after "monitoring clear". If it is a new one, its `alerts_joined` comes first. */
export interface GroupRefired {
  readonly type: 'detection.group_refired';
  readonly incidentId: string;
  readonly at: Instant;
}

/** Somebody acknowledged the alert in the monitor itself. */
export interface AcknowledgedAtSource {
  readonly type: 'detection.acknowledged_at_source';
  readonly incidentId: string;
  readonly alertId: string;
  readonly integrationId: string;
  readonly at: Instant;
}

export type DetectionEvent =
  | GroupOpened
  | AlertsJoined
  | PrivateTypeFound
  | SeverityRaised
  | AlertsReworded
  | GroupCleared
  | GroupRefired
  | AcknowledgedAtSource;
