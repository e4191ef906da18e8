import { chooseTargets, type Reach, type Recipient } from '../communication/index.ts';
import { type DirectoryFacts, defaultTeamOf } from '../directory/index.ts';
import {
  blankPage,
  byPageOrder,
  bySending,
  causeOfPage,
  coveringTeams,
  decideStep,
  othersToTell,
  type Page,
  type PageMove,
  type PageTarget,
  pagedAsTold,
  pageFacts,
  planMatrix,
  recipientsOf,
  replan,
  type Step,
  sameTarget,
  startPage,
  stepsAsTold,
  type Unavailable,
  unavailableFor,
  type WhoFacts,
  wakePage,
} from '../escalation/index.ts';
import { earlier, type Instant, isAtOrBefore, isBefore } from '../kernel/index.ts';
import { type Schedule, whoIsOnCall } from '../oncall/index.ts';
import { type Calendar, type ConditionFacts, type Policy, stepExcluded } from '../policy/index.ts';
import type { Delivery, RehearsalCase, RehearsalEvent } from './model-rehearse.ts';

export interface RehearsalFacts {
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly schedules: readonly Schedule[];
  readonly calendar: (name: string, at: Instant) => Calendar;
  /** How a person can be reached, as communication sees it. */
  readonly recipient: (personId: string) => Recipient | undefined;
  /** The kinds of the channels that are set up. */
  readonly channels: ReadonlySet<string>;
  /** Where a contact method of this kind and address leads. */
  readonly reach: (kind: string, address: string) => Reach;
}

/** What becomes of a step, and whether somebody else than planned hears. */
type Decided = ReturnType<typeof decideStep> & {
  readonly gap: boolean;
  readonly unavailable: readonly Unavailable[];
};
type Told = ReturnType<typeof stepsAsTold>[number];
type Cause = 'declared' | 'condition_changed';

/**
 * One incident lived through in the head: the same decisions as in production (plan, step, page, address), with a clock that
 * jumps from one wake-up to the next and messages that always arrive. Nothing is stored and nothing is sent.
 */
class Rehearsal {
  readonly events: RehearsalEvent[] = [];
  #steps: Step[] = [];
  #pages: Page[] = [];
  #now: Instant;
  #acknowledged = false;
  #over = false;
  #generation = 0;
  /** Whoever has heard by a step, and who is on call now: asked for with every step, and there may be thousands. */
  readonly #told: Told[] = [];
  #onCall: { at: Instant; answers: WhoFacts['onCall'] } | null = null;
  readonly #facts: RehearsalFacts;
  readonly #case: RehearsalCase;

  constructor(facts: RehearsalFacts, theCase: RehearsalCase) {
    this.#facts = facts;
    this.#case = theCase;
    this.#now = theCase.at;
  }

  /** Pauses between steps, as `coverageInSlices` does and for the same reason. */
  *run(): Generator<void, void> {
    this.#plan('declared');
    yield* this.#runSteps();
    for (
      let next = this.#next();
      next !== null && isAtOrBefore(next, this.#case.until);
      next = this.#next()
    ) {
      this.#now = next;
      yield* this.#runSteps();
      this.#wakePages();
      yield* this.#acknowledge();
      this.#resolve();
    }
  }

  /** How many steps are still to come where the rehearsal stops looking. */
  get laterSteps(): number {
    return this.#over ? 0 : this.#steps.filter(({ status }) => status === 'planned').length;
  }

  get pagesGoOn(): boolean {
    return !this.#over && this.#open().length > 0;
  }

  /** The next moment at which anything happens; null when nothing more does. */
  #next(): Instant | null {
    const { acknowledgedAt, resolvedAt } = this.#case;
    const moments = [
      ...this.#steps.filter(({ status }) => status === 'planned').map(({ sendAt }) => sendAt),
      ...this.#open().flatMap(({ nextAt }) =>
        nextAt === null || isBefore(this.#case.pagesUntil, nextAt) ? [] : [nextAt],
      ),
      ...(this.#acknowledged || acknowledgedAt === null ? [] : [acknowledgedAt]),
      ...(this.#over || resolvedAt === null ? [] : [resolvedAt]),
    ];
    return this.#over || moments.length === 0 ? null : moments.reduce(earlier);
  }

  #plan(cause: Cause): void {
    const { at, severity, typeId } = this.#case;
    const wanted = planMatrix(
      this.#facts.policy,
      { severity, anchor: at, teamIds: this.#teamIds(), typeId },
      (name) => this.#facts.calendar(name, at),
    );
    const next = replan(this.#steps, wanted, { cause, conditions: this.#conditions(), now: this.#now });
    const cancelled = new Set(next.cancel.map(({ step }) => step.id));
    this.#generation++;
    this.#steps = [
      ...this.#steps.map((step) =>
        cancelled.has(step.id) ? { ...step, status: 'cancelled' as const } : step,
      ),
      ...next.add.map(
        ({ wanted: step, lateBecause }, index): Step => ({
          ...step,
          id: `step-${this.#generation}-${index}`,
          incidentId: '',
          generation: this.#generation,
          plannedAt: this.#now,
          plannedBecause: cause,
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
      ),
    ];
  }

  *#runSteps(): Generator<void, void> {
    const due = this.#steps
      .filter((step) => step.status === 'planned' && isAtOrBefore(step.sendAt, this.#now))
      .sort(bySending);
    for (const step of due.filter((one) => one.due !== 'weekly')) {
      this.#carryOut(step, this.#decide(step));
      yield;
    }
    // A review is one message to each reader: all its steps are decided before any of them counts as told.
    const reviews = due.filter((one) => one.due === 'weekly');
    const decisions = reviews.map((step) => this.#decide(step));
    const readers = new Set<string>();
    for (const [index, decision] of decisions.entries()) {
      const step = reviews[index];
      if (step !== undefined) this.#carryOut(step, decision, readers);
      yield;
    }
  }

  #decide(step: Step): Decided {
    const recipients = recipientsOf(this.#who(), step.role, step.teamId, this.#now, step.mode);
    const decision = decideStep(step, {
      incident: {
        status: 'investigating',
        acknowledgedAt: this.#acknowledged ? this.#case.acknowledgedAt : null,
      },
      conditions: this.#conditions(),
      recipients,
      told: [...this.#told, ...this.#pages.flatMap((page) => pagedAsTold(page, this.#case.at))],
      early: false,
      now: this.#now,
    });
    const { gap } = recipients;
    const asked = [this.#who(), step.role, step.teamId, this.#now, step.mode] as const;
    return { ...decision, gap, unavailable: gap ? unavailableFor(...asked) : [] };
  }

  /** @param readers of a weekly review: who reads of it already, and need not be told of it once more */
  #carryOut(step: Step, decision: Decided, readers?: Set<string>): void {
    if (decision.kind === 'wait' || decision.kind === 'cancel') return;
    const { role, teamId, deadline } = step;
    const settled = { ...step, settledAt: this.#now };
    if (decision.kind === 'skip') {
      this.#replace({
        ...settled,
        status: 'skipped',
        reason: decision.reason,
        personIds: decision.personIds,
      });
      this.#tell({
        kind: 'not_sent',
        role,
        teamId,
        reason: decision.reason,
        excludedBy: decision.reason === 'condition_not_met' ? stepExcluded(step, this.#conditions()) : null,
        personIds: decision.personIds,
        due: deadline,
      });
      return;
    }
    const { mode, personIds, via, late, team } = decision;
    this.#replace({ ...settled, status: 'sent', sentMode: mode, personIds, via, late });
    if (decision.alreadyTold.length > 0)
      this.#tell({
        kind: 'not_sent',
        role,
        teamId,
        reason: 'already_told',
        excludedBy: null,
        personIds: decision.alreadyTold,
        due: deadline,
      });
    if (mode === 'page') {
      const targets: PageTarget[] =
        team === null
          ? personIds.map((personId) => ({ kind: 'person', personId }))
          : [{ kind: 'team', teamId: team }];
      for (const target of targets) this.#start(target, causeOfPage(step), step.id);
      return;
    }
    for (const personId of personIds.filter((id) => !readers?.has(id))) {
      readers?.add(personId);
      for (const to of this.#deliveries(personId, role, { purpose: 'notice', personId }))
        this.#tell({
          kind: 'notice',
          to,
          role,
          teamId,
          deadline: step.due === 'immediately' ? null : deadline,
          via,
          gap: decision.gap,
          unavailable: decision.unavailable,
          digest: step.due === 'weekly',
        });
    }
  }

  #start(target: PageTarget, because: 'matrix' | 'type' | 'exhausted', stepId: string | null): void {
    if (this.#open().some((page) => sameTarget(page.target, target))) return;
    const page = blankPage(
      `page-${this.#pages.length}`,
      { incidentId: '', now: this.#now },
      { target, because, stepId },
    );
    this.#pages.push(page);
    this.#move(startPage(page, this.#pageFacts(page)));
  }

  #wakePages(): void {
    if (isBefore(this.#case.pagesUntil, this.#now)) return;
    for (const { id } of this.#open().sort(byPageOrder)) {
      const page = this.#pages.find((each) => each.id === id && each.status === 'open');
      if (!page || page.nextAt === null || isBefore(this.#now, page.nextAt)) continue;
      const move = wakePage(page, this.#pageFacts(page));
      if (move !== null) this.#move(move);
    }
  }

  /** What a decision about a page does: tries are made, those without an address fail at once, and it goes on. */
  #move(first: PageMove): void {
    let exhausted: PageMove['exhausted'] = null;
    let page = first.page;
    for (let move: PageMove | null = first; move !== null; ) {
      exhausted ??= move.exhausted;
      const tried = this.#try(move);
      page = { ...move.page, attempts: [...move.page.attempts, ...tried.attempts] };
      this.#savePage(page);
      move = tried.failed ? wakePage(page, this.#pageFacts(page)) : null;
    }
    if (exhausted === null) return;
    const { notify, mode } = this.#facts.policy.paging.exhausted;
    const told = othersToTell(
      {
        policy: this.#facts.policy,
        who: this.#who(),
        teamIds: this.#teamIds(),
        acknowledged: this.#acknowledged,
        now: this.#now,
      },
      page,
      this.#open(),
      exhausted,
    );
    if (exhausted === 'again' && told.length === 0) return;
    this.#tell({
      kind: 'exhausted',
      teamId: page.target.kind === 'team' ? page.target.teamId : null,
      toldPersonIds: told,
    });
    for (const personId of told) {
      if (mode === 'page') this.#start({ kind: 'person', personId }, 'exhausted', null);
      else
        for (const to of this.#deliveries(personId, notify[0] ?? '', { purpose: 'notice', personId }))
          this.#tell({
            kind: 'notice',
            to,
            role: notify[0] ?? '',
            teamId: null,
            deadline: null,
            via: null,
            gap: false,
            unavailable: [],
            digest: false,
          });
    }
  }

  #try({ page, tries }: PageMove): { attempts: Page['attempts']; failed: boolean } {
    const teamId = page.target.kind === 'team' ? page.target.teamId : null;
    let failed = false;
    const attempts = tries.map((one) => {
      const draft = {
        purpose: 'page' as const,
        personId: one.personId,
        contactMethodId: one.contactMethodId,
      };
      const to = one.notSent ? [] : this.#deliveries(one.personId, 'on_call_engineer', draft);
      const lost = !one.notSent && to.length === 0;
      failed ||= lost;
      for (const delivery of to) {
        const because = page.because === 'exhausted' ? 'exhausted' : 'matrix';
        this.#tell({ kind: 'page', to: delivery, teamId, level: one.level, round: one.round, because });
      }
      const { generation, position, personId, contactMethodId, level, round } = one;
      const outcome = one.notSent ? ('not_sent' as const) : lost ? ('failed' as const) : ('handed' as const);
      const settledAt = this.#now;
      return {
        generation,
        position,
        personId,
        contactMethodId,
        level,
        round,
        at: this.#now,
        messageId: null,
        channel: to[0]?.channel ?? null,
        outcome,
        reason: one.notSent,
        settledAt,
        newsSeq: 0,
      };
    });
    return { attempts, failed };
  }

  #deliveries(personId: string, role: string, draft: Parameters<typeof chooseTargets>[0]): Delivery[] {
    const addressing = chooseTargets(draft, this.#facts.recipient(personId), this.#facts.channels);
    if (addressing.kind === 'to') return addressing.targets.map((target) => ({ personId, ...target }));
    this.#tell({ kind: 'unreachable', personId, role, reason: addressing.reason });
    return [];
  }

  *#acknowledge(): Generator<void, void> {
    const { acknowledgedAt } = this.#case;
    if (this.#acknowledged || this.#over || acknowledgedAt === null || isBefore(this.#now, acknowledgedAt))
      return;
    this.#acknowledged = true;
    // By all who are asked: those whom the type calls answer for themselves.
    this.#tell({ kind: 'acknowledged' });
    this.#pages = this.#pages.map((page) =>
      page.status === 'open' ? { ...page, status: 'acknowledged', nextAt: null } : page,
    );
    if (!this.#steps.some(({ reason }) => reason === 'condition_not_met')) return;
    this.#plan('condition_changed');
    yield* this.#runSteps();
  }

  #resolve(): void {
    const { resolvedAt } = this.#case;
    if (this.#over || resolvedAt === null || isBefore(this.#now, resolvedAt)) return;
    this.#over = true;
    this.#tell({ kind: 'resolved' });
    for (const { role, teamId, deadline } of this.#steps
      .filter(({ status }) => status === 'planned')
      .sort(bySending))
      this.#tell({
        kind: 'not_sent',
        role,
        teamId,
        reason: 'resolved_before_due',
        excludedBy: null,
        personIds: [],
        due: deadline,
      });
  }

  #tell(
    event: RehearsalEvent extends infer E ? (E extends { at: Instant } ? Omit<E, 'at'> : never) : never,
  ): void {
    this.events.push({ at: this.#now, ...event } as RehearsalEvent);
  }

  #open(): Page[] {
    return this.#pages.filter(({ status }) => status === 'open');
  }

  #replace(step: Step): void {
    this.#steps = this.#steps.map((each) => (each.id === step.id ? step : each));
    this.#told.push(...stepsAsTold([step], this.#case.at));
  }

  #savePage(page: Page): void {
    this.#pages = this.#pages.map((each) => (each.id === page.id ? page : each));
  }

  #pageFacts(page: Page) {
    return pageFacts(
      { policy: this.#facts.policy, directory: this.#facts.directory, who: this.#who(), now: this.#now },
      page,
      this.#open(),
    );
  }

  #conditions(): ConditionFacts {
    const { customerFacing, confirmed } = this.#case;
    return { customerFacing, confirmed, acknowledged: this.#acknowledged, mitigating: false };
  }

  #who(): WhoFacts {
    if (this.#onCall?.at !== this.#now) {
      const teams = new Set([...this.#teamIds(), ...coveringTeams(this.#facts.policy)]);
      const schedules = [...teams].flatMap(
        (teamId) => this.#facts.schedules.find((each) => each.teamId === teamId) ?? [],
      );
      const answers = new Map(schedules.map((one) => [one.teamId, whoIsOnCall(one, this.#now)] as const));
      this.#onCall = { at: this.#now, answers };
    }
    const onCall = this.#onCall.answers;
    const { directory, policy, reach } = this.#facts;
    const sends: WhoFacts['sends'] = (kind, address) => reach(kind, address) === 'sends';
    return { directory, policy, onCall, assigned: {}, sends };
  }

  #teamIds(): string[] {
    const { directory } = this.#facts;
    const owners = this.#case.systemIds.flatMap((id) => directory.systems.get(id)?.teamId ?? []);
    const fallback = defaultTeamOf(directory);
    return [...new Set(owners.length > 0 ? owners : fallback === undefined ? [] : [fallback])];
  }
}

export interface RehearsalResult {
  readonly events: readonly RehearsalEvent[];
  /** Somebody is still being paged where the rehearsal stops looking. */
  readonly pagesGoOn: boolean;
  /** How many steps are due later than it looks. */
  readonly laterSteps: number;
}

/** Everything that would happen in this case, in order. Pauses now and then, so that pages leave meanwhile. */
export function* rehearseInSlices(
  facts: RehearsalFacts,
  theCase: RehearsalCase,
): Generator<void, RehearsalResult> {
  const rehearsal = new Rehearsal(facts, theCase);
  yield* rehearsal.run();
  return { events: rehearsal.events, pagesGoOn: rehearsal.pagesGoOn, laterSteps: rehearsal.laterSteps };
}
