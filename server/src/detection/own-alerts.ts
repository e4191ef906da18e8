import { wakeAt } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { Severity } from '../policy/index.ts';
import { nameAlerts } from './decide-group.ts';
import { indexable } from './ingest.ts';
import type { EmitDetection } from './ports.ts';
import { type Alert, type AlertFilter, type AlertPage, listAlerts } from './store-alerts.ts';
import {
  type Amendment,
  amendAlert,
  countOwn,
  type IdPage,
  lockAlert,
  newestAlertOfKey,
  ownAlert,
  ownIds,
  unacknowledgeAlert,
} from './store-own-alerts.ts';
import {
  alertNumbers,
  alertOfNumber,
  findRequest,
  type InboundRequest,
  insertRequest,
  requestsOf,
} from './store-requests.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The largest number that PostgreSQL's bigint holds has 19 digits. */
const NUMBER = /^\d{1,18}$/;
/** Of an alert's log. */
const MOST_SHOWN = 500;

/** How a monitor names an alert of its own. */
export type NamedBy = 'id' | 'alias' | 'tiny';

export interface OwnAlertsPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly emit: EmitDetection;
}

/** What a monitor's API may read and change: only what came through the same integration. */
export class OwnAlerts {
  readonly #ports: OwnAlertsPorts;

  constructor(ports: OwnAlertsPorts) {
    this.#ports = ports;
  }

  /** Newest first. */
  async list(
    integrationId: string,
    filter: Pick<AlertFilter, 'status' | 'before' | 'ids'>,
    limit: number,
  ): Promise<AlertPage> {
    if (filter.ids?.length === 0) return { alerts: [], next: null };
    return listAlerts(this.#ports.database.db, { ...filter, integrationId }, [], limit);
  }

  /** Which there are, by their status alone. */
  ids(integrationId: string, status: AlertFilter['status'], page: IdPage): Promise<readonly string[]> {
    return ownIds(this.#ports.database.db, integrationId, status, page);
  }

  /** How many there are, counted no further than `most`. */
  count(integrationId: string, status: AlertFilter['status'], most: number): Promise<number> {
    return countOwn(this.#ports.database.db, integrationId, status, most);
  }

  /** By its key the open one, else the last one that had it. An id may also be that key: a sender that gave none has no other. */
  async find(integrationId: string, by: NamedBy, name: string): Promise<Alert | undefined> {
    const { db } = this.#ports.database;
    if (by === 'tiny') {
      const id = NUMBER.test(name) ? await alertOfNumber(db, integrationId, name) : undefined;
      return id === undefined ? undefined : ownAlert(db, integrationId, id);
    }
    const byId = by === 'id' && UUID.test(name) ? await ownAlert(db, integrationId, name) : undefined;
    return byId ?? newestAlertOfKey(db, integrationId, indexable(name));
  }

  /** The short numbers of these alerts of the integration, by id. */
  numbers(integrationId: string, alerts: readonly Alert[]): Promise<ReadonlyMap<string, string>> {
    const ids = alerts.map(({ id }) => id);
    return alertNumbers(this.#ports.database.db, integrationId, ids);
  }

  /**
   * Changes an open alert.
   * @param change what it says now, by what it said before
   * @returns whether it was open
   */
  amend(integrationId: string, id: string, change: (before: Alert) => Amendment): Promise<boolean> {
    const { clock, database } = this.#ports;
    return database.transaction(async (tx) => {
      const before = await lockAlert(tx, integrationId, id);
      if (before?.status !== 'firing') return false;
      const now = clock.now();
      const { pending } = await amendAlert(tx, id, change(before), now);
      if (pending) await wakeAt(tx, { task: 'detection.process', key: `amended:${id}`, runAt: now });
      await publishLive(tx, { topic: 'alert' });
      return true;
    });
  }

  /**
   * Nobody has it in hand in its monitor any more: its incident hears of it as of a new alert, which reaches whoever is at
   * work on it, or pages.
   * @returns whether it was open and acknowledged
   */
  unacknowledge(integrationId: string, id: string): Promise<boolean> {
    const { clock, database, emit } = this.#ports;
    return database.transaction(async (tx) => {
      const alert = await lockAlert(tx, integrationId, id);
      if (alert === undefined || !(await unacknowledgeAlert(tx, id))) return false;
      const { incidentId, groupId, severity } = alert;
      if (incidentId !== null && groupId !== null && severity !== null)
        await emit(tx, {
          ...{ type: 'detection.alerts_joined', incidentId, groupId, count: 1, lastAt: 'now' },
          alerts: nameAlerts([], [{ ...alert, severity: severity as Severity }], clock.now()),
        });
      await publishLive(tx, { topic: 'alert' });
      return true;
    });
  }

  /** Keeps what became of a request, before it is answered. @returns its id */
  async record(request: Omit<InboundRequest, 'id' | 'at'>): Promise<string> {
    const id = newId(this.#ports.clock);
    await insertRequest(this.#ports.database.db, { ...request, id, at: this.#ports.clock.now() });
    return id;
  }

  async request(integrationId: string, id: string): Promise<InboundRequest | undefined> {
    return UUID.test(id) ? findRequest(this.#ports.database.db, integrationId, id) : undefined;
  }

  /** What was asked about an alert, the newest first. */
  log(alertId: string): Promise<readonly InboundRequest[]> {
    return requestsOf(this.#ports.database.db, alertId, MOST_SHOWN);
  }
}
