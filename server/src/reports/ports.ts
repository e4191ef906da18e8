import type { Communication } from '../communication/index.ts';
import type { Audit, DirectoryFacts } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';

/** What reports are made of; put together by app/wire.ts. */
export interface ReportPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { current(reader: Reader): Promise<{ readonly policy: Policy }> };
  readonly incidents: Pick<
    Incidents,
    'append' | 'declare' | 'declareReported' | 'getMany' | 'hiddenFrom' | 'idOf' | 'lock'
  >;
  readonly escalation: Pick<Escalation, 'holdersIn'>;
  readonly communication: Pick<Communication, 'enqueue' | 'standOf' | 'forgetAddresses'>;
  /** How long the address of a reporter from outside is kept after their last answer. */
  readonly reporterDays: number;
  /** Base URL of the application. */
  readonly publicUrl: string;
}
