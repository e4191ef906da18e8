export { createIncidentsChapter, type IncidentsChapter } from './chapter.ts';
export { type DeclareByHand, TITLE_MAX } from './decide-declare.ts';
export { watchedUntil } from './decide-ending.ts';
export { type BadNews, worstFirst } from './decide-news.ts';
export { joins } from './decide-record.ts';
export { discretion, hearsOf, isThere, type OnIt, peopleOnIt } from './decide-tell.ts';
export { incidentEntries } from './entries/index.ts';
export { kind, UNACKNOWLEDGED } from './entries/kind.ts';
export type { IncidentEvent } from './events.ts';
export {
  actorName,
  type ContentOf,
  createRegistry,
  type Draft,
  type Entry,
  isOf,
  type Names,
} from './log/index.ts';
export {
  COMMANDER,
  commanderOf,
  type Incident,
  incidentRef,
  instantText,
  isOpen,
  optionalText,
  referenceOf,
  requiredText,
  type Status,
} from './model.ts';
export type { Command } from './model-commands.ts';
export type { IncidentPorts, Incidents, PreviewReplan, ReplannedStep } from './ports.ts';
export { firstResponseItems, lateFirstResponse, namesFrom, pointOfContact } from './present.ts';
export type { RecordLine } from './record-line.ts';
export { declarationOf, declareBody, idempotencyKey } from './routes.ts';
export type { IncidentHandlers } from './service-events.ts';
export { capital, clearFor, roleLabel, spaced } from './words.ts';
