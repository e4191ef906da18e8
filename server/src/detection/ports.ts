import type { MessageContent } from '../communication/index.ts';
import type { Instant, Viewer } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { DetectionEvent } from './events.ts';

/** Tells the chapters after this one, in the transaction in which it happened. */
export type EmitDetection = (tx: Tx, event: DetectionEvent) => Promise<void>;

/** What detection needs to know of an incident that its alerts belong to. */
export interface IncidentState {
  /** Somebody is, or should be, at work on it. */
  readonly open: boolean;
  readonly severity: Severity;
  readonly resolvedAt: Instant | null;
  /** Resolved, and watched until then: a new alert of the same problem means that it is not over. Null otherwise. */
  readonly watchedUntil: Instant | null;
  /** Where its alerts belong by now; null unless it was merged. */
  readonly mergedIntoId: string | null;
  /** What people call it, such as INC-12. */
  readonly reference: string;
}

/** The incidents with these ids as they are now; unknown ones are left out. Filled in by app/wire.ts. */
export type IncidentStates = (
  reader: Reader,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, IncidentState>>;

/** The incidents that do not exist for whoever looks; nor do their alerts. Filled in by app/wire.ts. */
export type HiddenIncidents = (reader: Reader, viewer: Viewer) => Promise<readonly string[]>;

/** The incident that work goes on in, and with it all that were merged into it. */
export interface IncidentFamily {
  readonly rootId: string;
  readonly ids: readonly string[];
}

/** Finds the family of an incident and keeps it as it is until the transaction ends. Filled in by app/wire.ts. */
export type LockFamily = (tx: Tx, incidentId: string) => Promise<IncidentFamily>;

/** A message to each administrator about Tocsin itself, once per key. Filled in by app/wire.ts, which knows the address. */
export type TellAdministrators = (
  tx: Tx,
  key: string,
  content: (publicUrl: string) => MessageContent,
) => Promise<void>;

/** The names behind the ids of an alert. */
export interface AlertNames {
  readonly system: (id: string) => string | undefined;
  readonly integration: (id: string) => string | undefined;
  readonly incident: (id: string) => string | undefined;
}
