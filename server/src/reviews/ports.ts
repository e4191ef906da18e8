import type { Communication } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Calendar, Policy } from '../policy/index.ts';
import type { Updates } from '../updates/index.ts';

/** What reviews are made of; put together by app/wire.ts. */
export interface ReviewDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Pick<Communication, 'enqueue'>;
  readonly escalation: Pick<Escalation, 'holders'>;
  readonly updates: Pick<Updates, 'subscribersOf'>;
  readonly onCall: Pick<OnCall, 'schedules'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { version(reader: Reader, version: number): Promise<{ readonly policy: Policy }> };
  /** The policy's calendar of that name, with the organisation's zone and holidays. */
  readonly calendar: (policy: Policy, directory: DirectoryFacts, name: string) => Calendar;
  readonly incidentUrl: (incident: Incident) => string;
  /** The host of our own address: calendars know a meeting by it. */
  readonly host: string;
  /** The address that invitations come from. */
  readonly organizer: string;
}
