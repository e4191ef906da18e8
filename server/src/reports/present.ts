import type { DirectoryFacts } from '../directory/index.ts';
import { actorName, type Incident, isOpen, namesFrom, referenceOf } from '../incidents/index.ts';
import type { Instant } from '../kernel/index.ts';
import { type Policy, SEVERITIES } from '../policy/index.ts';
import { isOverdue } from './decide-report.ts';
import { reportReference, type UserReport } from './model.ts';

export interface ReportNames {
  readonly directory: DirectoryFacts;
  readonly policy: Pick<Policy, 'severities'>;
  /** Those that the reader may see, by id. */
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly now: Instant;
}

/** A report as responders see it. */
export function presentReport(report: UserReport, { directory, policy, incidents, now }: ReportNames) {
  const { systemId, answers, reporterId, reporterEmail, ticketId, triagedBy } = report;
  const names = namesFrom({ directory, integrations: new Map() });
  const system = systemId === null ? null : (directory.systems.get(systemId)?.name ?? systemId);
  const asked = SEVERITIES.flatMap((level) => policy.severities[level].criteria);
  const incident = report.incidentId === null ? undefined : incidents.get(report.incidentId);
  return {
    ...{ id: report.id, reference: reportReference(report.number), source: report.source },
    ...{ title: report.title, description: report.description, severity: report.severity },
    system: systemId === null || system === null ? null : { id: systemId, name: system },
    yes: asked.filter(({ id }) => answers[id] === true).map(({ id, question }) => ({ id, question })),
    answers: { ...answers },
    reporter:
      reporterId !== null
        ? { name: names.person(reporterId), email: null }
        : reporterEmail !== null
          ? { name: null, email: reporterEmail }
          : null,
    ticket: ticketId === null ? null : { id: ticketId, url: report.ticketUrl },
    earlier: report.earlierNumber === null ? null : reportReference(report.earlierNumber),
    state: report.state,
    incident: incident
      ? {
          ...{ reference: referenceOf(incident.number), title: incident.title },
          open: isOpen(incident.status),
        }
      : null,
    answer: report.answer,
    triagedBy: triagedBy === null ? null : actorName(triagedBy, names),
    triagedAt: report.triagedAt?.toString() ?? null,
    createdAt: report.createdAt.toString(),
    dueAt: report.dueAt.toString(),
    overdue: isOverdue(report, now),
    resolvedToldAt: report.resolvedToldAt?.toString() ?? null,
  };
}
