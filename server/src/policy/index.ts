export { policySection } from './config.ts';
export { compilePolicy, type Due, type MatrixStep, type Policy } from './decide-compile.ts';
export {
  type ConditionFacts,
  type CriteriaAnswers,
  fallbackRoles,
  own,
  severityForWord,
  stepExcluded,
  suggestSeverity,
} from './decide-conditions.ts';
export { diffHunks } from './decide-diff.ts';
export {
  calendarOf,
  type DueTimes,
  dueTimes,
  isWorkingDay,
  isWorkingTime,
  nextBusinessDay,
} from './decide-due.ts';
export { calendarFor, knownRegion, type OrganisationCalendar, publicHolidays } from './holidays.ts';
export { lintPolicy } from './lint.ts';
export type { Calendar } from './model-calendar.ts';
export { READERS, type Readers, TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';
export {
  CONDITIONS,
  type Condition,
  type RoleName,
  SEVERITIES,
  type Severity,
  severity,
  severityRank,
  WELL_KNOWN_ROLES,
} from './model-matrix.ts';
export {
  duration,
  formatDuration,
  isoWeekday,
  parseDuration,
  timeOfDay,
  WEEKDAYS,
  weekday,
} from './model-phrases.ts';
export { type ChecklistItem, RESOLUTION_LISTS, type ResolutionList } from './model-process.ts';
export { type PolicyProblem, parsePolicy } from './parse.ts';
export type { HoldersToday, NamedHolding } from './render.ts';
export { policyRoutes } from './routes.ts';
export {
  createPolicies,
  installShippedPolicy,
  type OrganisationFacts,
  type Policies,
  type PolicyVersion,
} from './service.ts';
export { fieldsFor, TEMPLATE_FIELDS } from './template-fields.ts';
export { type FilledMessage, fieldsRead, fillMessage } from './template-filling.ts';
export {
  readYaml,
  type SourceProblem,
  type YamlLimits,
  type YamlSource,
  zodProblems,
} from './yaml-source.ts';
