import type { Clock } from '../kernel/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';

/** What a process is built with. */
export interface BuildOptions {
  readonly config: Config & { readonly secret: string };
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  /** See detection/service.ts; not under a clock that stands still. */
  readonly wakeApartMs?: number;
}
