import { Fault, type Instant, isAtOrBefore, later } from '../kernel/index.ts';
import {
  check,
  invalid,
  type PublishFacts,
  publishUpdate,
  type UpdateInput,
  updateOf,
} from './decide-public.ts';
import { isOver, type Level, type Phase, type Plan, type PublicIncident, shownUpdates } from './model.ts';

/** An interval must lie ahead and end after it begins. @throws Fault */
function checkPlan(startsAt: Instant, endsAt: Instant, now: Instant): void {
  if (isAtOrBefore(endsAt, startsAt)) throw invalid('endsAt', 'The end must be after the start.');
  if (isAtOrBefore(endsAt, now)) throw invalid('endsAt', 'The end must be in the future.');
}

/** A maintenance is announced. @throws Fault */
export function schedule(
  blank: Pick<PublicIncident, 'id' | 'pageId' | 'code' | 'title'> & { readonly updateId: string },
  plan: Plan,
  input: Pick<UpdateInput, 'body' | 'levels' | 'notify'>,
  facts: PublishFacts,
): PublicIncident {
  const { updateId, ...names } = blank;
  const full = { ...input, phase: 'scheduled' as const, workaround: null, at: undefined };
  check('maintenance', full, facts);
  checkPlan(plan.startsAt, plan.endsAt, facts.now);
  if (Object.keys(input.levels).length === 0) throw invalid('levels', 'Choose at least one component.');
  return {
    ...names,
    ...{ kind: 'maintenance', phase: 'scheduled', createdAt: facts.now, startedAt: plan.startsAt },
    ...{ incidentId: null, resolvedAt: null, plan, withdrawnAt: null, revision: 1, impacts: [] },
    updates: [updateOf(updateId, full, facts.now, facts)],
  };
}

/** What a maintenance does to its components while it goes on: as it was announced, the last word for each. */
const announcedLevels = ({ updates }: PublicIncident): Readonly<Record<string, Level>> =>
  Object.assign(
    {},
    ...updates
      .filter(({ removedAt, phase }) => removedAt === null && phase === 'scheduled')
      .map(({ levels }) => levels),
  );

/** What the clock brings next to a maintenance; undefined when nothing. */
export function dueNext({
  kind,
  phase,
  plan,
  withdrawnAt,
}: Pick<PublicIncident, 'kind' | 'phase' | 'plan' | 'withdrawnAt'>):
  | { readonly phase: 'in_progress' | 'completed'; readonly at: Instant }
  | undefined {
  if (kind !== 'maintenance' || plan === null || withdrawnAt !== null) return undefined;
  if (phase === 'scheduled') return { phase: 'in_progress', at: plan.startsAt };
  if (phase === 'in_progress') return { phase: 'completed', at: later(plan.endsAt, plan.startsAt) };
  return undefined;
}

/** A maintenance that is moved. One that has begun keeps its start. @throws Fault */
export function replan(
  incident: PublicIncident,
  wanted: { readonly startsAt: Instant | undefined; readonly endsAt: Instant | undefined },
  now: Instant,
): PublicIncident {
  const { plan, phase } = incident;
  if (plan === null) throw invalid('startsAt', 'Only a maintenance has a schedule.');
  if (isOver(phase)) throw new Fault('conflict', 'maintenance_over', 'This maintenance is over.');
  if (phase === 'in_progress' && wanted.startsAt !== undefined && !wanted.startsAt.equals(plan.startsAt))
    throw invalid('startsAt', 'The maintenance has already started.');
  const startsAt = wanted.startsAt ?? plan.startsAt;
  const endsAt = wanted.endsAt ?? plan.endsAt;
  checkPlan(startsAt, endsAt, now);
  const startedAt = phase === 'scheduled' ? startsAt : incident.startedAt;
  return { ...incident, startedAt, plan: { ...plan, startsAt, endsAt } };
}

/** A word on a maintenance. One that begins does to its components what was announced, unless something else is said. @throws Fault */
export function updateMaintenance(
  incident: PublicIncident,
  updateId: string,
  input: UpdateInput,
  facts: PublishFacts,
): PublicIncident {
  const begins = input.phase === 'in_progress' && incident.phase === 'scheduled';
  const levels = begins && Object.keys(input.levels).length === 0 ? announcedLevels(incident) : input.levels;
  if (incident.phase !== 'scheduled' && input.phase === 'scheduled')
    throw invalid('phase', 'The maintenance has already started.');
  // Announced is not begun: until then nothing is under maintenance.
  return input.phase === 'scheduled'
    ? { ...publishUpdate(incident, updateId, { ...input, levels }, facts), impacts: incident.impacts }
    : publishUpdate(incident, updateId, { ...input, levels }, facts);
}

/** What the clock does to a maintenance now; undefined when nothing is due. Words are the page's own. */
export function turn(
  incident: PublicIncident,
  updateId: string,
  body: (phase: 'in_progress' | 'completed') => string,
  facts: PublishFacts,
): PublicIncident | undefined {
  const due = dueNext(incident);
  if (due === undefined || !isAtOrBefore(due.at, facts.now)) return undefined;
  const last = shownUpdates(incident)[0]?.at ?? due.at;
  const tells = due.phase === 'in_progress' ? incident.plan?.tellStart : incident.plan?.tellEnd;
  const input = { phase: due.phase as Phase, body: body(due.phase), workaround: null, levels: {} };
  return updateMaintenance(
    incident,
    updateId,
    { ...input, at: later(due.at, last), notify: tells ?? false },
    facts,
  );
}
