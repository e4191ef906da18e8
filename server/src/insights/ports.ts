import type { Communication } from '../communication/index.ts';
import type { Audit, Directory } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Policies } from '../policy/index.ts';
import type { Actions, Reviews } from '../reviews/index.ts';
import type { StatusPages } from '../statuspage/index.ts';
import type { Updates } from '../updates/index.ts';

/** What insights needs of the chapters before it. */
export interface InsightPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly directory: Pick<Directory, 'facts'>;
  readonly incidents: Incidents;
  readonly policies: Policies;
  readonly escalation: Pick<Escalation, 'steps' | 'holdersIn'>;
  readonly updates: Pick<Updates, 'promises'>;
  readonly reviews: Pick<Reviews, 'reads'>;
  readonly actions: Pick<Actions, 'of'>;
  readonly statusPages: Pick<StatusPages, 'impactOf'>;
  readonly communication: Pick<Communication, 'enqueue'>;
  readonly publicUrl: string;
}
