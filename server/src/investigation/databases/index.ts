export { createStepChecks } from './service.ts';
