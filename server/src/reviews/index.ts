export { reviewEntries } from './entries/index.ts';
export { reviewRoutes } from './routes.ts';
export { Reviews } from './service.ts';
