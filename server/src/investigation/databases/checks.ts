import type { CheckResult, DatabaseCheck } from '../../runbooks/index.ts';
import { disk } from './decide-disk.ts';
import { locks } from './decide-locks.ts';
import { pools } from './decide-pools.ts';
import { replication } from './decide-replication.ts';
import { slowQueries } from './decide-slow.ts';
import { type Answers, above, type Limits } from './decide-words.ts';

interface BuiltIn {
  readonly read: (answers: Answers, limits: Limits) => CheckResult;
  /** What counts when a runbook says nothing else: percent, seconds, seconds, gigabytes, seconds. */
  readonly limits: Limits;
}

/** The five checks of the runbook's database issues (TYP-1). */
export const BUILT_IN: Readonly<Record<DatabaseCheck, BuiltIn>> = {
  pools: { read: pools, limits: { look: above(80), bad: above(95) } },
  slow_queries: { read: slowQueries, limits: { look: above(5), bad: above(60) } },
  locks: { read: locks, limits: { look: above(0), bad: above(10) } },
  disk: { read: disk, limits: { look: null, bad: null } },
  replication: { read: replication, limits: { look: above(10), bad: above(60) } },
};
