export { readinessRoutes } from './routes.ts';
export { createReadiness } from './service.ts';
