import type { Due, MatrixStep, Policy } from './decide-compile.ts';
import { own } from './decide-conditions.ts';
import { asksProgress, canApply, certainAtOnce, covers } from './lint-conditions.ts';
import { type Finding, found, type LintRule } from './lint-rules.ts';
import { SEVERITIES, type Severity } from './model-matrix.ts';
import { formatDuration } from './model-phrases.ts';

type Place = (string | number)[];
type Visit = (step: MatrixStep, path: Place, level: Severity, index: number) => readonly Finding[];

const eachStep = (policy: Policy, visit: Visit): Finding[] =>
  SEVERITIES.flatMap((level) =>
    policy.matrix[level].flatMap((step, index) => [...visit(step, ['matrix', level, index], level, index)]),
  );

/** An order of deadlines that holds on any day: minutes, then the next business day, then the week. */
function rank(due: Due): number {
  if (due.kind === 'immediately') return 0;
  if (due.kind === 'within') return due.seconds;
  return due.kind === 'next_business_day' ? 3 * 86_400 : 10 * 86_400;
}

const say = (due: Due): string =>
  due.kind === 'within' ? `within ${formatDuration(due.seconds)}` : due.kind.replaceAll('_', ' ');

const pages = (policy: Policy, level: Severity) => policy.matrix[level].filter(({ mode }) => mode === 'page');

function slowerWhenWorse(policy: Policy): Finding[] {
  return eachStep(policy, (step, path, level, index) => {
    const lower = SEVERITIES[SEVERITIES.indexOf(level) + 1];
    if (!lower || step.when || step.unless) return [];
    return step.notify.flatMap((role) => {
      const earliest = Math.min(
        ...policy.matrix[level].filter((each) => each.notify.includes(role)).map(({ by }) => rank(by)),
      );
      const below = policy.matrix[lower]
        .filter((each) => each.notify.includes(role))
        .map(({ by }) => rank(by));
      if (below.length === 0 || earliest <= Math.min(...below)) return [];
      if (policy.matrix[level].findIndex((each) => each.notify.includes(role)) !== index) return [];
      return [
        found(
          [...path, 'by'],
          `${role} is notified later for a ${level} than for a ${lower}.`,
          `Make the deadline at ${level} no later than the one at ${lower}.`,
        ),
      ];
    });
  });
}

const sameTime = (a: Due, b: Due): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A role that is told twice for no reason: an earlier line of the same kind applies whenever this one does. A line that
 * asks what has happened since ("unless: acknowledged") is a reminder, and wanted.
 */
function duplicates(policy: Policy): Finding[] {
  return eachStep(policy, (step, path, level, index) =>
    step.notify.flatMap((role) => {
      const earlier = policy.matrix[level]
        .slice(0, index)
        .find(
          (each) =>
            each.notify.includes(role) &&
            each.mode === step.mode &&
            covers(each, step) &&
            (!asksProgress(step) || sameTime(each.by, step.by)),
        );
      if (!earlier) return [];
      return [
        found(
          [...path, 'notify'],
          `${role} is already notified ${say(earlier.by)} by an earlier step of ${level}.`,
          'Remove one of the two, or make it a conditional reminder, such as unless: acknowledged.',
        ),
      ];
    }),
  );
}

/** A page that somebody can answer goes to a role with a standing holder: nobody is commander at the declaration. */
function p1WithoutPage(policy: Policy): Finding[] {
  const all = pages(policy, 'P1');
  const standing = (role: string) => own(policy.roles, role)?.held !== 'incident';
  if (all.some(({ notify }) => notify.some(standing))) return [];
  const message =
    all.length === 0
      ? 'No one is paged for a P1, so no one has to acknowledge.'
      : 'Every page of a P1 goes to a role that is not assigned at the declaration.';
  return [found(['matrix', 'P1'], message, 'Add { notify: on_call_engineer, by: immediately, mode: page }.')];
}

export const matrixRules: readonly LintRule[] = [
  { code: 'p1_without_page', level: 'error', check: ({ policy }) => p1WithoutPage(policy) },
  {
    code: 'p1_page_not_certain',
    level: 'warning',
    check: ({ policy }) => {
      const all = pages(policy, 'P1');
      return all.length === 0 || certainAtOnce(all)
        ? []
        : [
            found(
              ['matrix', 'P1'],
              'For some P1 incidents, every page has a delay or an unmet condition.',
              'Make one page immediate and unconditional.',
            ),
          ];
    },
  },
  {
    code: 'p4_pages',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, (step, path, level) =>
        level === 'P4' && step.mode === 'page'
          ? [
              found(
                [...path, 'mode'],
                'A P4 pages someone.',
                'Use mode: inform, or declare such things as P3.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'nobody_told',
    level: 'warning',
    check: ({ policy }) =>
      SEVERITIES.filter((level) => level !== 'P1' && policy.matrix[level].length === 0).map((level) =>
        found(['matrix', level], `No one is notified of a ${level}.`, 'Add at least one step.'),
      ),
  },
  { code: 'duplicate_notice', level: 'warning', check: ({ policy }) => duplicates(policy) },
  {
    code: 'step_after_later_deadline',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, (step, path, level, index) => {
        const before = policy.matrix[level][index - 1];
        if (!before || rank(before.by) <= rank(step.by)) return [];
        return [
          found(
            [...path, 'by'],
            `This step is due ${say(step.by)} but is listed after one that is due ${say(before.by)}.`,
            'Order the steps by deadline.',
          ),
        ];
      }),
  },
  {
    code: 'unreachable_condition',
    level: 'error',
    check: ({ policy }) =>
      eachStep(policy, (step, path) =>
        step.when !== undefined && step.when === step.unless
          ? [
              found(
                [...path, 'unless'],
                `"when" and "unless" are both ${step.when}: the step never applies.`,
                'Remove one of the two.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'unreachable_at_once',
    level: 'error',
    check: ({ policy }) =>
      eachStep(policy, (step, path) =>
        canApply(step) || step.when === undefined || step.when === step.unless
          ? []
          : [
              found(
                [...path, 'when'],
                `No incident is ${step.when} when it is declared: this step never applies.`,
                'Use a later deadline ("within 15m"), or remove the condition.',
              ),
            ],
      ),
  },
  { code: 'slower_when_worse', level: 'warning', check: ({ policy }) => slowerWhenWorse(policy) },
  {
    code: 'duplicate_step_id',
    level: 'error',
    check: ({ policy }) =>
      eachStep(policy, (step, path, level, index) =>
        policy.matrix[level].findIndex(({ id }) => id === step.id) === index
          ? []
          : [
              found(
                [...path, 'id'],
                `Another step of ${level} has the same ID.`,
                'Give each step its own ID.',
              ),
            ],
      ),
  },
  {
    code: 'role_not_held_yet',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, (step, path) =>
        step.by.kind === 'immediately'
          ? step.notify
              .filter((role) => own(policy.roles, role)?.held === 'incident')
              .map((role) =>
                found(
                  [...path, 'notify'],
                  `${role} is assigned during the incident: no one holds it when this step is due.`,
                  'Notify a role with a permanent holder, or use a later deadline.',
                ),
              )
          : [],
      ),
  },
];
