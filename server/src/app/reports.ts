import { type ReportPorts, ReportSettings, reportRoutes, UserReports } from '../reports/index.ts';
import type { Chapter } from './chapter.ts';
import type { Services } from './services.ts';

/** Reports by people, wired to those who declare because of them and who answer. */
export const wireReports = (
  ports: ReportPorts,
): { readonly userReports: UserReports; readonly reportSettings: ReportSettings } => ({
  userReports: new UserReports(ports),
  reportSettings: new ReportSettings(ports),
});

/** What they bring into a process. */
export const reportsChapter = (
  services: Pick<Services, 'userReports' | 'reportSettings' | 'channels' | 'mailbox'>,
  parts: Pick<ReportPorts, 'clock' | 'database' | 'directory' | 'policies' | 'incidents' | 'publicUrl'>,
): Chapter => {
  const { userReports: reports, reportSettings: settings } = services;
  const { clock, directory, policies, incidents, publicUrl } = parts;
  const reader = parts.database.db;
  return {
    name: 'reports',
    routes: reportRoutes({
      ...{ reports, settings, publicUrl },
      answers: services.channels.get('email')?.missing === null,
      mailAddress: services.mailbox.addresses?.reports ?? null,
      namesFor: async (shown, viewer) => {
        const ids = shown.flatMap(({ incidentId }) => incidentId ?? []);
        const seen = ids.length === 0 ? [] : await incidents.getMany(reader, [...new Set(ids)], viewer);
        return {
          ...{ directory: await directory.facts(reader), now: clock.now() },
          policy: (await policies.current(reader)).policy,
          incidents: new Map(seen.map((incident) => [incident.id, incident])),
        };
      },
    }),
    tasks: [reports.tasks()],
    begin: () => reports.begin(),
    messages: [reports.messageOwner()],
    watch: { name: 'reports', run: () => reports.watch() },
    backlog: async () => [{ what: 'reports', since: await reports.oldestDue() }],
  };
};
