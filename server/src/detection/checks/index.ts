export { checksSection } from './config.ts';
export type { ProbePorts } from './probes.ts';
export { checkRoutes } from './routes.ts';
export { Checks } from './service.ts';
