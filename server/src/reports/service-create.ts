import { wakeAt } from '../jobs/index.ts';
import { canonicalJson, type Json } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId, sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { suggestSeverity } from '../policy/index.ts';
import { knownAnswers, ticketAgain, triageDue } from './decide-report.ts';
import { withNotes } from './decide-ticket.ts';
import { invalid, type NewReport, type Settings, type UserReport } from './model.ts';
import type { ReportPorts } from './ports.ts';
import { LOOK } from './service-overdue.ts';
import { actAtOnce } from './service-triage.ts';
import * as store from './store.ts';

export interface Kept {
  readonly report: UserReport;
  readonly created: boolean;
}

/**
 * What tells the same thing sent twice (a reload, a retry) from two that are alike.
 * @param origin the form's own id, or who sent it with which key
 * @param said all of it: whoever goes back, writes something else and sends that has sent something new
 */
export const sentIdOf = (origin: string, said: Json): string => sha256(canonicalJson([origin, said]));

/** Keeps a report, and does what its answers ask for at once. In the caller's transaction. */
export async function keepReport(ports: ReportPorts, tx: Tx, input: NewReport): Promise<Kept> {
  const { clock, policies } = ports;
  const { policy } = await policies.current(tx);
  const { systemId, note } = await systemOf(ports, tx, input);
  const answers = knownAnswers(policy, input.answers);
  const severity = suggestSeverity(policy, answers);
  // Before anything is looked for or written: of two at once the second finds what the first made.
  const settings = severity === 'P1' ? await store.lockSettings(tx) : await store.readSettings(tx);
  const { ticketId, sentId } = input;
  const sent = sentId === null ? undefined : await store.findReport(tx, { sentId });
  if (sent !== undefined) return { report: sent, created: false };
  const before = ticketId === null ? undefined : await store.lockReport(tx, { ticketId });
  const now = clock.now();
  const said = {
    ...{ title: input.title, description: withNotes(input.description, note) },
    ...{ systemId, answers, severity, dueAt: triageDue(policy, severity, now) },
  };
  const again = before && ticketAgain(before, said, now);
  if (before !== undefined && again === 'same') return { report: before, created: false };
  if (before !== undefined && again === 'worse') {
    const { reporterEmail, ticketUrl } = before;
    const worse: UserReport = {
      ...{ ...before, ...said, systemId: systemId ?? before.systemId, overdueToldAt: null },
      reporterEmail: input.reporterEmail ?? reporterEmail,
      ticketUrl: input.ticketUrl ?? ticketUrl,
    };
    await store.saveSaid(tx, worse);
    return { report: await begin(ports, tx, worse, settings), created: false };
  }
  const report: UserReport = {
    ...{ ...input, ...said },
    ...{ id: newId(clock), number: await store.nextNumber(tx), state: 'new', createdAt: now },
    ...{ incidentId: null, answer: null, triagedBy: null, triagedAt: null },
    ...{ overdueToldAt: null, resolvedToldAt: null, earlierNumber: before?.number ?? null },
  };
  if (!(await store.insertReport(tx, report))) return { report: await theOther(tx, input), created: false };
  return { report: await begin(ports, tx, report, settings), created: true };
}

async function begin(
  ports: ReportPorts,
  tx: Tx,
  report: UserReport,
  settings: Settings,
): Promise<UserReport> {
  const after = await actAtOnce(ports, tx, report, settings);
  if (after.state === 'new') await wakeAt(tx, { task: LOOK, key: report.id, runAt: report.dueAt });
  await publishLive(tx, { topic: 'report', id: report.id });
  return after;
}

/** Of two at once the second waited for the first, and finds it. */
async function theOther(tx: Tx, { sentId, ticketId }: NewReport): Promise<UserReport> {
  const other =
    (sentId === null ? undefined : await store.findReport(tx, { sentId })) ??
    (ticketId === null ? undefined : await store.findReport(tx, { ticketId }));
  if (other === undefined) throw new Error('A report was neither kept nor found.');
  return other;
}

/**
 * The public form may list a system that is no more, and a help desk name one: neither reporter can help that. Whoever is signed in
 * chose it from a list. @throws Fault `invalid` for that
 */
async function systemOf(
  { directory }: ReportPorts,
  tx: Tx,
  { source, systemId }: NewReport,
): Promise<{ readonly systemId: string | null; readonly note: readonly string[] }> {
  if (systemId === null) return { systemId, note: [] };
  if ((await directory.facts(tx)).systems.get(systemId)?.archived === false) return { systemId, note: [] };
  if (source === 'internal') throw invalid('system', `System "${systemId}" not found.`);
  return { systemId: null, note: source === 'ticket' ? [`Unknown system: ${systemId}`] : [] };
}
