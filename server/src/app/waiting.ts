import type { Communication } from '../communication/index.ts';
import { oldestPending } from '../detection/index.ts';
import type { Escalation } from '../escalation/index.ts';
import { queueState } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Waiting } from '../platform/telemetry/index.ts';

interface Working {
  readonly clock: Clock;
  readonly database: Database;
  readonly communication: Pick<Communication, 'oldestDue'>;
  readonly escalation: Pick<Escalation, 'oldestDue'>;
}

/**
 * What waits to be done, for /readyz, the metrics and the heartbeat. Asked of the chapters' own tables: of a job that
 * fails over and over the queue knows only when it will be tried next.
 */
export const whatWaits =
  ({ clock, database, communication, escalation }: Working) =>
  async (): Promise<readonly Waiting[]> => {
    const { page, step, news } = await escalation.oldestDue();
    return [
      { what: 'alerts', since: await oldestPending(database.db, clock.now()) },
      { what: 'pages', since: page },
      { what: 'steps', since: step },
      { what: 'news', since: news },
      { what: 'messages', since: await communication.oldestDue() },
      { what: 'wake-ups', since: (await queueState(database.db, clock.now())).oldestDue },
    ];
  };
