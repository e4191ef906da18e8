import type { Clock } from '../kernel/index.ts';
import { databaseMillis } from '../platform/clock-database.ts';
import type { Config } from '../platform/config/index.ts';
import { type Database, isConnectionLost } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import {
  counter,
  gauge,
  isOnTime,
  type Metrics,
  secondsOverdue,
  type Waiting,
} from '../platform/telemetry/index.ts';

/** Looks for work that fell through (a subject without its wake-up, something overdue), repairs it, and says how often. */
export interface WatchdogCheck {
  readonly name: string;
  /** What it recovers pages nobody: the heartbeat does not stop for it. */
  readonly pagesNobody?: true;
  /** @returns how many subjects it had to repair: 0 on a good day */
  run(): Promise<number>;
}

export interface Watchdog {
  /** One round of every check, and of the comparison of clocks. */
  run(): Promise<void>;
  /** A round at least each minute, until `stop`. */
  start(): { stop(): void };
}

const EVERY_MS = 60_000;
/** Each round comes up to this much earlier, by chance: processes that were started together do not stay together. */
const EARLIER_MS = 10_000;
/** The watchman outside has this long to answer. */
const HEARTBEAT_LIMIT_MS = 10_000;
/** Beyond this, "within 15 min" would be measured differently by different processes (design §5). */
const CLOCK_TOLERANCE_MS = 2_000;

/** A database that is away is not a fault of ours, and told where it is noticed. */
const levelOf = (error: unknown) => (isConnectionLost(error) ? 'warn' : 'error');

/** The pager's own watchman, on every worker (design §5). */
export function createWatchdog(options: {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly checks: readonly WatchdogCheck[];
  readonly waiting: () => Promise<readonly Waiting[]>;
  readonly config: Pick<Config, 'heartbeatUrl'>;
}): Watchdog {
  const { clock, database, log, metrics, checks, waiting } = options;
  const { heartbeatUrl } = options.config;
  const repaired = counter(metrics, 'tocsin_watchdog_repairs_total', 'Subjects the watchdog recovered', [
    'check',
  ]);
  const overdue = gauge(
    metrics,
    'tocsin_work_overdue_seconds',
    'How long the oldest due work has been waiting',
    ['what'],
  );
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
    // What waits is measured before it is repaired: a round that had to repair was not well.
    let well = await measure();
    for (const check of checks) {
      try {
        const count = await check.run();
        if (count === 0) continue;
        if (check.pagesNobody !== true) well = false;
        repaired.inc({ check: check.name }, count);
        log.warn({ check: check.name, count }, 'the watchdog recovered overdue work');
      } catch (err) {
        well = false;
        log[levelOf(err)]({ err, check: check.name }, 'a watchdog check failed');
      }
    }
    if (well && heartbeatUrl !== undefined) await beat(heartbeatUrl);
  }

  /** @returns whether everything was done when it was due */
  async function measure(): Promise<boolean> {
    try {
      const now = clock.now();
      const works = await waiting();
      for (const work of works) overdue.set({ what: work.what }, secondsOverdue(work, now));
      return works.every((work) => work.pagesNobody === true || isOnTime(work, now));
    } catch (err) {
      log[levelOf(err)]({ err }, 'failed to measure pending work');
      return false;
    }
  }

  /** Only says so when the watchman cannot be reached: its silence is what tells people. */
  async function beat(url: string): Promise<void> {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(HEARTBEAT_LIMIT_MS) });
      await response.body?.cancel();
      if (!response.ok)
        log.warn({ status: response.status }, `heartbeat endpoint answered ${response.status}`);
    } catch (err) {
      log.warn({ err }, 'heartbeat endpoint unreachable');
    }
  }

  return {
    run,
    start() {
      let running = false;
      let timer: NodeJS.Timeout;
      const round = () => {
        timer = setTimeout(round, EVERY_MS - Math.random() * EARLIER_MS);
        // A database that hangs must not gather rounds.
        if (running) return;
        running = true;
        void run().finally(() => {
          running = false;
        });
        compareClocks().catch((err: unknown) => log.warn({ err }, 'failed to compare clocks'));
      };
      round();
      return { stop: () => clearTimeout(timer) };
    },
  };
}
