import type { Channel } from '../communication/index.ts';
import { dueJobsRunner, type TaskGroup, type Workers } from '../jobs/index.ts';
import { type Accounts, checkSecret } from '../platform/auth/index.ts';
import { type AppServer, type DeclaredRoute, serveWeb } from '../platform/http/index.ts';
import type { Log } from '../platform/log/index.ts';
import { createMetrics, type Metrics } from '../platform/telemetry/index.ts';
import type { StatusPages } from '../statuspage/index.ts';
import { chaptersOf } from './chapters.ts';
import type { ConfigApplier } from './config-apply/service.ts';
import { startJobs } from './jobs.ts';
import { audienceOfEvents } from './live.ts';
import type { BuildOptions } from './options.ts';
import { createPlatformServer, frontDoors } from './server.ts';
import { keepStatusPagesFresh, statusHost } from './statuspage.ts';
import type { Emit } from './subscriptions.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';
import { createServices } from './wire.ts';

export interface App {
  readonly server: AppServer;
  readonly routes: readonly DeclaredRoute[];
  readonly emit: Emit;
  readonly accounts: Accounts;
  /** Applies and writes org.yaml. */
  readonly config: ConfigApplier;
  /** The public pages as this process shows them. */
  readonly statusPages: Pick<StatusPages['live'], 'refresh' | 'settled'>;
  readonly metrics: Metrics;
  readonly watchdog: Watchdog;
  readonly taskGroups: readonly TaskGroup[];
  /** Wakes what is done once a day, and alerts that wait; by every process that takes jobs, at its start. */
  beginHousekeeping(): Promise<void>;
  /** Starts taking jobs; used by every role but `api`. @param onPools see jobs/ */
  startWorkers(onPools?: (gone: readonly string[]) => Promise<void>): Promise<Workers>;
  /** Runs what is due now until nothing is (the harness's way to let time pass). */
  runDueJobs(): Promise<void>;
  /** Takes no further request and ends those under way: in order, or after 2 s at once. Once, however often it is asked. */
  stopServing(): Promise<void>;
  close(): Promise<void>;
}

/** The composition root: services, then what each chapter brings, put where it belongs. */
export async function build(options: BuildOptions): Promise<App> {
  const { config, clock, database, log } = options;
  await checkSecret(database, config.secret);
  const metrics = createMetrics();
  const services = createServices(options, metrics);
  warnOfSilence(services.channels, log);
  const chapters = chaptersOf({ config, clock, database, log, metrics, services });
  const all = <T>(of: (chapter: (typeof chapters)[number]) => readonly T[] | T | undefined): T[] =>
    chapters.flatMap((chapter) => of(chapter) ?? []);

  for (const owner of all(({ messages }) => messages)) services.owners.add(owner);
  const taskGroups = all(({ tasks }) => tasks);
  const waiting = async () => (await Promise.all(all(({ backlog }) => backlog?.()))).flat();
  const { server, routes, live, stopServing } = await createPlatformServer(options, metrics, {
    accounts: services.accounts,
    waiting,
    doors: frontDoors({ door: services.detection, apis: { ...services.detection, clock }, log, metrics }),
    audienceOf: audienceOfEvents(database.db, services.incidents.incidents),
    addressFor: statusHost(services.statusPages),
  });
  for (const serve of all((chapter) => chapter.routes)) serve(server);
  await serveWeb(server);
  const stopRefreshing = keepStatusPagesFresh(services.statusPages, live, log);

  return {
    server,
    routes,
    emit: services.emit,
    accounts: services.accounts.service,
    config: services.config,
    statusPages: services.statusPages.live,
    metrics,
    watchdog: createWatchdog({ ...options, metrics, checks: all(({ watch }) => watch), waiting }),
    taskGroups,
    beginHousekeeping: async () => {
      for (const begin of all((chapter) => chapter.begin)) await begin();
    },
    startWorkers: (onPools) => startJobs(database, taskGroups, log, onPools),
    runDueJobs: dueJobsRunner(database.pool, taskGroups, log),
    stopServing,
    close: async () => {
      stopRefreshing();
      await stopServing();
      for (const drain of all((chapter) => chapter.drain)) await drain();
    },
  };
}

/** Somebody who starts Tocsin without a way to send reads so at once, not when the first page does not come. */
function warnOfSilence(channels: ReadonlyMap<string, Channel>, log: Log): void {
  for (const { kind, missing } of channels.values())
    if (missing !== null)
      log.warn({ channel: kind, missing }, 'a channel is not configured: nothing is sent by it');
}
