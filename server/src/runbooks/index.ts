export { runbookEntries } from './entries/index.ts';
export { createRepository, type Repository } from './repository.ts';
export { incidentRunbookRoutes, runbookRoutes } from './routes.ts';
export { createRunbooks, type Runbooks } from './service.ts';
export { shippedRunbooks } from './shipped.ts';
