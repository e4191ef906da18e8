import type { Communication } from '../../communication/index.ts';
import type { Detection } from '../../detection/index.ts';
import type { Audit, DirectoryFacts } from '../../directory/index.ts';
import type { Escalation } from '../../escalation/index.ts';
import type { Incidents } from '../../incidents/index.ts';
import type { Clock } from '../../kernel/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { Drill } from './model.ts';

/** What drills ask of the other chapters; put together by app/readiness.ts. */
export interface DrillPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly publicUrl: string;
  readonly audit: Audit;
  readonly incidents: Pick<
    Incidents,
    'get' | 'getMany' | 'record' | 'realOnes' | 'endDrill' | 'noteIn' | 'drillAudience'
  >;
  readonly detection: Pick<Detection, 'drillAlerts'>;
  readonly escalation: Pick<Escalation, 'quiet' | 'unquiet'>;
  readonly communication: Pick<Communication, 'enqueue'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { version(reader: Reader, version: number): Promise<{ readonly policy: Policy }> };
  /** @throws Fault `invalid` for what is no drill of the programme that is still to be held */
  readonly checkPlanned: (tx: Tx, occurrenceId: string) => Promise<void>;
  /** A drill of the programme is over: whoever was there is noted where it was due. */
  readonly ended: (tx: Tx, drill: Drill) => Promise<void>;
}
