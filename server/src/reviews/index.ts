export { actionRoutes } from './actions/routes.ts';
export { Actions } from './actions/service.ts';
export { reviewEntries } from './entries/index.ts';
export type { ReviewDeps } from './ports.ts';
export { reportRoutes } from './report/routes.ts';
export { Reports } from './report/service.ts';
export { reviewRoutes } from './routes.ts';
export { Reviews } from './service.ts';
