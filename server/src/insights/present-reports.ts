import type { z } from 'zod';
import type { DirectoryFacts } from '../directory/index.ts';
import { type Incident, referenceOf } from '../incidents/index.ts';
import type { Actor } from '../kernel/index.ts';
import { spanWords } from './decide-schedule.ts';
import { onlySeen } from './decide-seen.ts';
import type { previewReply, reportReply, reportsReply } from './model-api.ts';
import type { Content, Issue } from './model-reports.ts';
import { isLate, periodOf, type ScheduledReports } from './service-reports.ts';

type Seen = ReadonlyMap<string, Incident>;

/** Rows of incidents that the reader may not see are left out, as if there were no such incident. */
const presentContent = (content: Content, seen: Seen) => ({
  headline: content.headline,
  sections: onlySeen(content, new Set(seen.keys())).sections.map((section) => ({
    ...{ id: section.id, title: section.title, text: section.text, more: section.more },
    facts: [...section.facts],
    chart:
      section.chart === null
        ? null
        : {
            ...{ kind: section.chart.kind, unit: section.chart.unit, labels: [...section.chart.labels] },
            series: section.chart.series.map(({ name, values }) => ({ name, values: [...values] })),
          },
    table:
      section.table === null
        ? null
        : {
            heads: [...section.table.heads],
            rows: section.table.rows.map(({ incidentId, cells }) => {
              const incident = incidentId === null ? undefined : seen.get(incidentId);
              return {
                incident: incident === undefined ? null : referenceOf(incident.number),
                cells: [...cells],
              };
            }),
          },
  })),
});

const presentIssue = (issue: Omit<Issue, 'content'>) => ({
  ...{ id: issue.id, report: issue.report, title: issue.title, every: issue.every, quiet: issue.quiet },
  ...{ period: periodOf(issue), late: isLate(issue) },
  ...{ dueAt: issue.dueAt.toString(), madeAt: issue.madeAt.toString() },
});

const peopleOf = (ids: readonly string[], { people }: DirectoryFacts) =>
  ids.map((id) => ({ id, name: people.get(id)?.name ?? 'Deleted user' }));

const byWhom = (by: Actor | null, { people }: DirectoryFacts): string | null => {
  if (by === null) return null;
  if (by.kind === 'person') return people.get(by.personId)?.name ?? 'Deleted user';
  return by.kind === 'token' ? by.name : 'Tocsin';
};

export const presentReports = ({
  definitions,
  next,
  items,
  policy,
  directory,
}: Awaited<ReturnType<ScheduledReports['list']>>): z.input<typeof reportsReply> => ({
  schedule: definitions.map(({ id, title, every, enabled, audience, teams, whenQuiet }) => ({
    ...{ report: id, title, every, enabled, whenQuiet, nextAt: next.get(id)?.toString() ?? null },
    audience: audience.map((role) => policy.roles[role]?.title ?? role),
    teams: teams.map((team) => ({ id: team, name: directory.teams.get(team)?.name ?? team })),
  })),
  items: items.map(presentIssue),
});

export const presentReport = ({
  issue,
  incidents,
  deliveries,
  directory,
}: Awaited<ReturnType<ScheduledReports['show']>>): z.input<typeof reportReply> => ({
  ...presentIssue(issue),
  zone: issue.zone,
  content: presentContent(issue.content, incidents),
  deliveries: deliveries.map(({ round, at, by, personIds }) => ({
    ...{ round, at: at.toString(), by: byWhom(by, directory), people: peopleOf(personIds, directory) },
  })),
});

export const presentPreview = ({
  definition,
  next,
  content,
  incidents,
  personIds,
  directory,
  quiet,
  skipped,
}: Awaited<ReturnType<ScheduledReports['preview']>>): z.input<typeof previewReply> => ({
  ...{ report: definition.id, title: definition.title, every: definition.every },
  ...{ period: spanWords(definition.every, next.span), dueAt: next.dueAt.toString() },
  ...{ content: presentContent(content, incidents), people: peopleOf(personIds, directory), quiet, skipped },
});
