export { FELL_BACK, type InitialNotice } from './decide-message.ts';
export { alsoOf } from './decide-news-words.ts';
export { type PageMove, startPage, wakePage } from './decide-page.ts';
export {
  blankPage,
  byPageOrder,
  othersToTell,
  pagedAsTold,
  pageFacts,
  sameTarget,
  stepsAsTold,
} from './decide-page-facts.ts';
export { bySending, causeOfPage, planMatrix } from './decide-plan.ts';
export {
  activeLevels,
  canBeReached,
  coveringTeams,
  pageRules,
  recipientsOf,
  type Unavailable,
  unavailableFor,
  type WhoFacts,
} from './decide-recipients.ts';
export { replan } from './decide-replan.ts';
export { decideStep } from './decide-step.ts';
export { escalationEntries } from './entries/index.ts';
export type { Page, PageTarget, Step } from './model.ts';
export type { EscalationDeps } from './ports.ts';
export { escalationRoutes } from './routes.ts';
export { Escalation } from './service.ts';
