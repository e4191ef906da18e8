import type { MessageContent, MessageDraft } from '../communication/index.ts';
import { type IncidentEvent, isOpen } from '../incidents/index.ts';
import { wakeAt, wakeupsPending } from '../jobs/index.ts';
import { theProduct } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { resolvedContent } from './decide-messages.ts';
import type { UserReport } from './model.ts';
import type { ReportPorts } from './ports.ts';
import * as store from './store.ts';

export const ANSWER = 'reports.answer';
/** So many reporters in one transaction: an outage may have thousands. */
const AT_A_TIME = 100;
/** Incidents with reports that the watchdog looks at. */
const WATCHED = 500;

/**
 * What becomes of an incident becomes of its reports. That it is over is told by a job: whoever resolves an incident does not wait for
 * a thousand mails to be written, nor fails with one of them.
 */
export async function onIncident(ports: ReportPorts, tx: Tx, event: IncidentEvent): Promise<void> {
  if (event.type === 'incidents.merged') return store.moveReports(tx, event.incidentId, event.intoId);
  if (event.type !== 'incidents.resolved') return;
  await wakeAt(tx, { task: ANSWER, key: event.incidentId, runAt: ports.clock.now() });
}

/** Tells the next few reporters that it is over; nobody when it was opened again meanwhile. */
export async function answerReporters(ports: ReportPorts, tx: Tx, incidentId: string): Promise<void> {
  const [incident] = await ports.incidents.getMany(tx, [incidentId], theProduct);
  if (incident === undefined || incident.resolvedAt === null || isOpen(incident.status)) return;
  const batch = await store.lockUntold(tx, incidentId, AT_A_TIME);
  if (batch.length === 0) return;
  const drafts = batch.flatMap((report) =>
    toReporter(report, `incident:${incidentId}:over`, resolvedContent(report, incident.ending)),
  );
  await ports.communication.enqueue(tx, drafts);
  const now = ports.clock.now();
  await store.markTold(
    tx,
    batch.map(({ id }) => id),
    now,
  );
  await publishLive(tx, { topic: 'report' });
  if (batch.length === AT_A_TIME) await wakeAt(tx, { task: ANSWER, key: incidentId, runAt: now });
}

/** For the watchdog: incidents that are over, and whose reporters nobody is about to tell. @returns how many there were */
export async function watchAnswers(ports: ReportPorts, tx: Tx): Promise<number> {
  const known = await ports.incidents.getMany(tx, await store.incidentsUntold(tx, WATCHED), theProduct);
  const over = known.filter(({ resolvedAt, status }) => resolvedAt !== null && !isOpen(status));
  const pending = await wakeupsPending(
    tx,
    ANSWER,
    over.map(({ id }) => id),
  );
  const lost = over.filter(({ id }) => !pending.has(id));
  for (const { id } of lost) await wakeAt(tx, { task: ANSWER, key: id, runAt: ports.clock.now() });
  return lost.length;
}

/**
 * At most one message: to whoever has several reports of one incident too. Nobody is told who left no address. It names no incident:
 * the record of one would list who reported it. An address that a stranger typed is served by the workers of those outside, and what
 * becomes of it is blamed on nobody.
 * @param about the report, or the incident: once for each of its reporters
 */
export function toReporter(report: UserReport, about: string, content: MessageContent): MessageDraft[] {
  const { id, reporterId, reporterEmail } = report;
  const more = { source: { kind: 'system', id, generation: 0 }, content, drill: false };
  if (reporterId !== null)
    return [{ ...more, key: `report:${about}:${reporterId}`, purpose: 'notice', personId: reporterId }];
  if (reporterEmail === null) return [];
  const address = reporterEmail;
  const key = `report:${about}:${address.toLowerCase()}`;
  return [{ ...more, key, purpose: 'subscriber', channel: 'email', address }];
}
