import {
  type CommunicationEvent,
  duration,
  type Message,
  type MessageOwner,
} from '../communication/index.ts';
import { type DirectoryFacts, defaultTeamOf } from '../directory/index.ts';
import { wakeAt, wakeupsPending } from '../jobs/index.ts';
import { isBefore, later, millisBetween, plusSeconds } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { overdueContent } from './decide-messages.ts';
import { isOverdueUntold } from './decide-report.ts';
import { reportReference, type UserReport } from './model.ts';
import type { ReportPorts } from './ports.ts';
import * as store from './store.ts';

export const LOOK = 'reports.look';
const OVERDUE_SOURCE = 'report_overdue';
/** The watchdog looks so far ahead for wake-ups that are gone, and lets one be so late. */
const AHEAD_SECONDS = 600;
const LATE_SECONDS = 30;
/** After so many tries that failed somebody else is told, without waiting for the message to be given up. */
const LOST_FROM_ATTEMPT = 2;

/** Where a responder sees a report. */
export const urlOf = (
  { publicUrl }: Pick<ReportPorts, 'publicUrl'>,
  { number }: Pick<UserReport, 'number'>,
): string => `${publicUrl}/reports/${reportReference(number)}`;

/** The time for triage is over: the manager is told, once; when that leads nowhere, the administrators. */
export async function lookAt(ports: ReportPorts, tx: Tx, id: string): Promise<void> {
  const now = ports.clock.now();
  const report = await store.lockReport(tx, { id });
  if (report === undefined || report.state !== 'new' || report.overdueToldAt !== null) return;
  if (!isOverdueUntold(report, now)) return wakeAt(tx, { task: LOOK, key: id, runAt: report.dueAt });
  const facts = await ports.directory.facts(tx);
  const system = report.systemId === null ? undefined : facts.systems.get(report.systemId);
  const teamId = system?.teamId ?? defaultTeamOf(facts) ?? null;
  const managers = await ports.escalation.holdersIn(tx, teamId, 'engineering_manager');
  if (!(await tell(ports, tx, report, facts, managers)))
    await tell(ports, tx, report, facts, administratorsOf(facts));
  await store.saveReport(tx, { ...report, overdueToldAt: now });
  await publishLive(tx, { topic: 'report', id });
}

/** @returns whether a message is on its way to anybody */
async function tell(
  ports: ReportPorts,
  tx: Tx,
  report: UserReport,
  facts: DirectoryFacts,
  personIds: readonly string[],
): Promise<boolean> {
  const { id, systemId, severity, dueAt: promisedAt } = report;
  const content = overdueContent(report, {
    system: systemId === null ? null : (facts.systems.get(systemId)?.name ?? null),
    waited: duration(millisBetween(report.createdAt, ports.clock.now()) / 1000),
    url: urlOf(ports, report),
  });
  const queued = await ports.communication.enqueue(
    tx,
    personIds.map((personId) => ({
      // A ticket that has become worse since has a time of its own.
      ...{ key: `report:${id}:overdue:${severity}:${personId}`, purpose: 'notice', personId },
      ...{ source: { kind: OVERDUE_SOURCE, id, generation: 0 }, content, drill: false },
      // At the time that the policy promises, quiet hours or not.
      promisedAt,
    })),
  );
  return queued.some(({ state }) => !FAILED.has(state));
}

const FAILED: ReadonlySet<string> = new Set(['dead', 'stopped', 'suppressed']);

/** Those who run this installation: the last to turn to. */
const administratorsOf = ({ people }: Pick<DirectoryFacts, 'people'>): string[] =>
  [...people.values()].filter(({ active, role }) => active && role === 'administrator').map(({ id }) => id);

/** A message to a manager does not get through, and none to another has: the administrators are told. */
async function onMessage(ports: ReportPorts, tx: Tx, event: CommunicationEvent): Promise<void> {
  const isLost =
    event.type === 'communication.delayed' ? event.attempt >= LOST_FROM_ATTEMPT : event.outcome === 'dead';
  if (!isLost) return;
  const report = await store.findReport(tx, { id: event.source.id });
  if (report?.state !== 'new') return;
  const sent = (await ports.communication.standOf(tx, [report.id])).filter(
    ({ id, source }) => source.kind === OVERDUE_SOURCE && id !== event.messageId,
  );
  if (sent.some(mayArrive)) return;
  const facts = await ports.directory.facts(tx);
  const told = new Set([event.personId, ...sent.map(({ personId }) => personId)]);
  await tell(
    ports,
    tx,
    report,
    facts,
    administratorsOf(facts).filter((id) => !told.has(id)),
  );
}

const mayArrive = ({ state, attempts }: Pick<Message, 'state' | 'attempts'>): boolean =>
  !FAILED.has(state) && (state !== 'retrying' || attempts < LOST_FROM_ATTEMPT);

export const overdueOwner = (ports: ReportPorts): MessageOwner => ({
  kind: OVERDUE_SOURCE,
  stillWanted: async (reader, { source }) =>
    (await store.findReport(reader, { id: source.id }))?.state === 'new' ? null : 'superseded',
  refresh: async () => null,
  onEvent: (tx, event) => onMessage(ports, tx, event),
});

/** For the watchdog: reports that wait and have lost their wake-up. @returns how many there were */
export async function watchWaiting(ports: ReportPorts, tx: Tx): Promise<number> {
  const now = ports.clock.now();
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
}
