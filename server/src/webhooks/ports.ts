import type { Communication } from '../communication/index.ts';
import type { Audit, DirectoryFacts } from '../directory/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';

export interface WebhookPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly audit: Audit;
  readonly incidents: Incidents;
  readonly communication: Pick<Communication, 'tellAdministrators'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  /** What the signing secrets are derived from. */
  readonly secret: string;
  /** Whether a URL in a private network may be sent to. */
  readonly allowed: (url: URL) => boolean;
  readonly incidentUrl: (incident: Incident) => string;
  readonly publicUrl: string;
}
