export { signalRoutes } from './routes.ts';
export { Signals } from './service.ts';
