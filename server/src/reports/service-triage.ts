import { type Draft, type Incident, isOpen } from '../incidents/index.ts';
import { type Actor, theProduct, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { atOnce } from './decide-report.ts';
import type { ReportDraft } from './entries/index.ts';
import type { Settings, UserReport } from './model.ts';
import type { ReportPorts } from './ports.ts';
import * as store from './store.ts';

/* What becomes of a report, by itself or by a responder: each in the caller's transaction. */

export async function declared(
  ports: ReportPorts,
  tx: Tx,
  report: UserReport,
  incident: Incident,
  actor: Actor,
): Promise<UserReport> {
  const data = { reportId: report.id, number: report.number, title: report.title };
  const entry: ReportDraft = { kind: 'report_declared', data };
  await ports.incidents.append(tx, incident.id, actor, [entry]);
  return triaged(ports, tx, { ...report, state: 'declared', incidentId: incident.id }, actor);
}

/** Whoever works on the incident hears of it, or on-call is paged: the entry is bad news, and escalation looks (ADR 26). */
export async function joined(
  ports: ReportPorts,
  tx: Tx,
  report: UserReport,
  incidentId: string,
  actor: Actor,
): Promise<UserReport> {
  const { id: reportId, number, title, severity } = report;
  const entry: Draft = {
    kind: 'report_joined',
    data: { reportId, number, title, ...(severity === null ? {} : { severity }) },
  };
  await ports.incidents.append(tx, incidentId, actor, [entry]);
  return triaged(ports, tx, { ...report, state: 'joined', incidentId }, actor);
}

export async function triaged(
  { clock }: Pick<ReportPorts, 'clock'>,
  tx: Tx,
  report: UserReport,
  actor: Actor,
): Promise<UserReport> {
  const after = { ...report, triagedBy: actor, triagedAt: clock.now() };
  await store.saveReport(tx, after);
  await publishLive(tx, { topic: 'report', id: report.id });
  return after;
}

/** What happens to a report before anybody has looked. @param settings locked where it suggests P1, so that two at once open one incident */
export async function actAtOnce(
  ports: ReportPorts,
  tx: Tx,
  report: UserReport,
  settings: Settings,
): Promise<UserReport> {
  const { severity } = report;
  if (severity !== 'P1') return report;
  const openIncidentId = await openBecauseOf(ports, tx, report);
  const publicLately = await store.publicDeclarations(tx, ports.clock.now().subtract({ hours: 1 }));
  const decided = atOnce(severity, report.source, settings, { openIncidentId, publicLately });
  if (decided.kind === 'wait') return report;
  if (decided.kind === 'join') return joined(ports, tx, report, decided.incidentId, theSystem);
  const { title, description, answers, systemId, createdAt: reportedAt } = report;
  const incident = await ports.incidents.declareReported(tx, {
    ...{ title, description, severity, answers, systemId, reportedAt },
  });
  return declared(ports, tx, report, incident, theSystem);
}

/**
 * The open P1 that earlier reports about the same system led to; locked, so that it is still open when it is joined. Not one that is
 * restricted: the answer, and the report, would tell of it whoever may not see it.
 */
async function openBecauseOf(
  { incidents }: ReportPorts,
  tx: Tx,
  { systemId }: UserReport,
): Promise<string | null> {
  const isIt = (one: Incident) =>
    isOpen(one.status) && one.severity === 'P1' && !one.drill && one.visibility === 'organisation';
  const known = await incidents.getMany(tx, await store.incidentsReported(tx, systemId), theProduct);
  const found = known.find(isIt);
  const open = found && (await incidents.lock(tx, found.id));
  return open !== undefined && isIt(open) ? open.id : null;
}
