export { Audiences } from './audiences.ts';
export { audiencesSection } from './config.ts';
export { nextUpdate, reminderOf } from './decide-promise.ts';
export { updateEntries } from './entries/index.ts';
export { createLeaveLinks, type LeaveLinks } from './leave-link.ts';
export { updateRoutes } from './routes.ts';
export { audienceRoutes } from './routes-audiences.ts';
export { Updates } from './service.ts';
