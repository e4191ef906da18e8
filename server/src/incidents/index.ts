export { createIncidentsChapter, type IncidentsChapter } from './chapter.ts';
export { type BadNews, worstFirst } from './decide-news.ts';
export { isThere, type OnIt, peopleOnIt } from './decide-tell.ts';
export type { IncidentEvent } from './events.ts';
export { type Incident, isOpen, referenceOf, type Status } from './model.ts';
export type { Command } from './model-commands.ts';
export type { Entry, EntryDraft, EntryKind } from './model-entries.ts';
export {
  type LapseReason,
  PAGE_END_REASONS,
  type PageEndReason,
  PLAN_CAUSES,
  type PlanCause,
  STEP_REASONS,
  type StepReason,
} from './model-entries-escalation.ts';
export type { IncidentPorts, Incidents, PreviewReplan, ReplannedStep } from './ports.ts';
export { namesFrom, pointOfContact } from './present.ts';
export { project } from './project.ts';
export { actorName } from './sentences.ts';
export type { IncidentHandlers } from './service-events.ts';
export { clearFor, roleLabel } from './words.ts';
