export { Measuring } from './measuring.ts';
export type { InsightPorts } from './ports.ts';
export { insightRoutes } from './routes.ts';
export { scheduledReportRoutes } from './routes-reports.ts';
export { Insights } from './service.ts';
export { ScheduledReports } from './service-reports.ts';
