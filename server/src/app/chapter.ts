import type { MessageOwner } from '../communication/index.ts';
import type { TaskGroup } from '../jobs/index.ts';
import type { Routes } from '../platform/http/index.ts';
import type { Waiting } from '../platform/telemetry/index.ts';
import type { WatchdogCheck } from './watchdog.ts';

/**
 * What a chapter brings into a process. Everything but the name is left out where there is none. Events are not here:
 * who hears which of them, and in what order, stands in one list (subscriptions.ts).
 */
export interface Chapter {
  readonly name: string;
  readonly routes?: Routes;
  readonly tasks?: readonly TaskGroup[];
  /** The messages that it answers for. */
  readonly messages?: readonly MessageOwner[];
  /** Looks each minute for work that has fallen through. */
  readonly watch?: WatchdogCheck;
  /** What waits to be done, for /readyz, the metrics and the heartbeat. */
  readonly backlog?: () => Promise<readonly Waiting[]>;
  /** Once per start, in processes that take jobs. */
  readonly begin?: () => Promise<void>;
  /** At the end, when no further request is taken: finishes what is under way and lets go of what it holds. */
  readonly drain?: () => Promise<void>;
}
