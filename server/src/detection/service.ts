import type { Audit, Directory } from '../directory/index.ts';
import type { TaskHandler } from '../jobs/index.ts';
import { type Clock, Fault, type Instant, notFound, plusSeconds, type Viewer } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log/index.ts';
import type { Policy } from '../policy/index.ts';
import { askedWords } from './asked.ts';
import { type Change, Changes } from './changes/index.ts';
import { Checks, type ProbePorts } from './checks/index.ts';
import { DrillAlerts } from './drill-alerts.ts';
import { armExpiry, expiryTasks, repairExpiry } from './expiry.ts';
import { followLater, moveAlertsLater, resolvedNow } from './follow.ts';
import { beginForgetting, forgetTasks } from './forget-payloads.ts';
import { Heartbeats } from './heartbeats/index.ts';
import { IgnoredCounter } from './ignored.ts';
import { Ingest } from './ingest.ts';
import { Integrations } from './integrations.ts';
import type { IntegrationKind, IntegrationRef, RawPayload, Signal, SignalOutcome } from './model.ts';
import { OwnAlerts } from './own-alerts.ts';
import { acceptPaired } from './pair-by-title.ts';
import type {
  AlertNames,
  EmitDetection,
  HiddenIncidents,
  IncidentStates,
  LockFamily,
  TellAdministrators,
} from './ports.ts';
import { detectionTasks, repairPending, resumePending } from './process.ts';
import { alertReads } from './service-read.ts';
import { type Silence, Silences } from './silences/index.ts';
import {
  type Alert,
  type AlertFilter,
  type AlertPage,
  findAlertByKey,
  type Payload,
} from './store-alerts.ts';
import { type Ignored, ignoredByIntegration } from './store-ignored.ts';
import { attachAlerts } from './store-process.ts';

export interface DetectionPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly audit: Audit;
  readonly directory: Pick<Directory, 'facts'>;
  /** The policy that is in force. */
  readonly policy: (reader: Reader) => Promise<Policy>;
  readonly emit: EmitDetection;
  readonly incidents: IncidentStates;
  readonly hiddenIncidents: HiddenIncidents;
  readonly lockFamily: LockFamily;
  readonly tellAdministrators: TellAdministrators;
  /** What built-in checks look with. */
  readonly probes: Omit<ProbePorts, 'clock'>;
  readonly connectorExists: (reader: Reader, id: string) => Promise<boolean>;
  /** How long payloads are kept as received after their alert has ended. */
  readonly payloadDays: number;
  /**
   * Least time between two wake-ups of processing, in milliseconds; default 0. The first alert is looked at at once; in a storm,
   * one look serves all alerts of this long, or else the looks would cost more than the alerts.
   */
  readonly wakeApartMs?: number | undefined;
}

/** What the front doors (inbound/) may do. */
export interface FrontDoor {
  /** The enabled integration of this kind behind a key. @throws when the database cannot be asked */
  byKey<K extends IntegrationKind>(
    kind: K,
    key: string,
  ): Promise<Extract<IntegrationRef, { kind: K }> | undefined>;
  /** The enabled integration behind a key, of whatever kind. @throws when the database cannot be asked */
  byAnyKey(key: string): Promise<IntegrationRef | undefined>;
  /**
   * Takes signals; resolves when they are on disk.
   * @returns per signal what became of it
   * @throws Fault `ingest_overloaded`, `ingest_unavailable`: the sender may send again
   */
  accept(
    integration: IntegrationRef,
    signals: readonly Signal[],
    payload: RawPayload,
  ): Promise<readonly SignalOutcome[]>;
  /** Counts what was no alert, and keeps why, so that it can be seen. @throws when the database cannot be asked */
  ignore(integration: IntegrationRef, reasons: readonly string[]): Promise<void>;
  /** Stores a change event. */
  recordChange(integration: IntegrationRef, change: Change, payload: RawPayload): Promise<void>;
}

/** What monitors may read back and set, each of what came through its own integration. */
export interface MonitorApis {
  readonly silences: Pick<Silences, 'list' | 'open' | 'get' | 'set' | 'expire'>;
  readonly heartbeats: Pick<Heartbeats, 'list' | 'get' | 'create' | 'change' | 'remove' | 'ping'>;
  readonly ownAlerts: Pick<
    OwnAlerts,
    'list' | 'ids' | 'count' | 'find' | 'numbers' | 'amend' | 'unacknowledge' | 'record' | 'request' | 'log'
  >;
}

/** An alert with what its monitor sent: first, and when it last changed. */
export interface AlertDetails {
  readonly alert: Alert;
  readonly payloads: readonly Payload[];
  /** The silences that cover it, the one that lasts longest first. */
  readonly silences: readonly Silence[];
  /** For how many days after the alert's end payloads are kept. */
  readonly payloadDays: number;
}

/** Detection as the chapters after it and the composition root use it. */
export interface Detection extends FrontDoor, MonitorApis {
  readonly integrations: Integrations;
  readonly tasks: Readonly<Record<string, TaskHandler>>;
  /** What each integration has ignored; those that never did are not in it. */
  ignored(): Promise<ReadonlyMap<string, Ignored>>;
  /** Ties alerts, and their groups, to the incident that was declared from them. */
  attach(tx: Tx, alertIds: readonly string[], incidentId: string): Promise<void>;
  /** Handlers of incidents' events. Changed: reopened, or of another severity. */
  incidentResolved(tx: Tx, incidentId: string, at: Instant): Promise<void>;
  incidentChanged(tx: Tx, incidentId: string, at: Instant): Promise<void>;
  incidentMerged(tx: Tx, incidentId: string, intoId: string, at: Instant): Promise<void>;
  /** The newest alerts of one incident, for chapters that decide by them in their own transaction. */
  alertsOf(
    reader: Reader,
    filter: Pick<AlertFilter, 'incidentId' | 'ids' | 'status'>,
    limit: number,
  ): Promise<readonly Alert[]>;
  /** An alert is over in its monitor, which was asked because it sends no word: as if it had sent one. */
  resolveAsked(alert: Pick<Alert, 'integrationId' | 'dedupKey' | 'title' | 'labels'>): Promise<void>;
  /** An alert that is over here fires in its monitor, which was asked because it sends no word: as if it had sent one. */
  triggerAsked(alertId: string, startsAt: Instant | null): Promise<void>;
  alerts(filter: AlertFilter, limit: number, viewer: Viewer): Promise<AlertPage>;
  /** @throws Fault `not_found`, also for an alert of an incident that the viewer may not see */
  alert(id: string, viewer: Viewer): Promise<AlertDetails>;
  alertCounts(reader: Reader, incidentId: string): Promise<{ total: number; firing: number }>;
  /** Names of all integrations by id, removed ones too: old alerts show where they came from. */
  integrationNames(reader: Reader): Promise<ReadonlyMap<string, string>>;
  /** Names of systems and integrations as of now, and of the incidents of these alerts, for showing them. */
  alertNames(alerts: readonly Alert[]): Promise<AlertNames>;
  /** What Tocsin looks at itself. Their tasks are apart: a slow host must not hold up alerts. */
  readonly checks: Checks;
  /** What the scenario of a drill lets a monitor say. */
  readonly drillAlerts: DrillAlerts;
  /** What has changed lately: deployments, releases, flags. */
  readonly changes: Changes;
  /** Sends an alert through the same way as a monitor's; it is real: it opens an incident and pages. */
  sendTest(integrationId: string, test: TestAlert, viewer: Viewer): Promise<Alert>;
  /** For a process that starts: begins the daily removal of old payloads, and wakes the processing of alerts that wait. */
  begin(): Promise<void>;
  /** For the watchdog: gives alerts that have lost their wake-up another. @returns how many there were */
  repair(): Promise<number>;
  /** Resolves once everything accepted so far has been answered. */
  drain(): Promise<void>;
}

/** What should have been looked at this long ago has lost its wake-up. */
const OVERDUE_SECONDS = 30;

interface TestAlert {
  readonly title: string;
  readonly severity: string;
  /** Beside those of every test: what routes it to a system. */
  readonly labels: Readonly<Record<string, string>>;
}

export function createDetection(ports: DetectionPorts): Detection {
  const { clock, database, log } = ports;
  const { db } = database;
  const ingest = new Ingest({ pool: database.pool, clock, wakeApartMs: ports.wakeApartMs });
  const integrations = new Integrations({
    clock,
    database,
    audit: ports.audit,
    systemExists: async (reader, id) =>
      (await ports.directory.facts(reader)).systems.get(id)?.archived === false,
  });
  const touching = new Set<Promise<void>>();
  const touch = (id: string): void => {
    const touched = integrations
      .touch(id)
      .catch((err: unknown) =>
        log.warn({ err, integration: id }, 'failed to record the last use of an integration'),
      )
      .finally(() => touching.delete(touched));
    touching.add(touched);
  };
  const ignored = new IgnoredCounter(db, clock);
  const silences = new Silences(ports);
  const heartbeats = new Heartbeats(ports);
  const checks = new Checks(ports);
  const changes = new Changes(ports);
  const detection: Detection = {
    integrations,
    ignored: () => ignoredByIntegration(db),
    ...{ checks, silences, heartbeats, ownAlerts: new OwnAlerts(ports), drillAlerts: new DrillAlerts(ports) },
    tasks: {
      ...{ ...detectionTasks(ports), ...forgetTasks(ports), ...expiryTasks(ports) },
      ...{ ...silences.tasks(), ...heartbeats.tasks() },
    },
    begin: async () => {
      await beginForgetting(ports);
      await resumePending(ports);
    },
    byKey: (kind, key) => integrations.byKey(kind, key),
    byAnyKey: (key) => integrations.byAnyKey(key),
    accept: async (integration, signals, payload) => {
      const outcomes = await acceptPaired(db, integration.id, signals, (all) =>
        ingest.accept(integration.id, all, payload),
      );
      if (signals.some(({ expiresAt }) => expiresAt !== undefined)) await armExpiry(ports, integration.id);
      touch(integration.id);
      return outcomes;
    },
    // Not touched: when an integration was last used is when an alert last came.
    ignore: (integration, reasons) => ignored.add(integration.id, reasons),
    changes,
    recordChange: async (integration, change, payload) => {
      await changes.report(integration, change, payload);
      touch(integration.id);
    },
    ...askedWords(ports, ingest, integrations),
    attach: attachAlerts,
    incidentResolved: resolvedNow,
    incidentChanged: followLater,
    incidentMerged: moveAlertsLater,
    ...alertReads(ports),
    sendTest: async (integrationId, test, viewer) => {
      const integration = await integrations.get(integrationId);
      if (!integration.enabled)
        throw new Fault(
          'conflict',
          'integration_disabled',
          `Integration ${integrationId} is turned off. Turn it on first.`,
        );
      const signal = testSignal(newId(clock), test, integration.name);
      const body = Buffer.from(JSON.stringify({ test: true, sentBy: viewer.actor, ...signal }, null, 2));
      await ingest.accept(integration.id, [signal], { contentType: 'application/json', body });
      const alert = await findAlertByKey(db, integration.id, signal.dedupKey);
      if (alert === undefined) throw notFound('alert of this test');
      // It may have joined an incident by now.
      const hidden = await ports.hiddenIncidents(db, viewer);
      return hidden.includes(alert.incidentId ?? '') ? { ...alert, incidentId: null } : alert;
    },
    repair: async () => {
      const before = plusSeconds(clock.now(), -OVERDUE_SECONDS);
      const missed = [silences, heartbeats, checks].map((each) => each.repair(before));
      missed.push(repairExpiry(ports, before));
      const counts = await Promise.all([repairPending(ports), ...missed]);
      return counts.reduce((sum, each) => sum + each, 0);
    },
    drain: async () => {
      await ingest.drain();
      await Promise.all(touching);
    },
  };
  return detection;
}

function testSignal(id: string, test: TestAlert, integrationName: string): Signal {
  return {
    action: 'trigger',
    dedupKey: `tocsin-test-${id}`,
    title: test.title,
    description: `A test of the integration "${integrationName}", sent from Tocsin itself.`,
    severity: test.severity,
    source: 'tocsin',
    labels: { alertname: 'TocsinTest', severity: test.severity, ...test.labels, test: 'true' },
    links: [],
  };
}
