export { runbooksSection } from './config.ts';
export { runbookEntries } from './entries/index.ts';
export {
  type AskedCheck,
  type CheckResult,
  type CheckTable,
  type DatabaseCheck,
  KEPT,
  type Limit,
  type PlannedCheck,
  type Verdict,
} from './model-check.ts';
export { createRepository, type Repository } from './repository.ts';
export { incidentRunbookRoutes, runbookRoutes } from './routes.ts';
export { createRunbooks, type Runbooks } from './service.ts';
export type { CheckRunner } from './service-case.ts';
export { shippedRunbooks } from './shipped.ts';
