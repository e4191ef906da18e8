import type { Due, MatrixStep, Policy } from './decide-compile.ts';
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

/** Two steps that can both apply to one incident. */
const overlap = (a: MatrixStep, b: MatrixStep): boolean =>
  !(a.when !== undefined && a.when === b.unless) && !(b.when !== undefined && b.when === a.unless);

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
          `${role} hears later of a ${level} than of a ${lower}.`,
          `Make the deadline at ${level} no later than the one at ${lower}.`,
        ),
      ];
    });
  });
}

function duplicates(policy: Policy): Finding[] {
  return eachStep(policy, (step, path, level, index) =>
    step.notify.flatMap((role) => {
      const earlier = policy.matrix[level]
        .slice(0, index)
        .find((each) => each.notify.includes(role) && each.mode === step.mode && overlap(each, step));
      if (!earlier) return [];
      return [
        found(
          [...path, 'notify'],
          `${role} is already told ${say(earlier.by)} by an earlier line of ${level}.`,
          'Remove one of the two, or give them conditions that exclude each other.',
        ),
      ];
    }),
  );
}

export const matrixRules: readonly LintRule[] = [
  {
    code: 'p1_without_page',
    level: 'error',
    check: ({ policy }) =>
      pages(policy, 'P1').length > 0
        ? []
        : [
            found(
              ['matrix', 'P1'],
              'Nobody is paged for a P1: nobody has to answer.',
              'Add { notify: on_call_engineer, by: immediately, mode: page }.',
            ),
          ],
  },
  {
    code: 'p1_page_not_certain',
    level: 'warning',
    check: ({ policy }) => {
      const all = pages(policy, 'P1');
      const certain = all.some(({ by, when, unless }) => by.kind === 'immediately' && !when && !unless);
      return all.length === 0 || certain
        ? []
        : [
            found(
              ['matrix', 'P1'],
              'Every page of a P1 has a delay or a condition.',
              'Let one page be immediate and without a condition.',
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
                'A P4 wakes somebody.',
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
        found(['matrix', level], `Nobody hears of a ${level}.`, 'Add at least one line.'),
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
            `This line is due ${say(step.by)} but stands after one that is due ${say(before.by)}.`,
            'Order the lines by deadline, so that the ladder reads from top to bottom.',
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
                `"when" and "unless" are both ${step.when}: the line never applies.`,
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
        step.by.kind === 'immediately' && (step.when === 'acknowledged' || step.when === 'mitigating')
          ? [
              found(
                [...path, 'when'],
                `No incident is ${step.when} at the moment it is declared: this line never applies.`,
                'Give it time ("within 15m"), or remove the condition.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'margin_swallows_deadline',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, (step, path) =>
        step.by.kind === 'within' && step.by.marginSeconds >= step.by.seconds
          ? [
              found(
                [...path, 'by'],
                `The margin (${formatDuration(step.by.marginSeconds)}) leaves nothing of the ${formatDuration(step.by.seconds)}: the notice goes at once.`,
                'Write "immediately", or a smaller margin.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'no_margin',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, (step, path) =>
        'marginSeconds' in step.by && step.by.marginSeconds < 10
          ? [
              found(
                [...path, 'by'],
                'Without a margin the notice can reach its channel after the deadline.',
                'Leave a margin of at least 10s; 1m is usual.',
              ),
            ]
          : [],
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
                `Another line of ${level} has the same id.`,
                'Give each line its own id.',
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
              .filter((role) => policy.roles[role]?.held === 'incident')
              .map((role) =>
                found(
                  [...path, 'notify'],
                  `${role} is taken during the incident: nobody holds it when this line is due.`,
                  'Notify a role with a standing holder, or give it time.',
                ),
              )
          : [],
      ),
  },
];
