import type { MessageDraft } from '../communication/index.ts';
import { hearsOf } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Actor, type Instant, isBefore, theSystem } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Case, Journal } from './case.ts';
import { type NoticeFacts, noticeContent } from './decide-message.ts';
import { pagedAsTold, stepsAsTold, unansweredSteps } from './decide-page-facts.ts';
import { bySending, causeOfPage, planMatrix } from './decide-plan.ts';
import { recipientsOf, unavailableFor } from './decide-recipients.ts';
import { type Replan, replan } from './decide-replan.ts';
import {
  decideStep,
  notifyingBegins,
  type StepDecision,
  stakeholdersNotified,
  type Told,
} from './decide-step.ts';
import type { PlanCause, StepReason } from './entries/index.ts';
import type { Step } from './model.ts';
import type { Pages } from './pages.ts';
import type { EscalationDeps } from './ports.ts';
import { loadPages } from './store-pages.ts';
import * as store from './store-steps.ts';

/** The task that looks at the ladder of one incident … */
export const STEPS_TASK = 'escalation.steps';
/** … and the one that sends the weekly reviews of a moment. */
export const REVIEW_TASK = 'escalation.review';

export type Send = Extract<StepDecision, { kind: 'send' }>;

/** Plans the ladder and climbs it. Everything here runs in the caller's transaction, with the incident locked. */
export class Steps {
  readonly #deps: EscalationDeps;
  readonly #pages: Pages;

  constructor(deps: EscalationDeps, pages: Pages) {
    this.#deps = deps;
    this.#pages = pages;
  }

  /** Lays the matrix over the incident as it is now: at its declaration, and again whenever a fact of it changes. */
  async plan(
    tx: Tx,
    subject: Case,
    journal: Journal,
    change: { cause: PlanCause; anchor?: Instant; actor: Actor; worse: boolean },
  ): Promise<void> {
    const { incident } = subject;
    const before = await store.findPlan(tx, incident.id);
    const plan = {
      generation: (before?.generation ?? 0) + 1,
      anchoredAt: change.anchor ?? before?.anchoredAt ?? incident.declaredAt,
    };
    const wanted = planMatrix(
      subject.policy,
      {
        severity: incident.severity,
        anchor: plan.anchoredAt,
        teamIds: subject.teamIds,
        typeId: incident.typeId,
      },
      subject.calendar,
    );
    const steps = await store.loadSteps(tx, incident.id);
    const next = replan(steps, wanted, {
      cause: change.cause,
      conditions: subject.conditions,
      unanswered: unansweredSteps(await loadPages(tx, incident.id), change.worse),
      now: subject.now,
    });
    await store.savePlan(tx, incident.id, plan);
    const begins = notifyingBegins(before === undefined ? null : steps, incident.stakeholdersNotifiedAt);
    await this.#save(tx, subject, journal, next, { ...change, generation: plan.generation, begins });
  }

  async #save(
    tx: Tx,
    subject: Case,
    journal: Journal,
    next: Replan,
    change: { cause: PlanCause; actor: Actor; generation: number; begins: boolean },
  ): Promise<void> {
    const { incident, now } = subject;
    for (const reason of new Set(next.cancel.map((cancelled) => cancelled.reason))) {
      const steps = next.cancel.filter((cancelled) => cancelled.reason === reason).map(({ step }) => step);
      await this.#cancel(tx, subject, journal, steps, reason);
    }
    const added = next.add.map(
      ({ wanted, lateBecause }): Step => ({
        ...wanted,
        id: newId(this.#deps.clock),
        incidentId: incident.id,
        generation: change.generation,
        plannedAt: now,
        plannedBecause: change.cause,
        lateBecause,
        status: 'planned',
        reason: null,
        settledAt: null,
        sentMode: null,
        personIds: [],
        via: null,
        late: null,
        early: false,
        handedAt: null,
        deliveredAt: null,
      }),
    );
    await store.insertSteps(tx, added);
    if (added.length > 0)
      journal.add({
        kind: 'step_planned',
        data: {
          generation: change.generation,
          because: change.cause,
          steps: added.map((step) => ({
            stepId: step.id,
            role: step.role,
            mode: step.mode,
            deadline: step.due === 'immediately' ? null : step.deadline.toString(),
            sendAt: step.sendAt.toString(),
          })),
        },
      });
    if (change.begins && added.some(({ due }) => due === 'immediately'))
      journal.add({ kind: 'stakeholders_pending', data: {} });
    const unwanted = new Set(next.stopPagesOf.map(({ id }) => id));
    const pages = await loadPages(tx, incident.id, { open: true });
    await this.#pages.stop(
      tx,
      subject,
      journal,
      pages.filter(({ stepId }) => stepId !== null && unwanted.has(stepId)),
      'superseded',
      change.actor,
    );
  }

  /** Gives up whatever has not been sent. */
  async cancelAll(
    tx: Tx,
    subject: Pick<Case, 'incident' | 'now'>,
    journal: Journal,
    reason: StepReason,
  ): Promise<void> {
    const planned = (await store.loadSteps(tx, subject.incident.id)).filter(
      ({ status }) => status === 'planned',
    );
    await this.#cancel(tx, subject, journal, planned, reason);
  }

  async #cancel(
    tx: Tx,
    subject: Pick<Case, 'now'>,
    journal: Journal,
    steps: readonly Step[],
    reason: StepReason,
  ): Promise<void> {
    if (steps.length === 0) return;
    await store.settleSteps(
      tx,
      steps.map(({ id }) => id),
      { status: 'cancelled', reason, at: subject.now },
    );
    journal.add({
      kind: 'step_cancelled',
      data: { reason, steps: steps.map(({ id, role }) => ({ stepId: id, role })) },
    });
  }

  /** Does what is due now and sets the next wake-up. The weekly review has a task of its own: it is one message for many. */
  async run(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const steps = (await store.loadSteps(tx, subject.incident.id))
      .filter(({ status, due }) => status === 'planned' && due !== 'weekly')
      .sort(bySending);
    for (const step of steps) {
      if (isBefore(subject.now, step.sendAt)) continue;
      await this.#carryOut(
        tx,
        subject,
        journal,
        step,
        await this.decide(tx, subject, step, false),
        theSystem,
      );
    }
    await this.tickNotified(tx, subject, journal);
    await this.wakeNext(tx, subject.incident.id);
  }

  /** Sends one step before its time, because a commander wants it (ESC-1). @returns what became of it */
  async sendEarly(tx: Tx, subject: Case, journal: Journal, step: Step, actor: Actor): Promise<StepDecision> {
    const decision = await this.decide(tx, subject, step, true);
    await this.#carryOut(tx, subject, journal, step, decision, actor);
    await this.tickNotified(tx, subject, journal);
    await this.wakeNext(tx, subject.incident.id);
    return decision;
  }

  async decide(tx: Reader, subject: Case, step: Step, early: boolean): Promise<StepDecision> {
    return decideStep(step, {
      incident: subject.incident,
      conditions: subject.conditions,
      recipients: recipientsOf(subject.who, step.role, step.teamId, subject.now, step.mode),
      hears: (personId) => hearsOf(subject.incident, personId),
      told: await this.#told(tx, subject),
      early,
      now: subject.now,
    });
  }

  /** Whoever has heard of the incident since its plan began. */
  async #told(tx: Reader, subject: Case): Promise<Told[]> {
    const since = (await store.findPlan(tx, subject.incident.id))?.anchoredAt ?? subject.incident.declaredAt;
    const steps = await store.loadSteps(tx, subject.incident.id);
    const pages = await loadPages(tx, subject.incident.id);
    return [...stepsAsTold(steps, since), ...pages.flatMap((page) => pagedAsTold(page, since))];
  }

  async #carryOut(
    tx: Tx,
    subject: Case,
    journal: Journal,
    step: Step,
    decision: StepDecision,
    actor: Actor,
  ): Promise<void> {
    if (decision.kind === 'wait') return;
    if (decision.kind === 'cancel') return this.#cancel(tx, subject, journal, [step], decision.reason);
    if (decision.kind === 'skip') return this.skip(tx, subject, journal, step, decision);
    await this.markSent(tx, subject, journal, step, decision, step.id, actor);
    if (decision.mode === 'page') await this.#page(tx, subject, journal, step, decision);
    const informed = decision.mode === 'inform' ? decision.personIds : [];
    if (informed.length + decision.alreadyTold.length === 0) return;
    const facts = await subject.noticeMessage();
    const notices = (ids: readonly string[]) => ids.flatMap((id) => this.#notice(facts, step, decision, id));
    await this.#deps.communication.enqueue(tx, notices(informed));
    for (const draft of notices(decision.alreadyTold))
      await this.#deps.communication.suppress(tx, draft, 'already_told');
  }

  async #page(tx: Tx, subject: Case, journal: Journal, step: Step, decision: Send): Promise<void> {
    const targets =
      decision.team === null
        ? decision.personIds.map((personId) => ({ kind: 'person', personId }) as const)
        : [{ kind: 'team', teamId: decision.team } as const];
    for (const target of targets)
      await this.#pages.start(tx, subject, journal, {
        target,
        because: causeOfPage(step),
        stepId: step.id,
        actor: theSystem,
      });
  }

  /** Records that a step is sent, by whatever message carries it; and the gap, when nobody planned holds the role. */
  async markSent(
    tx: Tx,
    subject: Case,
    journal: Journal,
    step: Step,
    decision: Send,
    sourceId: string,
    actor: Actor,
  ): Promise<void> {
    const { mode, personIds, via, late, early } = decision;
    await store.markSent(tx, step.id, { at: subject.now, mode, personIds, via, late, early, sourceId });
    journal.add({
      kind: 'step_sent',
      actor,
      data: {
        stepId: step.id,
        role: step.role,
        mode,
        personIds: [...personIds],
        via,
        deadline: step.due === 'immediately' ? null : step.deadline.toString(),
        late,
        early,
      },
    });
    const asked = [subject.who, step.role, step.teamId, subject.now, step.mode] as const;
    if (recipientsOf(...asked).gap)
      journal.add({
        kind: 'role_gap',
        data: {
          role: step.role,
          teamId: step.teamId,
          personIds: [...personIds],
          unavailable: unavailableFor(...asked),
        },
      });
  }

  async skip(
    tx: Tx,
    subject: Case,
    journal: Journal,
    step: Step,
    decision: Extract<StepDecision, { kind: 'skip' }>,
  ): Promise<void> {
    const { reason, personIds } = decision;
    await store.settleSteps(tx, [step.id], { status: 'skipped', reason, at: subject.now, personIds });
    journal.add({
      kind: 'step_skipped',
      data: { stepId: step.id, role: step.role, reason, personIds: [...personIds] },
    });
    if (reason === 'nobody_holds_role')
      journal.add({ kind: 'role_gap', data: { role: step.role, teamId: step.teamId, personIds: [] } });
    if (reason !== 'already_told') return;
    const facts = await subject.noticeMessage();
    for (const personId of personIds)
      for (const draft of this.#notice(facts, step, { late: null }, personId))
        await this.#deps.communication.suppress(tx, draft, 'already_told');
  }

  #notice(facts: NoticeFacts, step: Step, how: Pick<Send, 'late'>, personId: string): MessageDraft[] {
    const reader = facts.directory.people.get(personId);
    if (reader === undefined) return [];
    return [
      {
        key: `step:${step.id}:${personId}`,
        purpose: 'notice',
        personId,
        incidentId: facts.incident.id,
        source: { kind: 'step', id: step.id, generation: step.generation },
        content: noticeContent(facts, reader, step, how.late),
        promisedAt: step.sendAt,
        ...(step.due === 'immediately' ? {} : { deadline: step.deadline }),
        drill: facts.incident.drill,
      },
    ];
  }

  /** Ticks the runbook's fourth immediate action once it is done (IMM-4). */
  async tickNotified(tx: Tx, subject: Pick<Case, 'incident'>, journal: Journal): Promise<void> {
    const pending = journal.has('stakeholders_pending');
    if (subject.incident.stakeholdersNotifiedAt !== null && !pending) return;
    if (stakeholdersNotified(await store.loadSteps(tx, subject.incident.id)))
      journal.add({ kind: 'stakeholders_notified', data: {} });
  }

  /** The next look at the ladder. */
  async wakeNext(tx: Tx, incidentId: string): Promise<void> {
    const planned = (await store.loadSteps(tx, incidentId)).filter(({ status }) => status === 'planned');
    const [next] = planned.filter(({ due }) => due !== 'weekly').sort(bySending);
    if (next !== undefined) await wakeAt(tx, { task: STEPS_TASK, key: incidentId, runAt: next.sendAt });
    for (const { due, sendAt } of planned)
      if (due === 'weekly') await wakeAt(tx, { task: REVIEW_TASK, key: sendAt.toString(), runAt: sendAt });
  }
}
