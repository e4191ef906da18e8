export { errorRoutes } from './routes.ts';
export { createErrors } from './service.ts';
