import type { Clock } from '../kernel/index.ts';
import { databaseMillis } from '../platform/clock-database.ts';
import type { Database } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import { counter, gauge, type Metrics } from '../platform/telemetry/index.ts';

/** Looks for work that fell through (a subject without its wake-up, something overdue), repairs it, and says how often. */
export interface WatchdogCheck {
  readonly name: string;
  /** @returns how many subjects it had to repair: 0 on a good day */
  run(): Promise<number>;
}

export interface Watchdog {
  /** One round of every check, and of the comparison of clocks. */
  run(): Promise<void>;
  /** A round each minute, until `stop`. */
  start(): { stop(): void };
}

const EVERY_MS = 60_000;
/** Beyond this, "within 15 min" would be measured differently by different processes (design §5). */
const CLOCK_TOLERANCE_MS = 2_000;

/** The pager's own watchman, on every worker (design §5). */
export function createWatchdog(options: {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly checks: readonly WatchdogCheck[];
}): Watchdog {
  const { clock, database, log, metrics, checks } = options;
  const repaired = counter(metrics, 'tocsin_watchdog_repairs_total', 'Subjects the watchdog had to repair', [
    'check',
  ]);
  const skew = gauge(metrics, 'tocsin_clock_skew_seconds', "This process's clock minus the database's");

  async function compareClocks(): Promise<void> {
    const before = clock.now().epochMilliseconds;
    const theirs = await databaseMillis(database.db);
    const after = clock.now().epochMilliseconds;
    const off = (before + after) / 2 - theirs;
    skew.set(off / 1000);
    if (Math.abs(off) > CLOCK_TOLERANCE_MS)
      log.warn(
        { skewMs: Math.round(off) },
        "this machine's clock and the database's differ by more than 2 s: check NTP",
      );
  }

  async function run(): Promise<void> {
    for (const check of checks) {
      try {
        const count = await check.run();
        if (count === 0) continue;
        repaired.inc({ check: check.name }, count);
        log.warn({ check: check.name, count }, 'the watchdog repaired work that had fallen through');
      } catch (err) {
        log.error({ err, check: check.name }, 'a watchdog check failed');
      }
    }
  }

  return {
    run,
    start() {
      const round = () => {
        void run();
        compareClocks().catch((err: unknown) => log.warn({ err }, 'could not compare clocks'));
      };
      round();
      const timer = setInterval(round, EVERY_MS);
      return { stop: () => clearInterval(timer) };
    },
  };
}
