export { onCallSection } from './config.ts';
export { nextHandover, stints, whoIsOnCall } from './decide.ts';
export type {
  OnCallAnswer,
  OnCallLevel,
  OnCallPerson,
  Override,
  Rotation,
  Schedule,
  Stint,
} from './model.ts';
export { type ScheduleConfig, scheduleConfig } from './model-api.ts';
export { readPolicyFacts } from './policy-facts.ts';
export { onCallRoutes } from './routes.ts';
export { OnCall, type OnCallDirectory, type OnCallOptions } from './service.ts';
