import { duration, type MessageContent, type MessageOwner } from '../communication/index.ts';
import { defaultTeamOf } from '../directory/index.ts';
import {
  type DeclareByHand,
  type Incident,
  type IncidentEvent,
  isOpen,
  isThere,
  peopleOnIt,
  referenceOf,
} from '../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import {
  type Actor,
  Fault,
  type Instant,
  isBefore,
  later,
  millisBetween,
  notFound,
  plusSeconds,
  theProduct,
  theSystem,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { suggestSeverity } from '../policy/index.ts';
import { declinedContent, joinedContent, overdueContent, resolvedContent } from './decide-messages.ts';
import { atOnce, type Earlier, isOverdueUntold, knownAnswers, triageDue } from './decide-report.ts';
import type { ReportDraft } from './entries/index.ts';
import { type NewReport, reportReference, type Settings, type UserReport } from './model.ts';
import type { ReportPorts } from './ports.ts';
import * as store from './store.ts';

const LOOK = 'reports.look';
const OVERDUE_SOURCE = 'report_overdue';
/** The watchdog looks so far ahead for wake-ups that are gone, and lets one be so late. */
const AHEAD_SECONDS = 600;
const LATE_SECONDS = 30;
const LISTED = 200;

/** What people report: kept, triaged, answered (DET-3). */
export class UserReports {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /**
   * Keeps a report, and does what its answers ask for at once. @throws Fault `invalid` for a system that is not there
   * @returns the report; the one there is already when a help desk repeats itself
   */
  create(input: NewReport): Promise<{ readonly report: UserReport; readonly created: boolean }> {
    return this.#transaction(async (tx) => {
      const { ticketId } = input;
      const known = ticketId === null ? undefined : await store.findReport(tx, { ticketId });
      if (known !== undefined) return { report: known, created: false };
      const { clock, directory, policies } = this.#ports;
      const { policy } = await policies.current(tx);
      const isInUse = (await directory.facts(tx)).systems.get(input.systemId ?? '')?.archived === false;
      // The public form may list a system that is no more: its reporter cannot help that.
      if (!isInUse && input.systemId !== null && input.source !== 'public')
        throw invalid('system', `System "${input.systemId}" not found.`);
      const systemId = isInUse ? input.systemId : null;
      const answers = knownAnswers(policy, input.answers);
      const severity = suggestSeverity(policy, answers);
      // Before anything is written: of two at once the second finds the incident of the first.
      const settings = severity === 'P1' ? await store.lockSettings(tx) : await store.readSettings(tx);
      const now = clock.now();
      const report: UserReport = {
        ...{ ...input, systemId },
        ...{ id: newId(clock), number: await store.nextNumber(tx), answers, severity, state: 'new' },
        ...{ incidentId: null, answer: null, triagedBy: null, triagedAt: null, createdAt: now },
        ...{ dueAt: triageDue(policy, severity, now), overdueToldAt: null, resolvedToldAt: null },
      };
      // Of two of one ticket at once the second waits here, and finds the first.
      if (!(await store.insertReport(tx, report)) && ticketId !== null) {
        const other = await store.findReport(tx, { ticketId });
        if (other !== undefined) return { report: other, created: false };
      }
      const after = await this.#atOnce(tx, report, settings);
      if (after.state === 'new') await wakeAt(tx, { task: LOOK, key: report.id, runAt: report.dueAt });
      await publishLive(tx, { topic: 'report', id: report.id });
      return { report: after, created: true };
    });
  }

  async #atOnce(tx: Tx, report: UserReport, settings: Settings): Promise<UserReport> {
    const { severity } = report;
    const decided = atOnce(severity, report.source, settings, await this.#earlier(tx, report));
    if (decided.kind === 'wait' || severity === null) return report;
    if (decided.kind === 'declare') {
      const { title, description, answers, systemId, createdAt: reportedAt } = report;
      const incident = await this.#ports.incidents.declareReported(tx, {
        ...{ title, description, severity, answers, systemId, reportedAt },
      });
      return this.#declared(tx, report, incident, theSystem);
    }
    const incident = await this.#ports.incidents.lock(tx, decided.incidentId);
    const told = decided.tell ? await this.#onIt(tx, incident) : [];
    await this.#ports.communication.enqueue(
      tx,
      told.map((personId) => ({
        ...{ key: `report:${report.id}:joined:${personId}`, purpose: 'notice', personId },
        ...{ incidentId: incident.id, source: { kind: 'system', id: report.id, generation: 0 } },
        ...{ content: joinedContent(report, incident, this.urlOf(report)), drill: incident.drill },
      })),
    );
    return this.#joined(tx, report, incident, theSystem, told);
  }

  /** The open P1 that earlier reports about the same system led to; locked, so that it is still open when it is joined. */
  async #earlier(tx: Tx, { severity, systemId }: UserReport): Promise<Earlier | null> {
    if (severity !== 'P1') return null;
    const { incidents } = this.#ports;
    const isIt = (one: Incident) => isOpen(one.status) && one.severity === 'P1' && !one.drill;
    const known = await incidents.getMany(tx, await store.incidentsReported(tx, systemId), theProduct);
    const found = known.find(isIt);
    const open = found && (await incidents.lock(tx, found.id));
    if (open === undefined || !isIt(open)) return null;
    const attended = (await this.#onIt(tx, open)).length > 0;
    return { incidentId: open.id, acknowledged: open.acknowledgedAt !== null, attended };
  }

  async #onIt(reader: Reader, incident: Incident): Promise<readonly string[]> {
    const there = isThere(await this.#ports.directory.facts(reader), this.#ports.clock.now());
    return peopleOnIt(incident, there).map(({ personId }) => personId);
  }

  /** New ones, most severe and newest first; or those that were triaged, latest first. */
  list(which: 'new' | 'triaged'): Promise<UserReport[]> {
    return store.listReports(this.#ports.database.db, which, LISTED);
  }

  count() {
    return store.countNew(this.#ports.database.db, this.#ports.clock.now());
  }

  /** @param ref `REP-12`, `12` or an id. @throws Fault not_found */
  async get(ref: string): Promise<UserReport> {
    const by = byRef(ref);
    const found = by && (await store.findReport(this.#ports.database.db, by));
    if (found === undefined) throw notFound('report');
    return found;
  }

  /** A responder declares because of it. @throws Fault `conflict` when it was triaged already, `invalid` as the form does */
  declare(ref: string, input: DeclareByHand, actor: Actor): Promise<UserReport> {
    return this.#transaction(async (tx) => {
      const report = await this.#lockNew(tx, ref);
      return this.#declared(tx, report, await this.#ports.incidents.declare(tx, input, actor), actor);
    });
  }

  /** It is about an incident that is known. @throws Fault `not_found` also for one that the viewer may not see */
  join(ref: string, incidentRef: string, viewer: Viewer): Promise<UserReport> {
    return this.#transaction(async (tx) => {
      const { incidents } = this.#ports;
      const incident = await incidents.lock(tx, await incidents.idOf(tx, incidentRef, viewer));
      if (!isOpen(incident.status))
        throw new Fault(
          'conflict',
          'incident_not_open',
          `${referenceOf(incident.number)} is over. Reopen it, or declare an incident.`,
        );
      return this.#joined(tx, await this.#lockNew(tx, ref), incident, viewer.actor, []);
    });
  }

  /** It is not an incident, and the reporter reads why. @throws Fault `conflict` when it was triaged already */
  decline(ref: string, answer: string, actor: Actor): Promise<UserReport> {
    return this.#transaction(async (tx) => {
      const report = await this.#lockNew(tx, ref);
      await this.#tellReporter(tx, report, 'declined', declinedContent(report, answer));
      return this.#triaged(tx, { ...report, state: 'declined', answer }, actor);
    });
  }

  async #lockNew(tx: Tx, ref: string): Promise<UserReport> {
    const by = byRef(ref);
    const report = by && (await store.lockReport(tx, by));
    if (report === undefined) throw notFound('report');
    if (report.state !== 'new')
      throw new Fault(
        'conflict',
        'report_triaged',
        `${reportReference(report.number)} has been triaged already: ${report.state}.`,
      );
    return report;
  }

  async #declared(tx: Tx, report: UserReport, incident: Incident, actor: Actor): Promise<UserReport> {
    const data = { reportId: report.id, number: report.number, title: report.title };
    const entry: ReportDraft = { kind: 'report_declared', data };
    await this.#ports.incidents.append(tx, incident.id, actor, [entry]);
    return this.#triaged(tx, { ...report, state: 'declared', incidentId: incident.id }, actor);
  }

  async #joined(
    tx: Tx,
    report: UserReport,
    incident: Incident,
    actor: Actor,
    toldPersonIds: readonly string[],
  ): Promise<UserReport> {
    const { id: reportId, number, title } = report;
    const data = { reportId, number, title, toldPersonIds: [...toldPersonIds] };
    const entry: ReportDraft = { kind: 'report_joined', data };
    await this.#ports.incidents.append(tx, incident.id, actor, [entry]);
    return this.#triaged(tx, { ...report, state: 'joined', incidentId: incident.id }, actor);
  }

  async #triaged(tx: Tx, report: UserReport, actor: Actor): Promise<UserReport> {
    const after = { ...report, triagedBy: actor, triagedAt: this.#ports.clock.now() };
    await store.saveReport(tx, after);
    await publishLive(tx, { topic: 'report', id: report.id });
    return after;
  }

  /** What becomes of an incident becomes of its reports; in the transaction in which it happened. */
  async onIncident(tx: Tx, event: IncidentEvent): Promise<void> {
    if (event.type === 'incidents.merged') return store.moveReports(tx, event.incidentId, event.intoId);
    if (event.type !== 'incidents.resolved') return;
    const [incident] = await this.#ports.incidents.getMany(tx, [event.incidentId], theProduct);
    for (const report of await store.lockUntold(tx, event.incidentId)) {
      const content = resolvedContent(report, incident?.ending ?? null);
      await this.#tellReporter(tx, report, 'resolved', content);
      await store.saveReport(tx, { ...report, resolvedToldAt: this.#ports.clock.now() });
    }
  }

  /** Nobody is told who left no address. The message names no incident: the record of one would list who reported it. */
  async #tellReporter(tx: Tx, report: UserReport, what: string, content: MessageContent): Promise<void> {
    const { reporterId, reporterEmail } = report;
    const to =
      reporterId !== null
        ? { personId: reporterId }
        : reporterEmail !== null
          ? { channel: 'email', address: reporterEmail }
          : null;
    if (to === null) return;
    const source = { kind: 'system', id: report.id, generation: 0 };
    const key = `report:${report.id}:${what}`;
    await this.#ports.communication.enqueue(tx, [
      { ...to, key, purpose: 'notice', source, content, drill: false },
    ]);
  }

  /** Where a responder sees it. */
  urlOf({ number }: Pick<UserReport, 'number'>): string {
    return `${this.#ports.publicUrl}/reports/${reportReference(number)}`;
  }

  messageOwner(): MessageOwner {
    return {
      kind: OVERDUE_SOURCE,
      stillWanted: async (reader, { source }) =>
        (await store.findReport(reader, { id: source.id }))?.state === 'new' ? null : 'superseded',
      refresh: async () => null,
      onEvent: async () => undefined,
    };
  }

  tasks(): TaskGroup {
    return { name: 'reports', concurrency: 1, tasks: { [LOOK]: ({ key }) => this.#look(String(key)) } };
  }

  /** The time for triage is over: the manager is told, once. */
  #look(id: string): Promise<void> {
    return this.#transaction(async (tx) => {
      const now = this.#ports.clock.now();
      const report = await store.lockReport(tx, { id });
      if (report === undefined || report.state !== 'new' || report.overdueToldAt !== null) return;
      if (!isOverdueUntold(report, now)) return wakeAt(tx, { task: LOOK, key: id, runAt: report.dueAt });
      const { directory, escalation, communication } = this.#ports;
      const facts = await directory.facts(tx);
      const system = report.systemId === null ? undefined : facts.systems.get(report.systemId);
      const teamId = system?.teamId ?? defaultTeamOf(facts) ?? null;
      const managers = await escalation.holdersIn(tx, teamId, 'engineering_manager');
      const waited = duration(millisBetween(report.createdAt, now) / 1000);
      const content = overdueContent(report, {
        system: system?.name ?? null,
        waited,
        url: this.urlOf(report),
      });
      await communication.enqueue(
        tx,
        managers.map((personId) => ({
          ...{ key: `report:${id}:overdue:${personId}`, purpose: 'notice', personId },
          ...{ source: { kind: OVERDUE_SOURCE, id, generation: 0 }, content, drill: false },
        })),
      );
      await store.saveReport(tx, { ...report, overdueToldAt: now });
      await publishLive(tx, { topic: 'report', id });
    });
  }

  /** For the watchdog: reports that wait and have lost their wake-up. @returns how many there were */
  watch(): Promise<number> {
    return this.#transaction(async (tx) => {
      const now = this.#ports.clock.now();
      const due = await store.waiting(tx, plusSeconds(now, AHEAD_SECONDS));
      const pending = await wakeupsPending(
        tx,
        LOOK,
        due.map(({ id }) => id),
      );
      const limit = plusSeconds(now, -LATE_SECONDS);
      const lost = due.filter(({ id, dueAt }) => !pending.has(id) || isBefore(dueAt, limit));
      for (const { id, dueAt } of lost) await wakeAt(tx, { task: LOOK, key: id, runAt: later(dueAt, now) });
      return lost.length;
    });
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

export const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
