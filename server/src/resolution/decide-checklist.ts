import { type Incident, watchedUntil } from '../incidents/index.ts';
import { type Actor, andList, type Instant, isBefore } from '../kernel/index.ts';
import { type ChecklistItem, type Policy, RESOLUTION_LISTS, type ResolutionList } from '../policy/index.ts';
import type { ResolutionRecord } from './decide-record.ts';
import type { Check, CheckAct, CheckState, Goal } from './model.ts';

/** What is known of an incident beside its own record. */
export interface ResolutionFacts {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly record: ResolutionRecord;
  /** The titles of alerts that fire; of many, the first. */
  readonly firing: { readonly titles: readonly string[]; readonly more: boolean };
  /** Whether anybody was told of the incident, and when they were told that it is over. */
  readonly told: { readonly anyone: boolean; readonly resolutionAt: Instant | null };
  /** The phases of what the public reads about it. */
  readonly published: readonly string[];
  /** Whether the review has a date, was held or was waived. */
  readonly reviewScheduled: boolean;
  readonly nameOf: (actor: Actor) => string;
  readonly personName: (id: string) => string;
  readonly now: Instant;
}

type State = readonly [CheckState, string | null];
const DONE: State = ['done', null];
const NOT_NEEDED: State = ['not_needed', null];
const open = (sentence: string): State => ['open', sentence];

/** The lists that the severity is asked for, item by item (RES-1 to RES-4). */
export function checklistOf(facts: ResolutionFacts): readonly Check[] {
  const { resolution } = facts.policy;
  const asked = resolution.asked[facts.incident.severity];
  return RESOLUTION_LISTS.filter((list) => asked.includes(list)).flatMap((list) =>
    resolution[list].map((rule) => checkOf(facts, list, rule)),
  );
}

function checkOf(facts: ResolutionFacts, list: ResolutionList, rule: ChecklistItem): Check {
  const id = `${list}.${rule.id}`;
  const { marks, plans, questions } = facts.record;
  const mark = marks.get(id) ?? null;
  const check = { id, list, rule, mark, plan: plans.get(id) ?? null, question: questions.get(id) ?? null };
  const [state, sentence] = stateOf(facts, check);
  const goal: Goal = list === 'verification' && rule.ticks !== 'status_resolved' ? 'resolved' : 'closed';
  return { ...check, goal, act: actOf(rule), state, sentence };
}

/** How an item is completed. Those that only facts tick cannot be ticked by hand, but waived. */
function actOf({ ticks, needs, asks }: ChecklistItem): CheckAct {
  if (ticks === 'root_cause_recorded') return 'root_cause';
  if (ticks === 'review_scheduled') return 'note';
  if (ticks !== undefined || needs.includes('stability_watch')) return 'none';
  if (asks.length > 0) return 'ask';
  if (needs.includes('peer_review')) return 'review';
  if (needs.includes('rollback_plan')) return 'plan';
  return needs.length > 0 ? 'evidence' : 'note';
}

type Marked = Pick<Check, 'id' | 'list' | 'rule' | 'mark' | 'plan' | 'question'>;

function stateOf(facts: ResolutionFacts, check: Marked): State {
  const { rule, mark, list } = check;
  const { noChange } = facts.record;
  if (rule.ticks === 'root_cause_recorded') return rootCause(facts, mark);
  const known = rule.ticks === undefined ? null : fact(facts, rule.ticks);
  if (known === DONE) return DONE;
  if (mark !== null) return [mark.kind === 'done' ? 'done' : 'waived', null];
  if (list === 'fix' && noChange !== null) return ['waived', null];
  if (known !== null) return known;
  if (rule.needs.includes('stability_watch')) return watch(facts);
  if (rule.asks.length > 0) return validation(facts, check);
  return open(todo(facts, check));
}

/** What nobody has done yet, in words. */
function todo({ policy }: ResolutionFacts, { rule, plan }: Marked): string {
  const { text, needs } = rule;
  if (needs.includes('peer_review'))
    return `${text}: not done yet. Name its author and someone else who reviewed it.`;
  if (needs.includes('rollback_plan'))
    return plan === null
      ? `${text}: write the rollback plan first.`
      : `${text}: the rollback plan is written; not implemented yet.`;
  if (rule.ticks === 'review_scheduled')
    return `${text}: no date yet. It is to be set within ${Math.round(policy.review.scheduleWithinSeconds / 3600)} hours of the resolution.`;
  return needs.length > 0
    ? `${text}: not done yet. Add a note or a link as evidence.`
    : `${text}: not done yet.`;
}

function rootCause({ record: { rootCause: said }, incident }: ResolutionFacts, mark: Check['mark']): State {
  if (said !== null && said.cause !== null) return DONE;
  if (mark?.kind === 'waived') return ['waived', null];
  return open(
    said === null
      ? `The root cause is not recorded. Record it${incident.resolvedAt === null ? ', or leave it to the review.' : ' with the findings that support it.'}`
      : 'The root cause is unknown. Record it with the findings that support it.',
  );
}

function validation({ nameOf, personName }: ResolutionFacts, { rule, question }: Marked): State {
  if (question === null) return open(`${rule.text}: no one has been asked yet.`);
  const asked = andList(question.personIds.map(personName));
  if (question.answer === null)
    return open(`${rule.text}: ${asked} has been asked and has not answered yet.`);
  if (question.answer.works) return DONE;
  const { by, comment } = question.answer;
  return open(`${rule.text}: ${nameOf(by)} answered no${comment === null ? '.' : `: ${comment}`}`);
}

/** Stable is what has stayed resolved for the policy's watch; a new alert before its end reopens the incident. */
function watch({ incident, policy, now }: ResolutionFacts): State {
  const until = watchedUntil(incident, policy);
  if (until === null)
    return incident.resolvedAt === null
      ? open('The stability watch begins when the incident is resolved.')
      : NOT_NEEDED;
  return isBefore(now, until)
    ? open(
        `The stability watch runs until ${until.toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', ' UTC')}.`,
      )
    : DONE;
}

/** What the record itself says; null where it says nothing and a person must. */
function fact(facts: ResolutionFacts, ticks: NonNullable<ChecklistItem['ticks']>): State | null {
  const { incident, policy, firing, told, published } = facts;
  const when = (at: Instant | null, sentence: string): State => (at === null ? open(sentence) : DONE);
  switch (ticks) {
    case 'monitoring_clear': {
      if (incident.monitoringClearAt !== null || incident.alertCount === 0) return DONE;
      const { titles, more } = firing;
      if (titles.length === 0) return DONE;
      const named = andList([...titles.map((title) => `“${title}”`), ...(more ? ['more'] : [])]);
      return open(
        `Monitoring is not clear: ${named} ${titles.length > 1 || more ? 'are' : 'is'} still firing.`,
      );
    }
    case 'status_resolved':
      return when(incident.resolvedAt, 'The incident is not resolved.');
    case 'resolution_notified':
      if (!told.anyone) return NOT_NEEDED;
      return when(told.resolutionAt, 'Those who were notified have not been told of the resolution.');
    case 'status_page_updated': {
      if (published.length === 0) return NOT_NEEDED;
      return published.every((phase) => phase === 'resolved')
        ? DONE
        : open('The status page still shows the incident as unresolved.');
    }
    case 'resolution_documented':
      return incident.resolution ? DONE : open('What fixed it is not on the record yet.');
    case 'review_scheduled':
      if (facts.reviewScheduled) return DONE;
      return policy.review.requiredFor.includes(incident.severity) ? null : NOT_NEEDED;
    case 'acknowledged':
      return when(incident.firstAcknowledgedAt, 'No one has acknowledged the incident.');
    case 'severity_assessed':
      return when(incident.severityConfirmedAt, 'No one has confirmed the severity.');
    case 'record_complete':
      return when(incident.recordCompleteAt, 'The details of the incident are not complete.');
    case 'stakeholders_notified':
      return when(incident.stakeholdersNotifiedAt, 'Not everyone has been notified of the incident.');
    case 'root_cause_recorded':
      return null;
  }
}

/**
 * What stands in front of a state. A root cause that is left to the review is enough to resolve, not to close; and nobody
 * closes an incident by having waived it before it was resolved.
 */
export function openFor(
  goal: Goal,
  checks: readonly Check[],
  { rootCause: said }: Pick<ResolutionRecord, 'rootCause'>,
): readonly Check[] {
  return checks.filter(({ state, act, rule, goal: own }) => {
    if (state !== 'open' || !rule.required) return false;
    return act === 'root_cause' && goal === 'resolved' ? said === null : own === goal;
  });
}
