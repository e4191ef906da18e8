export { plainName } from './decide-name.ts';
export { fileRoutes } from './routes.ts';
export { Files } from './service.ts';
