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
export { type DiffHunk, diffHunks } from './decide-diff.ts';
export {
  calendarOf,
  type DueTimes,
  dueTimes,
  isWorkingDay,
  isWorkingTime,
  nextBusinessDay,
} from './decide-due.ts';
export { type Basis, type Origin, wouldOverwrite } from './decide-publish.ts';
export { typeByLabels } from './decide-type.ts';
export { calendarFor, knownRegion, type OrganisationCalendar, publicHolidays } from './holidays.ts';
export { policyJsonSchema, policySchemaObject } from './json-schema.ts';
export { type LintReport, lintPolicy } from './lint.ts';
export type { LintFacts } from './lint-rules.ts';
export { meaningOf } from './meaning.ts';
export { POLICY_LANGUAGE } from './model.ts';
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
export { type PolicyProblem, parsePolicy, parsePolicySource } from './parse.ts';
export { type HoldersToday, type NamedHolding, policyDocument } from './render.ts';
export { type Block, toHtmlFragment, toHtmlPage, toMarkdown } from './render-document.ts';
export { shippedPolicyYaml } from './shipped.ts';
export { fieldsFor, TEMPLATE_FIELDS } from './template-fields.ts';
export { type FilledMessage, fieldsRead, fillMessage } from './template-filling.ts';
export {
  isStorable,
  readYaml,
  type SourceProblem,
  type YamlLimits,
  type YamlSource,
  zodProblems,
} from './yaml-source.ts';
