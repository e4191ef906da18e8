export { connectorsSection } from './config.ts';
export { recordsOf } from './decide-role.ts';
export { isDatabase, type Labelled } from './model.ts';
export { connectorRoutes } from './routes.ts';
export { Connectors } from './service.ts';
