export { systemMapRoutes } from './routes.ts';
export { createSystemMap, type SystemMap } from './service.ts';
