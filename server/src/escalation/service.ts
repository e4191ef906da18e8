import type { MessageOwner } from '../communication/index.ts';
import type { Incident, IncidentEvent, PreviewReplan } from '../incidents/index.ts';
import { hearsOf, isOpen, isThere } from '../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Actor, Fault, type Instant, isBefore, notFound, type Viewer } from '../kernel/index.ts';
import { again, inTransaction, type Reader, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { severityRank } from '../policy/index.ts';
import { type Case, conditionsOf, Journal, loadCase, onCallOf } from './case.ts';
import { ANSWER_KINDS, answersOf } from './decide-answers.ts';
import { causeOf, isWorse } from './decide-change.ts';
import { endedBy, pagesResponder, peopleOf, unansweredSteps } from './decide-page-facts.ts';
import { hasNotAnswered } from './decide-people.ts';
import { planMatrix } from './decide-plan.ts';
import { canBeReached, coveringTeams, recipientsOf } from './decide-recipients.ts';
import { conditionsHold, describeReplan, replan } from './decide-replan.ts';
import { outlivedPages, type RoleAnswer, roleAnswerOf } from './decide-role-page.ts';
import type { StepDecision } from './decide-step.ts';
import { askStopped, mustHear, stopAsking } from './drills.ts';
import type { PlanCause } from './entries/index.ts';
import { type Ladder, loadLadder } from './ladder.ts';
import { messageOwners } from './messages.ts';
import type { PageTarget, Step } from './model.ts';
import { NEWS_TASK, News, targetsOf } from './news.ts';
import { PAGE_TASK, Pages } from './pages.ts';
import type { EscalationDeps } from './ports.ts';
import { sendReviews } from './reviews.ts';
import { REVIEW_TASK, STEPS_TASK, Steps } from './steps.ts';
import { oldestNewsDue } from './store-news.ts';
import * as pageStore from './store-pages.ts';
import * as stepStore from './store-steps.ts';
import { watch } from './watchdog.ts';

/** The task that looks at what somebody was working on whose absence begins. */
const AWAY_TASK = 'escalation.away';

export class Escalation {
  readonly #deps: EscalationDeps;
  readonly #pages: Pages;
  readonly #steps: Steps;
  readonly #news: News;

  constructor(deps: EscalationDeps) {
    this.#deps = deps;
    this.#pages = new Pages(deps);
    this.#steps = new Steps(deps, this.#pages);
    this.#news = new News(deps, this.#pages, this.#steps);
  }

  /** What an incident's events mean for its ladder and its pages; in the transaction in which they happened. */
  async onIncident(tx: Tx, event: IncidentEvent): Promise<void> {
    switch (event.type) {
      case 'incidents.declared':
        await this.#replan(tx, event, 'declared');
        return event.pageNow ? this.#pageNow(tx, event) : undefined;
      case 'incidents.severity_changed':
        return this.#replan(tx, event, 'severity_changed');
      case 'incidents.customer_facing_changed':
        return this.#replan(tx, event, 'customer_facing_changed');
      case 'incidents.systems_changed':
        return this.#replan(tx, event, 'systems_changed');
      case 'incidents.type_changed':
        return this.#replan(tx, event, 'type_changed');
      case 'incidents.policy_moved':
        return this.#replan(tx, event, 'policy_moved');
      case 'incidents.severity_confirmed':
      case 'incidents.status_changed':
        return this.#replanSkipped(tx, event);
      case 'incidents.acknowledged':
        await this.#onAcknowledged(tx, event);
        return this.#replanSkipped(tx, event);
      case 'incidents.reopened':
        return this.#replan(tx, event, 'reopened');
      case 'incidents.acknowledgement_void':
        return this.#replan(tx, event, 'unanswered');
      case 'incidents.resolved':
        return this.#end(tx, event, 'resolved_before_due', 'resolved');
      case 'incidents.merged':
        return this.#end(tx, event, 'merged', 'merged');
      case 'incidents.responder_added':
        return this.#callIn(tx, event, 'added');
      case 'incidents.role_assigned':
        if (event.merged) return;
        await this.#stopOutlived(tx, event);
        return this.#callIn(tx, event, 'role');
      case 'incidents.role_ended':
        return this.#stopOutlived(tx, event);
      case 'incidents.news':
        return this.#news.lookAt(tx, event.incidentId, this.#deps.clock.now());
      case 'incidents.monitoring_clear':
        return;
    }
  }

  /** Somebody is no longer active, or away: of what they were working on it is looked at who is working on it now. */
  async personLeft(tx: Tx, personId: string): Promise<void> {
    const now = this.#deps.clock.now();
    for (const id of await this.#deps.incidents.workedOnBy(tx, personId))
      await this.#news.lookAt(tx, id, now);
  }

  /** Somebody will be away from then on, or is already: the same at that time, whatever they work on by then. */
  async personAway(tx: Tx, personId: string, from: Instant): Promise<void> {
    if (!isBefore(this.#deps.clock.now(), from)) return this.personLeft(tx, personId);
    await wakeAt(tx, { task: AWAY_TASK, key: `${personId}:${from}`, runAt: from, payload: { personId } });
  }

  /** Asks nobody any more for an incident that goes on: a drill that gives way to something real. */
  async quiet(tx: Tx, incidentId: string): Promise<void> {
    await this.#within(tx, incidentId, (subject, journal) => stopAsking(this.#pages, tx, subject, journal));
  }

  /** A drill goes on: those whom it had stopped asking are asked again, unless somebody has answered. */
  async unquiet(tx: Tx, incidentId: string): Promise<void> {
    await this.#within(tx, incidentId, (subject, journal) => askStopped(this.#pages, tx, subject, journal));
  }

  /** Who answers for the messages of pages, steps and news. */
  messageOwners(): readonly MessageOwner[] {
    return messageOwners({
      deps: this.#deps,
      steps: this.#steps,
      pages: this.#pages,
      news: this.#news,
      within: (tx, incidentId, work) => this.#within(tx, incidentId, work),
    });
  }

  /** What the sent steps of an incident left under; a weekly review carries other incidents as well. */
  async messageSources(reader: Reader, incidentId: string): Promise<readonly string[]> {
    return [...(await stepStore.sourcesOf(reader, incidentId)).keys()];
  }

  /** Whom the open pages of incidents ask now, by incident; an incident without an open page is left out. */
  async pagingNow(
    reader: Reader,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const open = Map.groupBy(
      await pageStore.openPagesOf(reader, incidentIds),
      ({ incidentId }) => incidentId,
    );
    return new Map([...open].map(([id, pages]) => [id, pages.flatMap(({ personIds }) => personIds)]));
  }

  /** What an answer by somebody would be about: a role of theirs alone, or (null) the incident. */
  async roleAnswer(reader: Reader, incident: Incident, personId: string): Promise<RoleAnswer | null> {
    return incident.acknowledgedAt === null
      ? roleAnswerOf(incident, personId, await pageStore.loadPages(reader, incident.id))
      : null;
  }

  /** Whether it would be about a role alone. */
  async answersForRole(reader: Reader, incident: Incident, personId: string): Promise<boolean> {
    return (await this.roleAnswer(reader, incident, personId)) !== null;
  }

  /**
   * Of these people those of whom nobody knows that they are there: away or no longer active, without a way to be reached, or
   * paged without an answer.
   */
  async notSurelyThere(
    reader: Reader,
    incident: Incident,
    personIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const { clock, directory: chapter, incidents, sends } = this.#deps;
    const directory = await chapter.facts(reader);
    const there = isThere(directory, clock.now());
    const pages = await pageStore.loadPages(reader, incident.id);
    const answers = answersOf(await incidents.entries(reader, incident.id, ANSWER_KINDS));
    const asked = new Set(pages.flatMap((page) => (page.status === 'open' ? [...peopleOf(page)] : [])));
    const silent = (id: string) => asked.has(id) || hasNotAnswered(id, { incident, pages, answers });
    return new Set(
      personIds.filter((id) => !there(id) || silent(id) || !canBeReached({ directory, sends }, id, 'inform')),
    );
  }

  /** Whom an incident's steps and messages told of it, by incident. A weekly review names no incident; its steps do. */
  async peopleTold(
    reader: Reader,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const all = [
      ...(await stepStore.peopleOfSteps(reader, incidentIds)),
      ...(await this.#deps.communication.peopleTold(reader, incidentIds)),
    ];
    const byIncident = Map.groupBy(all, ({ incidentId }) => incidentId);
    return new Map([...byIncident].map(([id, told]) => [id, new Set(told.map(({ personId }) => personId))]));
  }

  /**
   * Who holds a role of an incident now, deputies and fallbacks included: whom a notice to it would reach. A role that each
   * team has is asked of all of them; any other of the responding team, whose on-call or roles may stand in for it.
   */
  async holders(reader: Reader, incident: Incident, role: string): Promise<readonly string[]> {
    const subject = await loadCase(this.#deps, reader, incident);
    const { teamIds } = subject;
    const ofEach = subject.policy.roles[role]?.held === 'team' && teamIds.length > 0;
    const found = (ofEach ? teamIds : [teamIds[0] ?? null]).map((teamId) =>
      recipientsOf(subject.who, role, teamId, subject.now, 'inform'),
    );
    const all = new Set(found.flatMap(({ personIds }) => personIds));
    return [...all].filter((personId) => hearsOf(incident, personId));
  }

  /** Whom a notice to a role of a team would reach now, of what is no incident (yet). @param teamId null: of no team */
  async holdersIn(reader: Reader, teamId: string | null, role: string): Promise<readonly string[]> {
    const { clock, directory, oncall, policy, sends } = this.#deps;
    const now = clock.now();
    const { policy: current } = await policy.current(reader);
    const teams = [...(teamId === null ? [] : [teamId]), ...coveringTeams(current)];
    const who = {
      directory: await directory.facts(reader),
      policy: current,
      onCall: await onCallOf(oncall, reader, teams, now),
      assigned: {},
      sends,
    };
    return recipientsOf(who, role, teamId, now, 'inform').personIds;
  }

  /** The whole ladder of an incident: what was promised to whom, and when it left. */
  steps(reader: Reader, incidentId: string): Promise<readonly Step[]> {
    return stepStore.loadSteps(reader, incidentId);
  }

  /** Whom the steps still to come would tell, as things stand: they need not be told in another way as well. */
  async stillToHear(reader: Reader, incident: Incident): Promise<readonly string[]> {
    const planned = (await stepStore.loadSteps(reader, incident.id)).filter(
      ({ status }) => status === 'planned',
    );
    if (planned.length === 0) return [];
    const subject = await loadCase(this.#deps, reader, incident);
    return [
      ...new Set(
        planned
          .filter((step) => conditionsHold(step, subject.conditions))
          .flatMap(
            ({ role, teamId, mode }) => recipientsOf(subject.who, role, teamId, subject.now, mode).personIds,
          ),
      ),
    ];
  }

  /** The difference a reclassification or a newer policy would make, before it is confirmed (SEV-5). */
  readonly preview: PreviewReplan = async (tx, incident, change) => {
    const changed = { ...incident, ...change };
    const subject = await loadCase(this.#deps, tx, changed);
    const plan = await stepStore.findPlan(tx, incident.id);
    const wanted = planMatrix(
      subject.policy,
      {
        severity: change.severity,
        anchor: plan?.anchoredAt ?? incident.declaredAt,
        teamIds: subject.teamIds,
        typeId: incident.typeId,
      },
      subject.calendar,
    );
    // A step for customers only is part of the picture only while customers are affected.
    const shown = (step: { readonly when: string | null }, customerFacing: boolean) =>
      step.when !== 'customer_facing' || customerFacing;
    const steps = (await stepStore.loadSteps(tx, incident.id)).filter(
      (step) => step.status !== 'planned' || shown(step, incident.customerFacing),
    );
    const next = replan(
      steps,
      wanted.filter((step) => shown(step, change.customerFacing)),
      {
        cause: causeOf(incident, change),
        conditions: conditionsOf(changed),
        unanswered: unansweredSteps(
          await pageStore.loadPages(tx, incident.id),
          severityRank(change.severity) < severityRank(incident.severity),
        ),
        now: subject.now,
      },
    );
    return describeReplan(next, subject.now);
  };

  /** The ladder and the pages of an incident, with everything needed to show them. */
  async ladder(ref: string, viewer: Viewer): Promise<Ladder> {
    const { db, incidents } = this.#deps;
    return loadLadder(this.#deps, db, await incidents.idOf(db, ref, viewer));
  }

  /**
   * "Page Ana again", "page the database team".
   * @throws Fault conflict when the incident is closed; invalid for somebody who cannot be paged
   */
  pageByHand(ref: string, target: PageTarget, viewer: Viewer): Promise<string> {
    const { actor } = viewer;
    return this.#command(ref, viewer, async (tx, subject, journal) => {
      if (!subject.open) throw closed();
      const { people, teams } = subject.directory;
      if (target.kind === 'person' && people.get(target.personId)?.active !== true)
        throw invalid('personId', 'unknown_person', 'No active person with this ID.');
      mustHear(subject, target);
      if (target.kind === 'team' && teams.get(target.teamId)?.archived !== false)
        throw invalid('teamId', 'unknown_team', `Team "${target.teamId}" not found.`);
      const also = target.kind === 'team' ? [target.teamId] : [];
      const wide = await loadCase(this.#deps, tx, subject.incident, also);
      return this.#pages.again(tx, wide, journal, { target, actor });
    });
  }

  /** Ends one page by hand. @throws Fault not_found, conflict when it has ended */
  stopPage(ref: string, pageId: string, viewer: Viewer): Promise<void> {
    const { actor } = viewer;
    return this.#command(ref, viewer, async (tx, subject, journal) => {
      const page = await pageStore.findPage(tx, pageId);
      if (page === undefined || page.incidentId !== subject.incident.id) throw notFound('page');
      if (page.status !== 'open') throw new Fault('conflict', 'page_ended', 'This page has already ended.');
      const own = actor.kind === 'person' && peopleOf(page).has(actor.personId);
      await this.#pages.stop(tx, subject, journal, [page], own ? 'acknowledged' : 'by_hand', actor);
      // It may have been the one by which somebody was to hear of what came after it began.
      await this.#news.lookAt(tx, subject.incident.id, subject.now);
    });
  }

  /** "Send now": a step before its time (ESC-1). @throws Fault not_found, conflict when there is nothing to send */
  sendNow(ref: string, stepId: string, viewer: Viewer): Promise<StepDecision> {
    return this.#command(ref, viewer, async (tx, subject, journal) => {
      if (!subject.open) throw closed();
      const step = await stepStore.findStep(tx, stepId);
      if (step === undefined || step.incidentId !== subject.incident.id) throw notFound('step');
      if (step.status !== 'planned')
        throw new Fault('conflict', 'step_settled', `This step is no longer pending (${step.status}).`);
      return this.#steps.sendEarly(tx, subject, journal, step, viewer.actor);
    });
  }

  /** Looks for what has fallen through, once a minute. @returns how many subjects were repaired */
  watch(): Promise<number> {
    return watch(this.#deps);
  }

  /** When the page, the step and the bad news that have waited longest were due; null when there is none. */
  async oldestDue(): Promise<{ page: Instant | null; step: Instant | null; news: Instant | null }> {
    const { db } = this.#deps;
    return {
      page: await pageStore.oldestPageDue(db),
      step: await stepStore.oldestStepDue(db),
      news: await oldestNewsDue(db),
    };
  }

  /** Wake-ups. Each handler locks, reads again, decides, saves and sets the next wake-up in one transaction. */
  tasks(): TaskGroup {
    return {
      name: 'escalation',
      concurrency: 4,
      tasks: {
        [STEPS_TASK]: ({ key }) =>
          this.#transaction((tx) =>
            this.#within(tx, String(key), (subject, journal) => this.#steps.run(tx, subject, journal)),
          ),
        [PAGE_TASK]: ({ key, incidentId }) =>
          this.#transaction((tx) =>
            this.#within(tx, String(incidentId), (subject, journal) =>
              this.#pages.wakeDue(tx, subject, journal, String(key)),
            ),
          ),
        [NEWS_TASK]: ({ key }) =>
          this.#transaction((tx) =>
            this.#within(tx, String(key), (subject, journal) => this.#news.look(tx, subject, journal)),
          ),
        [AWAY_TASK]: ({ personId }) => this.#transaction((tx) => this.personLeft(tx, String(personId))),
        [REVIEW_TASK]: () => sendReviews(this.#deps, this.#steps),
      },
    };
  }

  /** Asked for when declaring: whoever is on call is paged, unless the matrix has done so already. */
  #pageNow(tx: Tx, event: IncidentEvent): Promise<void> {
    return this.#within(tx, event.incidentId, async (subject, journal) => {
      for (const target of targetsOf(subject))
        await this.#pages.start(tx, subject, journal, {
          target,
          because: 'by_hand',
          stepId: null,
          actor: event.actor,
        });
    });
  }

  async #replan(tx: Tx, event: IncidentEvent, cause: PlanCause): Promise<void> {
    await this.#within(tx, event.incidentId, async (subject, journal) => {
      if (!subject.open) return;
      const anchor = cause === 'reopened' ? { anchor: event.at } : {};
      const change = { cause, actor: event.actor, worse: isWorse(event), ...anchor };
      await this.#steps.plan(tx, subject, journal, change);
      await this.#steps.run(tx, subject, journal);
    });
  }

  /** A step may have been passed over for a condition that now holds. */
  async #replanSkipped(tx: Tx, event: IncidentEvent): Promise<void> {
    const steps = await stepStore.loadSteps(tx, event.incidentId);
    if (steps.some(({ reason }) => reason === 'condition_not_met'))
      await this.#replan(tx, event, 'condition_changed');
  }

  async #end(
    tx: Tx,
    event: IncidentEvent,
    stepReason: 'resolved_before_due' | 'merged',
    pageReason: 'resolved' | 'merged',
  ): Promise<void> {
    await this.#within(tx, event.incidentId, async (subject, journal) => {
      await this.#steps.cancelAll(tx, subject, journal, stepReason);
      const pages = await pageStore.loadPages(tx, event.incidentId, { open: true });
      await this.#pages.stop(tx, subject, journal, pages, pageReason, event.actor);
    });
  }

  /** The first acknowledgement ends every page; a later one by a person ends those that ask that person (IMM-1). */
  async #onAcknowledged(
    tx: Tx,
    event: Extract<IncidentEvent, { type: 'incidents.acknowledged' }>,
  ): Promise<void> {
    await this.#within(tx, event.incidentId, async (subject, journal) => {
      const pages = await pageStore.loadPages(tx, event.incidentId, { open: true });
      await this.#pages.stop(tx, subject, journal, endedBy(event, pages), 'acknowledged', event.actor);
      // Nobody has the incident yet, and it may have been the page by which somebody was to hear of what came since.
      if (!event.first && subject.incident.acknowledgedAt === null)
        await this.#news.lookAt(tx, event.incidentId, subject.now);
    });
  }

  /** Nobody is woken for what somebody else has by now, or nobody. */
  async #stopOutlived(tx: Tx, event: IncidentEvent): Promise<void> {
    await this.#within(tx, event.incidentId, async (subject, journal) => {
      const open = await pageStore.loadPages(tx, event.incidentId, { open: true });
      const pages = outlivedPages(subject.incident, open);
      await this.#pages.stop(tx, subject, journal, pages, 'superseded', event.actor);
      if (pages.length > 0) await this.#news.lookAt(tx, event.incidentId, subject.now);
    });
  }

  /** Somebody is called in, or given a role by somebody else: they get a page of their own. */
  async #callIn(
    tx: Tx,
    event: Extract<IncidentEvent, { type: 'incidents.responder_added' | 'incidents.role_assigned' }>,
    because: 'added' | 'role',
  ): Promise<void> {
    const { actor, personId } = event;
    await this.#within(tx, event.incidentId, async (subject, journal) => {
      const pages = await pageStore.loadPages(tx, event.incidentId, { open: true });
      if (!subject.open || !pagesResponder(event, pages)) return;
      await this.#pages.start(tx, subject, journal, {
        target: { kind: 'person', personId },
        because,
        stepId: null,
        actor,
      });
    });
  }

  /** Locks the incident, loads what decisions look at, and writes the entries that came of them. */
  async #within<T>(
    tx: Tx,
    incidentId: string,
    work: (subject: Case, journal: Journal) => Promise<T>,
    actor?: Actor,
  ): Promise<T> {
    const incident = await this.#deps.incidents.lock(tx, incidentId);
    const open = isOpen(incident.status) ? await pageStore.loadPages(tx, incidentId, { open: true }) : [];
    const teams = open.flatMap(({ target }) => (target.kind === 'team' ? [target.teamId] : []));
    const subject = await loadCase(this.#deps, tx, incident, teams);
    const journal = new Journal();
    const result = await work(subject, journal);
    await journal.write(this.#deps, tx, incidentId, actor);
    await publishLive(tx, { topic: 'incident', id: incidentId });
    return result;
  }

  #command<T>(
    ref: string,
    viewer: Viewer,
    work: (tx: Tx, subject: Case, journal: Journal) => Promise<T>,
  ): Promise<T> {
    return this.#transaction(async (tx) => {
      const id = await this.#deps.incidents.idOf(tx, ref, viewer);
      return this.#within(tx, id, (subject, journal) => work(tx, subject, journal));
    });
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => inTransaction(this.#deps.db, work));
  }
}

const closed = (): Fault =>
  new Fault('conflict', 'incident_closed', 'This incident is closed. Reopen it to page someone.');

const invalid = (path: string, code: string, message: string): Fault =>
  new Fault('invalid', code, message, [{ path, message }]);
