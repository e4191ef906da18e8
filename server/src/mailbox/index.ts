export { countMails } from './metrics.ts';
export type { CalendarAnswer } from './model.ts';
export { type MailActs, mailboxTasks } from './reader.ts';
export { mailboxRoutes } from './routes.ts';
export { Mailbox } from './service.ts';
