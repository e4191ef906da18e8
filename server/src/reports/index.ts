export { type ReportMail, reportOfMail } from './decide-mail.ts';
export { reportEntries } from './entries/index.ts';
export type { ReportPorts } from './ports.ts';
export { reportRoutes } from './routes.ts';
export { UserReports } from './service.ts';
export { ReportSettings } from './settings.ts';
