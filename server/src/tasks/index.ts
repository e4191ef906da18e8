export { taskEntries } from './entries/index.ts';
export { taskRoutes } from './routes.ts';
export { createTasks, type Tasks } from './service.ts';
