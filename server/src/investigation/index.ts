export { investigationEntries } from './entries/index.ts';
export { investigationRoutes } from './routes.ts';
export { createInvestigation, type Investigation } from './service.ts';
