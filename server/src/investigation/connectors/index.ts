export { connectorsSection } from './config.ts';
export { connectorRoutes } from './routes.ts';
export { Connectors } from './service.ts';
