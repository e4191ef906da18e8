import type { Communication } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock, Instant } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import type { QuestionLinks } from './question-link.ts';

/** What the resolution asks of the other chapters; put together by app/resolution.ts. */
export interface ResolutionPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'getMany' | 'lock' | 'append' | 'entries'>;
  readonly communication: Pick<Communication, 'enqueue' | 'reachedBy'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { version(reader: Reader, version: number): Promise<{ readonly policy: Policy }> };
  /** Who holds a role in this incident now, with deputies and fallbacks. */
  readonly holders: (reader: Reader, incident: Incident, role: string) => Promise<readonly string[]>;
  /** The titles of alerts of an incident that fire, so many at most. */
  readonly firing: (reader: Reader, incidentId: string, limit: number) => Promise<readonly string[]>;
  /** When the last resolution notification left; null before. */
  readonly resolutionSentAt: (reader: Reader, incidentId: string) => Promise<Instant | null>;
  /** The phases of what the status page says about an incident. */
  readonly published: (reader: Reader, incidentId: string) => Promise<readonly string[]>;
  /** Whether the review has a date, was held or was waived. */
  readonly reviewScheduled: (reader: Reader, incidentId: string) => Promise<boolean>;
  readonly links: QuestionLinks;
  readonly incidentUrl: (incident: Incident) => string;
}
