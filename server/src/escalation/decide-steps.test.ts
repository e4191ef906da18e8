import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';
import { planMatrix } from './decide-plan.ts';
import type { Recipients } from './decide-recipients.ts';
import { describeReplan, replan } from './decide-replan.ts';
import { decideStep, type Told } from './decide-step.ts';
import type { PlanCause } from './entries/index.ts';
import { atOnce, calendar, calm, line, minutes, policyOf, stepFrom, t0, within } from './fixtures/plan.ts';
import type { PlannedStep, Step } from './model.ts';

const runbook = policyOf({
  P1: [
    line('P1.1', ['on_call_engineer'], atOnce, { mode: 'page' }),
    line('P1.2', ['engineering_manager'], atOnce),
    line('P1.3', ['product_owner', 'cto'], within(15)),
    line('P1.4', ['ceo'], within(30), { when: 'customer_facing' }),
  ],
  P3: [
    line('P3.1', ['on_call_engineer'], atOnce, { mode: 'page' }),
    line('P3.2', ['engineering_manager'], within(120)),
    line('P3.3', ['product_owner'], {
      kind: 'next_business_day',
      at: '10:00',
      marginSeconds: 60,
      calendar: 'default',
    }),
  ],
});

const none: ReadonlySet<string> = new Set();
const plan = (severity: Severity, teamIds: readonly string[] = ['payments'], typeId: string | null = null) =>
  planMatrix(runbook, { severity, anchor: t0, teamIds, typeId }, () => calendar);

describe('planning', () => {
  test('[TYP-3] whom the type calls is paged at once, whatever the severity', () => {
    const calledBy = (severity: Severity, type: string | null) =>
      plan(severity, ['payments'], type)
        .filter(({ policyStep }) => policyStep.startsWith('type.'))
        .map(({ role, teamId, mode, due }) => `${role} ${teamId} ${mode} ${due}`);
    for (const severity of ['P1', 'P4'] as const)
      expect(calledBy(severity, 'security')).toEqual(['cto null page immediately']);
    expect(calledBy('P1', 'database')).toEqual([]);
    expect(calledBy('P1', null)).toEqual([]);
  });

  test('a P1 by the runbook: seat, mode, promise and hand-over', () => {
    expect(
      plan('P1').map(({ role, teamId, mode, deadline, sendAt, when }) =>
        [
          role,
          teamId,
          mode,
          deadline.since(t0).total('minutes'),
          sendAt.since(t0).total('minutes'),
          when,
        ].join(' '),
      ),
    ).toEqual([
      'on_call_engineer payments page 0 0 ',
      'engineering_manager payments inform 0 0 ',
      'product_owner payments inform 15 14 ',
      'cto  inform 15 14 ',
      'ceo  inform 30 29 customer_facing',
    ]);
  });

  test('two affected teams: their roles are asked for each, the roles of the organisation once', () => {
    const seats = plan('P1', ['payments', 'database']).map(({ role, teamId }) => `${role} ${teamId}`);
    expect(seats).toHaveLength(8);
    expect(seats.filter((seat) => seat.startsWith('cto'))).toEqual(['cto null']);
  });
});

describe('planning anew', () => {
  const settled = (over: Partial<Step>) => (wanted: PlannedStep) =>
    stepFrom(wanted, { settledAt: t0, ...over });
  const sent = settled({ status: 'sent', sentMode: 'inform' });

  test.each<[string, PlanCause, (ladder: Step[]) => Step[], string[]]>([
    [
      'nothing has changed',
      'severity_changed',
      (ladder) => ladder,
      [
        'on_call_engineer kept now',
        'engineering_manager kept now',
        'product_owner kept',
        'cto kept',
        'ceo kept',
      ],
    ],
    [
      'the manager has heard',
      'severity_changed',
      (ladder) => ladder.map((step) => (step.role === 'engineering_manager' ? sent(step) : step)),
      ['on_call_engineer kept now', 'engineering_manager sent', 'product_owner kept', 'cto kept', 'ceo kept'],
    ],
    [
      'a notice does not stand for a page',
      'severity_changed',
      (ladder) =>
        ladder.map((step) =>
          step.role === 'on_call_engineer'
            ? settled({ status: 'sent', sentMode: 'inform', mode: 'inform' })(step)
            : step,
        ),
      [
        'on_call_engineer added now',
        'engineering_manager kept now',
        'product_owner kept',
        'cto kept',
        'ceo kept',
      ],
    ],
    [
      'cancelled steps come again',
      'reopened',
      (ladder) =>
        ladder.map((step) =>
          step.role === 'cto' ? settled({ status: 'cancelled', reason: 'resolved_before_due' })(step) : step,
        ),
      [
        'on_call_engineer kept now',
        'engineering_manager kept now',
        'cto added',
        'product_owner kept',
        'ceo kept',
      ],
    ],
    [
      'nobody held it: not asked again',
      'severity_changed',
      (ladder) =>
        ladder.map((step) =>
          step.role === 'cto' ? settled({ status: 'skipped', reason: 'nobody_holds_role' })(step) : step,
        ),
      [
        'on_call_engineer kept now',
        'engineering_manager kept now',
        'product_owner kept',
        'cto sent',
        'ceo kept',
      ],
    ],
  ])('%s', (_, cause, change, expected) => {
    const wanted = plan('P1');
    const next = replan(change(wanted.map((step) => stepFrom(step))), wanted, {
      cause,
      conditions: calm,
      unanswered: none,
      now: minutes(5),
    });
    const words = describeReplan(next, minutes(5)).map(
      ({ roles, change: what, dueNow }) => `${roles[0]} ${what}${dueNow ? ' now' : ''}`,
    );
    expect(words.sort()).toEqual([...expected].sort());
  });

  test('from P1 to P3: the CTO and CEO are dropped, later promises move, with their reason', () => {
    const ladder = plan('P1').map((step) => stepFrom(step));
    const next = replan(ladder, plan('P3'), {
      cause: 'severity_changed',
      conditions: calm,
      unanswered: none,
      now: minutes(1),
    });
    expect(next.cancel.map(({ step, reason }) => `${step.role} ${reason}`).sort()).toEqual([
      'ceo reclassified',
      'cto reclassified',
      'engineering_manager reclassified',
      'product_owner reclassified',
    ]);
    expect(
      next.add.map(({ wanted, replaces }) => `${wanted.role} ${replaces === null ? 'new' : 'moved'}`),
    ).toEqual(['engineering_manager moved', 'product_owner moved']);
  });

  describe('reopened, the matrix begins anew', () => {
    const replanned = (cause: PlanCause, steps: Step[], acknowledged: boolean) =>
      replan(steps, plan('P1'), { cause, conditions: { ...calm, acknowledged }, unanswered: none, now: t0 });
    const roles = ({ add }: { add: readonly { wanted: PlannedStep }[] }) =>
      add.map(({ wanted }) => wanted.role);
    const before = plan('P1').map((step) =>
      stepFrom(step, { status: 'sent', sentMode: step.mode, settledAt: t0, generation: 1 }),
    );
    const everybody = before.map(({ role }) => role);

    test('for everybody; nobody is paged while somebody is at work', () => {
      expect(roles(replanned('reopened', before, false))).toEqual(everybody);
      expect(roles(replanned('reopened', before, true))).toEqual(
        everybody.filter((role) => role !== 'on_call_engineer'),
      );
    });

    test('and whatever changes afterwards lets its pages and notices stand', () => {
      const after = plan('P1').map((step) =>
        stepFrom(step, {
          id: `again ${step.role}`,
          generation: 2,
          plannedBecause: 'reopened',
          ...(step.mode === 'page' ? { status: 'sent', sentMode: 'page', settledAt: t0 } : {}),
        }),
      );
      const next = replanned('customer_facing_changed', [...before, ...after], false);
      expect(roles(next)).toEqual([]);
      expect(next.cancel).toEqual([]);
      expect(next.stopPagesOf.map(({ id }) => id).filter((id) => id.startsWith('again'))).toEqual([]);
    });
  });

  test('a page that was stopped without an answer does not stand for one, unless somebody is at work', () => {
    const paged = plan('P1').map((step) =>
      stepFrom(step, step.mode === 'page' ? { status: 'sent', sentMode: 'page', settledAt: t0 } : {}),
    );
    const unanswered = new Set(paged.filter(({ mode }) => mode === 'page').map(({ id }) => id));
    const added = (acknowledged: boolean) =>
      replan(paged, plan('P1'), {
        cause: 'severity_changed',
        conditions: { ...calm, acknowledged },
        unanswered,
        now: t0,
      }).add.map(({ wanted }) => wanted.role);
    expect(added(false)).toEqual(['on_call_engineer']);
    expect(added(true)).toEqual([]);
  });
});

describe('a step at its time', () => {
  const someone: Recipients = { personIds: ['mia'], via: 'holder', team: null, gap: false };
  const open = { status: 'investigating', acknowledgedAt: null } as const;
  const [oncall, manager, , cto] = plan('P1').map((step) => stepFrom(step)) as [Step, Step, Step, Step];
  const facts = {
    incident: open,
    conditions: calm,
    recipients: someone,
    told: [] as Told[],
    early: false,
    now: minutes(14),
  };

  test('waits until then, and no longer', () => {
    expect(decideStep(cto, { ...facts, now: minutes(13.99) })).toEqual({ kind: 'wait' });
    expect(decideStep(cto, facts)).toMatchObject({
      kind: 'send',
      late: null,
      early: false,
      personIds: ['mia'],
    });
  });

  test('decides nothing a second time', () => {
    expect(decideStep({ ...cto, status: 'sent' }, facts)).toEqual({ kind: 'wait' });
  });

  test.each([
    ['resolved', 'resolved_before_due'],
    ['merged', 'merged'],
  ] as const)('is cancelled when the incident is %s', (status, reason) => {
    expect(decideStep(cto, { ...facts, incident: { ...open, status } })).toEqual({ kind: 'cancel', reason });
  });

  test('says how late it is: an outage is one, a few seconds of "immediately" are none', () => {
    expect(decideStep(cto, { ...facts, now: minutes(15.1) })).toMatchObject({ late: 'outage' });
    expect(decideStep(manager, { ...facts, now: plusSeconds(t0, 5) })).toMatchObject({ late: null });
    expect(decideStep(manager, { ...facts, now: minutes(5) })).toMatchObject({ late: 'outage' });
    expect(decideStep({ ...cto, lateBecause: 'reclassified' }, facts)).toMatchObject({
      late: 'reclassified',
    });
  });

  test('does not page about what was planned before the acknowledgement, it informs', () => {
    const acknowledged = { ...open, acknowledgedAt: minutes(1) };
    const later = { ...oncall, sendAt: minutes(2), deadline: minutes(3) };
    expect(decideStep(later, { ...facts, incident: acknowledged })).toMatchObject({
      kind: 'send',
      mode: 'inform',
    });
    expect(
      decideStep({ ...later, plannedAt: minutes(2) }, { ...facts, incident: acknowledged }),
    ).toMatchObject({ mode: 'page' });
  });

  test.each<[string, Told, boolean]>([
    [
      'as somebody else',
      { personId: 'mia', role: 'product_owner', teamId: 'payments', mode: 'inform' },
      true,
    ],
    [
      'as the same for another team',
      { personId: 'mia', role: 'engineering_manager', teamId: 'database', mode: 'inform' },
      true,
    ],
    [
      'as the same: a reminder the policy wants',
      { personId: 'mia', role: 'engineering_manager', teamId: 'payments', mode: 'inform' },
      false,
    ],
    ['by a page', { personId: 'mia', role: '', teamId: null, mode: 'page' }, true],
    ['somebody else has', { personId: 'ben', role: 'cto', teamId: null, mode: 'page' }, false],
  ])('is not sent to who has heard %s', (_, told, skipped) => {
    expect(decideStep(manager, { ...facts, told: [told] }).kind).toBe(skipped ? 'skip' : 'send');
  });

  test('pages somebody who was only informed', () => {
    const told: Told = { personId: 'mia', role: 'cto', teamId: null, mode: 'inform' };
    expect(decideStep(oncall, { ...facts, told: [told] })).toMatchObject({ kind: 'send', mode: 'page' });
  });
});
