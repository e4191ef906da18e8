import type { Communication } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';

/** What tasks ask of the other chapters; put together by app/wire.ts. */
export interface TaskPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'lock' | 'append' | 'audienceOf'>;
  readonly communication: Pick<Communication, 'enqueue'>;
  /** Who holds a role of an incident now, deputies and fallbacks included. */
  readonly escalation: Pick<Escalation, 'holders'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { version(reader: Reader, version: number): Promise<{ readonly policy: Policy }> };
  readonly incidentUrl: (incident: Incident) => string;
}
