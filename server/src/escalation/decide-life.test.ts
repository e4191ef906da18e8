import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { ConditionFacts, Due, Policy, Severity } from '../policy/index.ts';
import { bySending, planMatrix } from './decide-plan.ts';
import { conditionsHold, replan } from './decide-replan.ts';
import { decideStep } from './decide-step.ts';
import type { PlanCause } from './entries/index.ts';
import { atOnce, calendar, calm, line, policyOf, ROLES, type Role, stepFrom, t0 } from './fixtures/plan.ts';
import type { Mode, PlannedStep, Step } from './model.ts';

/* Any matrix, any life of an incident: the promises hold. */

const roleNames = Object.keys(ROLES) as Role[];
const anyDue: fc.Arbitrary<Due> = fc.oneof(
  fc.constant(atOnce),
  fc
    .integer({ min: 1, max: 240 })
    .chain((mins) =>
      fc
        .integer({ min: 0, max: 300 })
        .map((margin): Due => ({ kind: 'within', seconds: mins * 60, marginSeconds: margin })),
    ),
  fc.constant<Due>({ kind: 'next_business_day', at: '10:00', marginSeconds: 60, calendar: 'default' }),
  fc.constant<Due>({
    kind: 'weekly',
    weekday: 'monday',
    at: '10:00',
    marginSeconds: 60,
    calendar: 'default',
  }),
);
const anyLine = fc.record({
  notify: fc.uniqueArray(fc.constantFrom(...roleNames), { minLength: 1, maxLength: 3 }),
  by: anyDue,
  mode: fc.constantFrom<Mode>('page', 'inform'),
  when: fc.option(fc.constantFrom('customer_facing' as const, 'acknowledged' as const), { nil: undefined }),
});
const anyMatrix = fc
  .array(anyLine, { maxLength: 5 })
  .map((lines) =>
    lines.map(({ notify, by, mode, when }, index) =>
      line(`L${index}`, notify, by, { mode, ...(when ? { when } : {}) }),
    ),
  );
type Happening = { at: number } & (
  | { what: 'severity'; to: Severity }
  | { what: 'customer_facing'; to: boolean }
  | { what: 'team' | 'acknowledge' | 'resolve' | 'reopen' | 'stale_wake' }
);
const anyHappening: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.integer({ min: 1, max: 400 * 60 }),
    fc.oneof(
      fc.constantFrom<Severity>('P1', 'P2').map((to) => ({ what: 'severity' as const, to })),
      fc.boolean().map((to) => ({ what: 'customer_facing' as const, to })),
      fc
        .constantFrom(
          'team' as const,
          'acknowledge' as const,
          'resolve' as const,
          'reopen' as const,
          'stale_wake' as const,
        )
        .map((what) => ({ what })),
    ),
  )
  .map(([at, happening]) => ({ at, ...happening }));

/** An incident's ladder, lived through second by second without a database. */
class Life {
  steps: Step[] = [];
  severity: Severity = 'P1';
  teams = ['payments'];
  customerFacing = false;
  acknowledgedAt: Instant | null = null;
  resolved = false;
  anchor = t0;
  at = t0;
  generation = 0;
  policy: Policy;

  constructor(policy: Policy) {
    this.policy = policy;
    this.plan('declared');
  }

  conditions(): ConditionFacts {
    return { ...calm, customerFacing: this.customerFacing, acknowledged: this.acknowledgedAt !== null };
  }

  wanted(): PlannedStep[] {
    return planMatrix(
      this.policy,
      { severity: this.severity, anchor: this.anchor, teamIds: this.teams, typeId: null },
      () => calendar,
    );
  }

  plan(cause: PlanCause): void {
    this.generation += 1;
    const next = replan(this.steps, this.wanted(), {
      cause,
      conditions: this.conditions(),
      unanswered: new Set(),
      now: this.at,
    });
    const cancelled = new Map(next.cancel.map(({ step, reason }) => [step, reason]));
    this.steps = this.steps.map((step) => {
      const reason = cancelled.get(step);
      return reason === undefined ? step : { ...step, status: 'cancelled', reason, settledAt: this.at };
    });
    for (const { wanted, lateBecause } of next.add)
      this.steps.push(
        stepFrom(wanted, {
          id: `${this.generation}/${this.steps.length}`,
          plannedAt: this.at,
          plannedBecause: cause,
          lateBecause,
        }),
      );
    this.wake();
  }

  /** One wake-up: looks at every step, as often as it likes. */
  wake(): void {
    for (const step of this.steps.filter(({ status }) => status === 'planned').sort(bySending)) {
      const decision = decideStep(step, {
        incident: {
          status: this.resolved ? 'resolved' : 'investigating',
          acknowledgedAt: this.acknowledgedAt,
        },
        conditions: this.conditions(),
        recipients: { personIds: [`${step.role}@${step.teamId}`], via: 'holder', team: null, gap: false },
        told: this.steps
          .filter(({ status }) => status === 'sent')
          .map((told) => ({
            personId: told.personIds[0] ?? '',
            role: told.role,
            teamId: told.teamId,
            mode: told.sentMode ?? told.mode,
          })),
        early: false,
        now: this.at,
      });
      if (decision.kind === 'wait') continue;
      const done =
        decision.kind === 'send'
          ? {
              status: 'sent' as const,
              sentMode: decision.mode,
              late: decision.late,
              personIds: decision.personIds,
            }
          : {
              status: decision.kind === 'skip' ? ('skipped' as const) : ('cancelled' as const),
              reason: decision.reason,
            };
      this.steps = this.steps.map((other) =>
        other === step ? { ...step, ...done, settledAt: this.at } : other,
      );
    }
  }

  /** Lets time pass, waking at each step's time. */
  until(end: Instant): void {
    for (;;) {
      const next = this.steps.filter(({ status }) => status === 'planned').sort(bySending)[0];
      if (next === undefined || isBefore(end, next.sendAt)) break;
      if (isBefore(this.at, next.sendAt)) this.at = next.sendAt;
      this.wake();
    }
    if (isBefore(this.at, end)) this.at = end;
  }

  happen(happening: Happening): void {
    this.until(plusSeconds(t0, happening.at));
    const cause = this.change(happening);
    if (cause !== null && !this.resolved) this.plan(cause);
    if (happening.what === 'stale_wake') this.wake();
  }

  /** Changes the incident. @returns what a new plan is for, if it is for one */
  change(happening: Happening): PlanCause | null {
    switch (happening.what) {
      case 'severity':
        this.severity = happening.to;
        return 'severity_changed';
      case 'customer_facing':
        this.customerFacing = happening.to;
        return 'customer_facing_changed';
      case 'team':
        this.teams = ['payments', 'database'];
        return 'systems_changed';
      case 'acknowledge':
        if (!this.resolved) this.acknowledgedAt ??= this.at;
        return 'condition_changed';
      case 'resolve':
        // Its steps are left to their wake-ups, as if the cancelling had been lost.
        this.resolved = true;
        return null;
      case 'reopen':
        if (!this.resolved) return null;
        this.resolved = false;
        this.anchor = this.at;
        return 'reopened';
      case 'stale_wake':
        return null;
    }
  }
}

test('[ESC-1] for any matrix and any life of an incident: nothing after its deadline, after the end, twice, or lost', () => {
  fc.assert(
    fc.property(anyMatrix, anyMatrix, fc.array(anyHappening, { maxLength: 10 }), (p1, p2, happenings) => {
      const life = new Life(policyOf({ P1: p1, P2: p2 }));
      const resolvedSpans: [Instant, Instant | null][] = [];
      for (const happening of happenings.sort((a, b) => a.at - b.at)) {
        const before = life.resolved;
        life.happen(happening);
        if (!before && life.resolved) resolvedSpans.push([life.at, null]);
        const last = resolvedSpans.at(-1);
        if (before && !life.resolved && last) last[1] = life.at;
      }
      life.until(plusSeconds(t0, 30 * 86_400));
      expect(life.steps.filter(({ status }) => status === 'planned')).toEqual([]);
      for (const step of life.steps) {
        // Whatever was not sent says why.
        expect(step.status === 'sent' || step.reason !== null).toBe(true);
        if (step.status !== 'sent' || step.settledAt === null) continue;
        // Before its deadline, unless it was planned after it, and then it says so.
        if (step.late === null) expect(isBefore(step.deadline, step.settledAt)).toBe(false);
        else expect(step.lateBecause).not.toBeNull();
        // Never while resolved.
        const at = step.settledAt;
        expect(
          resolvedSpans.some(
            ([from, until]) => isBefore(from, at) && (until === null || isBefore(at, until)),
          ),
        ).toBe(false);
        // No page about what was planned before the acknowledgement.
        if (
          life.acknowledgedAt &&
          isBefore(life.acknowledgedAt, at) &&
          !isBefore(life.acknowledgedAt, step.plannedAt)
        )
          expect(step.sentMode).toBe('inform');
      }
      if (life.resolved) return;
      // Nothing is lost: whoever the matrix in force names has heard, unless a condition spoke against it.
      for (const want of life.wanted()) {
        const seat = life.steps.filter(({ role, teamId }) => role === want.role && teamId === want.teamId);
        const heard = seat.some(({ status }) => status === 'sent');
        const excused =
          seat.some(({ reason }) => reason === 'condition_not_met') &&
          !conditionsHold(want, life.conditions());
        expect(heard || excused).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
