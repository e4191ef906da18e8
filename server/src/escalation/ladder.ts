import { type Instant, theProduct } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { type Case, loadCase } from './case.ts';
import { ANSWER_KINDS, type Answers, answersOf } from './decide-answers.ts';
import { type DeliveryState, deliveryState } from './decide-delivery-state.ts';
import type { NoticeMessage } from './decide-people.ts';
import type { Page, Step } from './model.ts';
import type { EscalationDeps } from './ports.ts';
import { loadPages } from './store-pages.ts';
import { findPlan, loadSteps, sourcesOf } from './store-steps.ts';

/** The ladder and the pages of an incident, with everything needed to show them. */
export interface Ladder {
  readonly subject: Case;
  readonly steps: readonly Step[];
  readonly pages: readonly Page[];
  /** When its plan began. */
  readonly since: Instant;
  readonly answers: Answers;
  /** By step id; none for a step that made no message. */
  readonly deliveries: ReadonlyMap<string, DeliveryState>;
  /** Messages of its pages, by the page's id. */
  readonly notices: readonly { readonly pageId: string; readonly personId: string | null }[];
  /** What was sent to people otherwise than by the tries of a page. */
  readonly told: readonly NoticeMessage[];
}

export async function loadLadder(deps: EscalationDeps, db: Reader, incidentId: string): Promise<Ladder> {
  const incident = await deps.incidents.get(db, incidentId, theProduct);
  const [steps, pages] = [await loadSteps(db, incidentId), await loadPages(db, incidentId)];
  // A step that pages speaks through its page.
  const stepOf = new Map(await sourcesOf(db, incidentId));
  const ofPages = pages.flatMap((page) => (page.stepId === null ? [] : [[page.id, page.stepId] as const]));
  const exhausted = pages.flatMap(({ id, exhaustedAt }) => (exhaustedAt === null ? [] : [id]));
  const sources = [...stepOf.keys(), ...ofPages.map(([pageId]) => pageId), ...exhausted];
  const messages = await deps.communication.standOf(db, [...new Set(sources)]);
  const deliveries = new Map<string, DeliveryState>();
  for (const { id, personIds } of steps) {
    const own = messages.filter(
      ({ source, personId }) =>
        (stepOf.get(source.id)?.includes(id) ||
          ofPages.some(([pageId, stepId]) => pageId === source.id && stepId === id)) &&
        // A page that goes on to the next level has messages to people who are not of this step.
        (personId === null || personIds.length === 0 || personIds.includes(personId)),
    );
    const delivery = deliveryState(own);
    if (delivery !== null) deliveries.set(id, delivery);
  }
  const notices = messages.flatMap(({ source, personId }) =>
    source.kind === 'page' ? [{ pageId: source.id, personId }] : [],
  );
  const paged = pages.flatMap(({ target }) => (target.kind === 'team' ? [target.teamId] : []));
  const tries = new Set(
    pages.flatMap(({ attempts }) => attempts.flatMap(({ messageId }) => messageId ?? [])),
  );
  const told = messages.filter(({ id }) => !tries.has(id));
  const since = (await findPlan(db, incidentId))?.anchoredAt ?? incident.declaredAt;
  const answers = answersOf(await deps.incidents.entries(db, incidentId, ANSWER_KINDS));
  const subject = await loadCase(deps, db, incident, paged);
  return { subject, steps, pages, since, answers, deliveries, notices, told };
}
