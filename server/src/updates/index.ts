export { nextUpdate, reminderOf } from './decide-promise.ts';
export { updateEntries } from './entries/index.ts';
export { updateRoutes } from './routes.ts';
export { Updates } from './service.ts';
