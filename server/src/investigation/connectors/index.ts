export { connectorsSection } from './config.ts';
export { recordsOf } from './decide-role.ts';
export { type DatabaseKind, isDatabase } from './model.ts';
export { connectorRoutes } from './routes.ts';
export { Connectors } from './service.ts';
