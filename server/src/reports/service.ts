import type { MessageOwner } from '../communication/index.ts';
import { type DeclareByHand, type IncidentEvent, isOpen, referenceOf } from '../incidents/index.ts';
import type { TaskGroup } from '../jobs/index.ts';
import { Fault, type Instant, notFound, type Viewer } from '../kernel/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { declinedContent } from './decide-messages.ts';
import { beginForgetting, forgetTask } from './forget.ts';
import { type NewReport, reportReference, type UserReport } from './model.ts';
import type { ReportPorts } from './ports.ts';
import { ANSWER, answerReporters, onIncident, toReporter, watchAnswers } from './service-answer.ts';
import { type Kept, keepReport } from './service-create.ts';
import { LOOK, lookAt, overdueOwner, urlOf, watchWaiting } from './service-overdue.ts';
import { declared, joined, triaged } from './service-triage.ts';
import * as store from './store.ts';

/** What people report: kept, triaged, answered (DET-3). */
export class UserReports {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /**
   * Keeps a report, and does what its answers ask for at once. @throws Fault `invalid` for a system that is not there
   * @returns the report; the one there is already of what was sent twice, and of a ticket that has one that is not triaged
   */
  create(input: NewReport): Promise<Kept> {
    return this.#transaction((tx) => keepReport(this.#ports, tx, input));
  }

  /**
   * New ones, the most severe and then those due first; or those that were triaged, latest first. Those of incidents that the viewer
   * may not see are left out: they say what these are about. @throws Fault `bad_cursor`
   */
  async list(which: 'new' | 'triaged', cursor: string | null, limit: number, viewer: Viewer) {
    const { db } = this.#ports.database;
    if (cursor !== null && !/^\d{1,9}$/.test(cursor))
      throw new Fault('invalid', 'bad_cursor', 'Invalid cursor. Start with the first page.');
    const hidden = await this.#ports.incidents.hiddenFrom(db, viewer);
    const after = cursor === null ? null : Number(cursor);
    const found = await store.listReports(db, which, hidden, after, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last !== undefined ? String(last.number) : null };
  }

  count() {
    return store.countNew(this.#ports.database.db, this.#ports.clock.now());
  }

  /** @param ref `REP-12`, `12` or an id. @throws Fault not_found, also for one of an incident that the viewer may not see */
  async get(ref: string, viewer: Viewer): Promise<UserReport> {
    const { db } = this.#ports.database;
    const by = byRef(ref);
    return this.#seen(db, by && (await store.findReport(db, by)), viewer);
  }

  /** What was sent by a form, for who has the form's answer. @returns undefined when nothing was */
  findSent(sentId: string): Promise<UserReport | undefined> {
    return store.findReport(this.#ports.database.db, { sentId });
  }

  /** A responder declares because of it. @throws Fault `conflict` when it was triaged already, `invalid` as the form does */
  declare(ref: string, input: DeclareByHand, viewer: Viewer): Promise<UserReport> {
    return this.#transaction(async (tx) => {
      const report = await this.#lockNew(tx, ref, viewer);
      const incident = await this.#ports.incidents.declare(tx, input, viewer.actor);
      return declared(this.#ports, tx, report, incident, viewer.actor);
    });
  }

  /** It is about an incident that is known. @throws Fault `not_found` also for one that the viewer may not see */
  join(ref: string, incidentRef: string, viewer: Viewer): Promise<UserReport> {
    return this.#transaction(async (tx) => {
      const { incidents } = this.#ports;
      const incident = await incidents.lock(tx, await incidents.idOf(tx, incidentRef, viewer));
      // Nobody but those who practise hears of it, and its end would tell the reporter that all is well.
      if (incident.drill)
        throw new Fault(
          'conflict',
          'join_drill',
          `${referenceOf(incident.number)} is a drill. Choose a real incident, or declare one.`,
        );
      if (!isOpen(incident.status))
        throw new Fault(
          'conflict',
          'incident_not_open',
          `${referenceOf(incident.number)} is over. Reopen it, or declare an incident.`,
        );
      return joined(this.#ports, tx, await this.#lockNew(tx, ref, viewer), incident.id, viewer.actor);
    });
  }

  /** It is not an incident, and the reporter reads why. @throws Fault `conflict` when it was triaged already */
  decline(ref: string, answer: string, viewer: Viewer): Promise<UserReport> {
    return this.#transaction(async (tx) => {
      const report = await this.#lockNew(tx, ref, viewer);
      const content = declinedContent(report, answer);
      await this.#ports.communication.enqueue(tx, toReporter(report, `${report.id}:declined`, content));
      return triaged(this.#ports, tx, { ...report, state: 'declined', answer }, viewer.actor);
    });
  }

  async #lockNew(tx: Tx, ref: string, viewer: Viewer): Promise<UserReport> {
    const by = byRef(ref);
    const report = await this.#seen(tx, by && (await store.lockReport(tx, by)), viewer);
    if (report.state !== 'new')
      throw new Fault(
        'conflict',
        'report_triaged',
        `${reportReference(report.number)} has been triaged already: ${report.state}.`,
      );
    return report;
  }

  /** @throws Fault `not_found` for none, and the same for one of an incident that the viewer may not see */
  async #seen(
    reader: Parameters<typeof store.findReport>[0],
    report: UserReport | undefined,
    viewer: Viewer,
  ): Promise<UserReport> {
    const { incidents } = this.#ports;
    const incidentId = report?.incidentId ?? null;
    const isSeen = incidentId === null || (await incidents.getMany(reader, [incidentId], viewer)).length > 0;
    if (report === undefined || !isSeen) throw notFound('report');
    return report;
  }

  /** What becomes of an incident becomes of its reports; in the transaction in which it happened. */
  onIncident(tx: Tx, event: IncidentEvent): Promise<void> {
    return onIncident(this.#ports, tx, event);
  }

  /** Where a responder sees it. */
  urlOf(report: Pick<UserReport, 'number'>): string {
    return urlOf(this.#ports, report);
  }

  messageOwner(): MessageOwner {
    return overdueOwner(this.#ports);
  }

  tasks(): TaskGroup {
    const run =
      (task: (ports: ReportPorts, tx: Tx, key: string) => Promise<void>) =>
      ({ key }: { readonly key?: unknown }) =>
        this.#transaction((tx) => task(this.#ports, tx, String(key)));
    return {
      ...{ name: 'reports', concurrency: 1 },
      tasks: { [LOOK]: run(lookAt), [ANSWER]: run(answerReporters), ...forgetTask(this.#ports) },
    };
  }

  begin(): Promise<void> {
    return beginForgetting(this.#ports);
  }

  /** For the watchdog: what waits and has lost its wake-up. @returns how many there were */
  watch(): Promise<number> {
    return this.#transaction(
      async (tx) => (await watchWaiting(this.#ports, tx)) + (await watchAnswers(this.#ports, tx)),
    );
  }

  async oldestDue(): Promise<Instant | null> {
    const [first] = await store.waiting(this.#ports.database.db, this.#ports.clock.now());
    return first?.dueAt ?? null;
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#ports.database.transaction(work));
  }
}

/** `REP-12`, `12` or an id. */
function byRef(ref: string): store.ReportRef | undefined {
  const number = /^(?:rep-)?(\d{1,9})$/i.exec(ref)?.[1];
  if (number !== undefined) return { number: Number(number) };
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(ref) ? { id: ref } : undefined;
}
