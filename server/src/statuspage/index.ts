export { statuspageEntries } from './entries/index.ts';
export { statuspageRoutes } from './routes.ts';
export { StatusPages } from './service.ts';
