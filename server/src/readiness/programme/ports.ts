import type { Communication } from '../../communication/index.ts';
import type { Audit, DirectoryFacts } from '../../directory/index.ts';
import type { Escalation } from '../../escalation/index.ts';
import type { Clock } from '../../kernel/index.ts';
import type { Database, Reader } from '../../platform/db/index.ts';
import type { Policies } from '../../policy/index.ts';

/** What the programme asks of the other chapters. */
export interface ProgrammePorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly publicUrl: string;
  readonly audit: Audit;
  readonly communication: Pick<Communication, 'enqueue'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly escalation: Pick<Escalation, 'holdersIn'>;
  readonly policies: Pick<Policies, 'current' | 'reviewIn'>;
  /** The version of a runbook that is in use. @throws Fault `not_found` */
  readonly runbookVersion: (id: string) => Promise<number>;
}
