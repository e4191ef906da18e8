import type { Communication } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Calendar, Policy } from '../policy/index.ts';
import type { Rooms } from '../rooms/index.ts';

/** What updates are made of; put together by app/wire.ts. */
export interface UpdateDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Pick<Communication, 'enqueue' | 'standOf' | 'reachedBy' | 'peopleTold'>;
  readonly escalation: Pick<Escalation, 'holders' | 'stillToHear' | 'notSurelyThere'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { version(reader: Reader, version: number): Promise<{ readonly policy: Policy }> };
  /** The policy's calendar of that name, with the organisation's zone and holidays. */
  readonly calendar: (policy: Policy, directory: DirectoryFacts, name: string) => Calendar;
  readonly incidentUrl: (incident: Incident) => string;
  /** Chat rooms that follow the incident. */
  readonly rooms: Pick<Rooms, 'onUpdate' | 'heardBy' | 'own'>;
  /** Where its responders talk; null when there is no such place. */
  readonly warRoomUrl: (incident: Incident) => string | null;
  /** A link with which this person ends their subscription. */
  readonly leaveUrl: (personId: string) => string;
}
