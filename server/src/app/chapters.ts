import { detectionRoutes, oldestHeld, oldestPending } from '../detection/index.ts';
import { escalationRoutes } from '../escalation/index.ts';
import {
  connectorRoutes,
  errorRoutes,
  fileRoutes,
  investigationRoutes,
  signalRoutes,
} from '../investigation/index.ts';
import { queueState, type TaskGroup, type TaskHandler } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import { onCallRoutes } from '../oncall/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Metrics } from '../platform/telemetry/index.ts';
import { policyRoutes } from '../policy/index.ts';
import { questionRoutes, resolutionRoutes } from '../resolution/index.ts';
import { incidentRoomRoutes, roomRoutes } from '../rooms/index.ts';
import { incidentRunbookRoutes, runbookRoutes } from '../runbooks/index.ts';
import { createSystemMap, systemMapRoutes } from '../systemmap/index.ts';
import { taskRoutes } from '../tasks/index.ts';
import { audienceRoutes, updateRoutes } from '../updates/index.ts';
import type { Chapter } from './chapter.ts';
import { wireCommunication } from './communication.ts';
import { configRoutes } from './config-apply/routes.ts';
import { serveDirectory } from './directory.ts';
import { insightsChapter } from './insights.ts';
import { mailboxChapter } from './mailbox.ts';
import { preparationChapter } from './preparation.ts';
import { wireReadiness } from './readiness.ts';
import { reportsChapter } from './reports.ts';
import { reviewsChapter } from './reviews.ts';
import { authorNames } from './runbooks.ts';
import type { Services } from './services.ts';
import { statuspageChapter } from './statuspage.ts';
import { webhooksChapter } from './webhooks.ts';
import { writeBackChapter } from './writeback.ts';

interface Parts {
  readonly config: Pick<Config, 'publicUrl'>;
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly services: Services;
}

/** Everything there is, in the order in which it is served, watched and ended. A new chapter is a line here. */
export const chaptersOf = ({
  config: { publicUrl },
  clock,
  database,
  log,
  metrics,
  services,
}: Parts): readonly Chapter[] => {
  const { accounts, communication, detection, escalation, incidents, onCall, policies } = services;
  const { updates } = services;
  const ports = { ...services, clock, database, log, metrics, publicUrl, incidents: incidents.incidents };
  return [
    {
      name: 'accounts',
      routes: accounts.routes,
      tasks: [accounts.tasks],
      drain: accounts.close,
    },
    { name: 'config', routes: configRoutes(services.config) },
    { name: 'policy', routes: policyRoutes(policies) },
    { name: 'directory', routes: serveDirectory(ports) },
    { name: 'readiness', routes: wireReadiness({ ...ports, db: database.db }) },
    { name: 'systemmap', routes: systemMapRoutes(createSystemMap(ports)) },
    preparationChapter(services, ports),
    { name: 'oncall', routes: onCallRoutes(onCall, clock) },
    {
      name: 'detection',
      routes: detectionRoutes(detection, publicUrl),
      tasks: [
        two('detection', detection.tasks),
        { name: 'checks', concurrency: 4, tasks: detection.checks.tasks() },
      ],
      watch: { name: 'alerts', run: detection.repair },
      backlog: async () => [
        { what: 'alerts', since: await oldestPending(database.db, clock.now()) },
        { what: 'held alerts', since: await oldestHeld(database.db, clock.now()), aside: true },
      ],
      begin: detection.begin,
      drain: detection.drain,
    },
    {
      name: 'incidents',
      routes: incidents.routes,
      tasks: [two('incidents', incidents.tasks)],
      begin: incidents.begin,
    },
    {
      name: 'escalation',
      routes: escalationRoutes(escalation),
      tasks: [escalation.tasks()],
      messages: escalation.messageOwners(),
      watch: { name: 'escalation', run: () => escalation.watch() },
      backlog: async () => {
        const { page, step, news } = await escalation.oldestDue();
        return [
          { what: 'pages', since: page },
          { what: 'steps', since: step },
          { what: 'news', since: news },
        ];
      },
    },
    ...beside(services),
    following(services),
    {
      name: 'updates',
      routes: (server) => {
        updateRoutes(updates)(server);
        audienceRoutes(services.audiences, services.leaveLinks)(server);
      },
      tasks: [updates.tasks()],
      messages: updates.messageOwners(),
      watch: { name: 'updates', run: () => updates.watch() },
      backlog: async () => [{ what: 'updates', since: await updates.oldestDue() }],
    },
    reportsChapter(services, ports),
    statuspageChapter(services),
    ...responding(services, publicUrl, () => authorNames(ports)),
    reviewsChapter(services),
    insightsChapter(services),
    mailboxChapter(services, ports),
    webhooksChapter(services.webhooks),
    {
      name: 'communication',
      ...wireCommunication(ports),
      tasks: communication.taskGroups,
      messages: [communication.owner, services.contactTests.owner],
      watch: { name: 'messages', run: communication.repair },
      backlog: async () => [{ what: 'messages', since: await communication.oldestDue() }],
    },
    {
      name: 'jobs',
      backlog: async () => [
        { what: 'wake-ups', since: (await queueState(database.db, clock.now())).oldestDue },
      ],
    },
  ];
};

const two = (name: string, tasks: Readonly<Record<string, TaskHandler>>): TaskGroup => ({
  name,
  concurrency: 2,
  tasks,
});

/** Chat rooms that follow incidents. */
const following = ({ rooms, channels }: Services): Chapter => ({
  name: 'rooms',
  routes: (server) => {
    roomRoutes(rooms, channels)(server);
    incidentRoomRoutes(rooms, channels)(server);
  },
  tasks: [rooms.tasks(), rooms.own.tasks()],
  messages: [rooms.owner()],
  watch: { name: 'rooms', run: async () => (await rooms.repair()) + (await rooms.own.repair()) },
});

/** What responders look at, and what their monitors are told. */
const beside = (services: Services): readonly Chapter[] => [
  investigating(services),
  writeBackChapter(services),
];

/** What responders look at while they look for the cause. */
const investigating = (services: Services): Chapter => ({
  name: 'investigation',
  routes: (server) => {
    investigationRoutes(services.investigation)(server);
    connectorRoutes(services.connectors)(server);
    signalRoutes(services.signals)(server);
    errorRoutes(services.errors)(server);
    fileRoutes(services.files)(server);
  },
});

/** What guides those who respond, and what stands in front of the end. */
const responding = (
  services: Services,
  publicUrl: string,
  names: () => ReturnType<typeof authorNames>,
): readonly Chapter[] => [
  {
    name: 'runbooks',
    routes: (server) => {
      incidentRunbookRoutes(services.runbooks)(server);
      runbookRoutes(services.repository, names)(server);
    },
    // A database that does not answer keeps its checks waiting, and nothing else.
    tasks: [
      two('runbooks', services.runbooks.tasks()),
      two('runbook-checks', services.runbooks.checkTasks()),
    ],
  },
  {
    name: 'tasks',
    routes: taskRoutes(services.tasks),
    tasks: [services.tasks.tasks()],
    messages: [services.tasks.owner()],
    watch: { name: 'tasks', run: services.tasks.watch },
    backlog: async () => [{ what: 'tasks', since: await services.tasks.oldestDue() }],
  },
  {
    name: 'resolution',
    routes: (server) => {
      resolutionRoutes(services.resolution)(server);
      questionRoutes(services.questions, publicUrl)(server);
    },
    messages: [services.questions.owner()],
  },
];
