import {
  type InsightPorts,
  Insights,
  insightRoutes,
  Measuring,
  ScheduledReports,
  scheduledReportRoutes,
} from '../insights/index.ts';
import type { Chapter } from './chapter.ts';
import type { Services } from './services.ts';

type Brought = 'insights' | 'measuring' | 'scheduledReports';

/** Measurements, what is made of them, and the reports that come round. */
export function wireInsights(ports: InsightPorts): Pick<Services, Brought> {
  const insights = new Insights(ports);
  const measuring = new Measuring(ports);
  return { insights, measuring, scheduledReports: new ScheduledReports(ports, insights, measuring) };
}

/** What they bring into a process. */
export const insightsChapter = ({
  insights,
  measuring,
  scheduledReports: reports,
}: Pick<Services, Brought>): Chapter => ({
  name: 'insights',
  routes: (server) => {
    insightRoutes(insights)(server);
    scheduledReportRoutes(reports)(server);
  },
  tasks: [
    { name: 'measurements', concurrency: 1, tasks: measuring.tasks() },
    // Workers of their own: a report waits for no backlog of measurements.
    { name: 'scheduled reports', concurrency: 1, tasks: reports.tasks() },
  ],
  messages: [reports.messageOwner()],
  watch: {
    name: 'insights',
    pagesNobody: true,
    run: async () => {
      await measuring.watch();
      return reports.watch();
    },
  },
  backlog: async () => [{ what: 'scheduled reports', since: await reports.oldestDue(), pagesNobody: true }],
  begin: async () => {
    await measuring.begin();
    await reports.begin();
  },
});
