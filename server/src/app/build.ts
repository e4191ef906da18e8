import { createChannels } from '../channels/index.ts';
import { type Channel, createAckLinks, createMessageOwners } from '../communication/index.ts';
import { detectionRoutes } from '../detection/index.ts';
import { type Escalation, escalationEntries, escalationRoutes } from '../escalation/index.ts';
import { type InboundPorts, inboundRoutes } from '../inbound/index.ts';
import { createIncidentsChapter, createRegistry, incidentEntries } from '../incidents/index.ts';
import { dueJobsRunner, migrateJobs, startWorkers, type TaskGroup, type Workers } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import { OnCall, onCallRoutes } from '../oncall/index.ts';
import { type Accounts, checkSecret, createAudit } from '../platform/auth/index.ts';
import type { Config } from '../platform/config/index.ts';
import { CONNECTIONS, type Database, migrate, openDatabase } from '../platform/db/index.ts';
import {
  type AppServer,
  createServer,
  type DeclaredRoute,
  type Routes,
  serveWeb,
} from '../platform/http/index.ts';
import { createLiveHub, streamRoutes } from '../platform/live/index.ts';
import type { Log } from '../platform/log/index.ts';
import {
  createMetrics,
  healthRoutes,
  type Metrics,
  metricsRoutes,
  observeRequests,
  type Waiting,
} from '../platform/telemetry/index.ts';
import { createPolicies, installShippedPolicy, policyRoutes } from '../policy/index.ts';
import { wireAccounts } from './accounts.ts';
import { accountMail, wireCommunication } from './communication.ts';
import { wireCommunicationRoutes } from './communication-routes.ts';
import { configRoutes } from './config-apply/routes.ts';
import type { ConfigApplier } from './config-apply/service.ts';
import { wireConfig } from './config-apply/wire.ts';
import { wireDetection } from './detection.ts';
import { serveDirectory, wireDirectory } from './directory.ts';
import { incidentUrl, wireEscalation } from './escalation.ts';
import { policyPorts } from './policy-facts.ts';
import { wireReadiness } from './readiness.ts';
import { openingLinks } from './sealed-links.ts';
import { createEmit, type Emit, type Subscriptions, subscribe } from './subscriptions.ts';
import { whatWaits } from './waiting.ts';
import { createWatchdog, type Watchdog, type WatchdogCheck } from './watchdog.ts';

export interface BuildOptions {
  readonly config: Config & { readonly secret: string };
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  /** See detection/service.ts; not under a clock that stands still. */
  readonly wakeApartMs?: number;
}

export interface App {
  readonly server: AppServer;
  readonly routes: readonly DeclaredRoute[];
  readonly emit: Emit;
  readonly accounts: Accounts;
  /** Applies and writes org.yaml. */
  readonly config: ConfigApplier;
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

/** Brings a database up to date: our migrations, then the queue's, then version 1 of the policy. */
export async function prepareDatabase({
  clock,
  database,
  log,
}: Pick<BuildOptions, 'clock' | 'database' | 'log'>): Promise<void> {
  const client = await database.pool.connect();
  try {
    const applied = await migrate(client, clock);
    if (applied.length > 0) log.info({ applied }, 'schema brought up to date');
  } finally {
    client.release();
  }
  await migrateJobs(database.pool, log);
  await installShippedPolicy(database, clock);
}

/** The composition root: every chapter is made and wired here, and nowhere else. */
export async function build(options: BuildOptions): Promise<App> {
  const { config, clock, database, log } = options;
  await checkSecret(database, config.secret);
  const metrics = createMetrics();
  let subscriptions: Subscriptions;
  let escalation: Escalation;
  const emit = createEmit(() => subscriptions);
  const audit = createAudit(clock);
  const taskGroups: TaskGroup[] = [];
  const checks: readonly WatchdogCheck[] = [
    { name: 'alerts', run: () => detection.repair() },
    { name: 'messages', run: () => communication.repair() },
    { name: 'escalation', run: () => escalation.watch() },
  ];

  const channels = openingLinks(createChannels({ ...config, from: config.mailFrom }), config.secret);
  warnOfSilence(channels, log);
  const directory = wireDirectory(clock, audit, channels, () => ({ ...told, policies, onCall }));
  const { facts, lock } = directory;
  const onCall = new OnCall({ db: database.db, clock, audit, directory: facts, lock });
  const policies = createPolicies({ database, clock, audit, ...policyPorts(directory, onCall, clock) });
  const detection = wireDetection({
    ...{ clock, database, log, audit, directory, policies, emit },
    after: () => ({ incidents: incidents.incidents, communication }),
    payloadDays: config.payloadDays,
    wakeApartMs: options.wakeApartMs,
    publicUrl: config.publicUrl,
  });
  const incidents = createIncidentsChapter({
    ...{ clock, emit, directory, policies },
    entries: createRegistry([incidentEntries, escalationEntries]),
    reader: database.db,
    transaction: database.transaction,
    alerts: detection,
    integrationNames: detection.integrationNames,
    previewReplan: (tx, incident, change) => escalation.preview(tx, incident, change),
    enqueue: (tx, drafts) => communication.enqueue(tx, drafts),
    incidentUrl: incidentUrl(config.publicUrl),
  });
  for (const [name, { tasks }] of Object.entries({ detection, incidents }))
    taskGroups.push({ name, concurrency: 2, tasks });
  const ports = { clock, database, directory, publicUrl: config.publicUrl };
  const owners = createMessageOwners();
  const communication = wireCommunication({
    ...ports,
    log,
    audit,
    metrics,
    channels,
    emit,
    owners,
  });
  const ackLinks = createAckLinks({ secret: config.secret, publicUrl: config.publicUrl, clock });
  taskGroups.push(...communication.taskGroups);
  const told = { ...ports, communication, ackLinks, incidents: incidents.incidents };
  escalation = wireEscalation({ ...told, onCall, policies, channels });
  taskGroups.push(escalation.tasks());
  for (const owner of escalation.messageOwners()) owners.add(owner);
  subscriptions = subscribe({ detection, incidents: incidents.handlers, escalation, owners });
  const sendMail = accountMail(communication, directory, config.secret);
  const accounts = wireAccounts({ ...options, directory, audit, sendMail, channels });
  taskGroups.push(accounts.tasks);
  const orgConfig = wireConfig({ database, clock, audit, directory, onCall, detection, policies });

  const waiting = whatWaits({ ...ports, communication, escalation });
  const { server, routes, stopServing } = await platformServer(options, metrics, {
    accounts,
    waiting,
    doors: frontDoors({ door: detection, log, metrics }),
  });
  configRoutes(orgConfig)(server);
  policyRoutes(policies)(server);
  serveDirectory({ ...ports, policies, onCall })(server);
  wireReadiness({ db: database.db, clock, policies, directory, onCall, channels })(server);
  onCallRoutes(onCall, clock)(server);
  detectionRoutes(detection, config.publicUrl)(server);
  incidents.routes(server);
  escalationRoutes(escalation)(server);
  wireCommunicationRoutes({ ...told, channels, escalation })(server);
  await serveWeb(server);

  return {
    server,
    routes,
    emit,
    accounts: accounts.service,
    config: orgConfig,
    metrics,
    watchdog: createWatchdog({ ...options, metrics, checks, waiting }),
    taskGroups,
    beginHousekeeping: async () => void (await Promise.all([detection.begin(), incidents.begin()])),
    startWorkers: (onPools) => startJobs(database, taskGroups, log, onPools),
    runDueJobs: dueJobsRunner(database.pool, taskGroups, log),
    stopServing,
    close: async () => {
      await stopServing();
      await detection.drain();
      for (const part of [accounts, ...channels.values()]) await part.close();
    },
  };
}

const frontDoors =
  (ports: InboundPorts): Routes =>
  (own) => {
    observeRequests(own, ports.metrics);
    inboundRoutes(ports)(own);
  };

/** Somebody who starts Tocsin without a way to send reads so at once, not when the first page does not come. */
function warnOfSilence(channels: ReadonlyMap<string, Channel>, log: Log): void {
  for (const { kind, missing } of channels.values())
    if (missing !== null)
      log.warn({ channel: kind, missing }, 'a channel is not set up: nobody is paged by it');
}

/** What is answered within this time at the end gets its answer; a client that reads slowly must not hold up the rest. */
const LAST_ANSWERS_MS = 2_000;

type Accounting = ReturnType<typeof wireAccounts>;

/** The server with what every deployment has, whatever the chapters add: health, metrics, live stream, accounts. */
async function platformServer(
  { config, clock, database, log }: BuildOptions,
  metrics: Metrics,
  {
    accounts,
    waiting,
    doors,
  }: { accounts: Accounting; waiting: () => Promise<readonly Waiting[]>; doors: Routes },
) {
  const { server, routes } = await createServer({
    log,
    authenticate: accounts.authenticate,
    trustedProxies: config.trustedProxies,
    doors,
  });
  const live = await createLiveHub(database.url, log);
  observeRequests(server, metrics);
  metricsRoutes(metrics)(server);
  healthRoutes({
    clock,
    ping: () => database.ping(),
    waiting,
  })(server);
  streamRoutes(live, accounts.authenticate)(server);
  accounts.routes(server);
  server.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, () =>
    server.swagger(),
  );
  const stop = async () => {
    const limit = setTimeout(() => server.server.closeAllConnections(), LAST_ANSWERS_MS);
    await server.close();
    clearTimeout(limit);
    await live.close();
  };
  let stopped: Promise<void> | undefined;
  const stopServing = () => {
    stopped ??= stop();
    return stopped;
  };
  return { server, routes, stopServing };
}

/** Of the queue's connections, beside the one of each group that listens. */
const LEAST_WORKING = 4;

/**
 * The queue gets connections of its own, beside those that the jobs themselves work with: a burst of busy jobs must not
 * keep the queue from taking the next one.
 */
async function startJobs(
  database: Database,
  groups: readonly TaskGroup[],
  log: Log,
  onPools: ((gone: readonly string[]) => Promise<void>) | undefined,
): Promise<Workers> {
  const onError = (err: Error) => log.warn({ err }, 'a database connection of the queue broke');
  if (groups.length + LEAST_WORKING > CONNECTIONS.queue)
    throw new Error(`${groups.length} groups of workers need more connections than CONNECTIONS.queue has.`);
  const queue = openDatabase(database.url, {
    max: CONNECTIONS.queue,
    name: 'tocsin-jobs',
    onError,
    short: true,
  });
  const workers = await startWorkers(queue.pool, groups, log, onPools);
  return {
    poolIds: workers.poolIds,
    stop: async () => {
      await workers.stop();
      await queue.close();
    },
  };
}
