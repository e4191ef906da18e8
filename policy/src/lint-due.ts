import type { Due, MatrixStep, Policy } from './decide-compile.ts';
import { own } from './decide-conditions.ts';
import { type Finding, found, type LintInput, type LintRule } from './lint-rules.ts';
import { SEVERITIES } from './model-matrix.ts';
import { formatDuration } from './model-phrases.ts';

type Place = (string | number)[];

const eachStep = (policy: Policy, visit: (step: MatrixStep, path: Place) => readonly Finding[]): Finding[] =>
  SEVERITIES.flatMap((level) =>
    policy.matrix[level].flatMap((step, index) => visit(step, ['matrix', level, index])),
  );

/** A line as it is written, with what compiling leaves out because it does nothing. */
const written = (raw: unknown, [, level, index]: Place): { margin?: string; calendar?: string } =>
  (raw as { matrix: Record<string, Record<number, object>> }).matrix[String(level)]?.[Number(index)] ?? {};

/** Seconds since midnight of `10:00`. */
function secondsOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 3600 + minutes * 60;
}

/** A notice for a business day may leave this long before the day begins; more is the night, or the day before. */
const EARLY_SECONDS = 3600;

function leavesEarly(due: Due, policy: Policy): boolean {
  if (!('calendar' in due)) return false;
  const hours = own(policy.calendars, due.calendar)?.hours;
  if (!hours) return false;
  const begins = Math.min(secondsOf(hours.from), secondsOf(due.at));
  return secondsOf(due.at) - due.marginSeconds < begins - EARLY_SECONDS;
}

/** Longer than any incident is open for. */
const FAR_SECONDS = 30 * 86_400;

function ignoredSettings({ policy, raw }: LintInput): Finding[] {
  return eachStep(policy, ({ by }, path) => {
    const { margin, calendar } = written(raw, path);
    return [
      ...(margin !== undefined && by.kind === 'immediately'
        ? [
            found(
              [...path, 'margin'],
              'A step that is due immediately has no deadline: the margin has no effect.',
              'Remove it, or write "within".',
            ),
          ]
        : []),
      ...(calendar !== undefined && !('calendar' in by)
        ? [
            found(
              [...path, 'calendar'],
              'This step counts minutes, not days: the calendar has no effect.',
              'Remove it, or write "next business day".',
            ),
          ]
        : []),
    ];
  });
}

/** When lines are due, and how long before it their notices leave. */
export const dueRules: readonly LintRule[] = [
  {
    code: 'margin_swallows_deadline',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, ({ by }, path) =>
        by.kind === 'within' && by.marginSeconds >= by.seconds
          ? [
              found(
                [...path, 'by'],
                `The margin (${formatDuration(by.marginSeconds)}) uses up the ${formatDuration(by.seconds)}: the notice is sent immediately.`,
                'Write "immediately", or a smaller margin.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'margin_before_the_day',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, ({ by }, path) =>
        leavesEarly(by, policy)
          ? [
              found(
                [...path, 'by'],
                `With a margin of ${formatDuration('marginSeconds' in by ? by.marginSeconds : 0)} the notice is sent before the working day starts, possibly at night.`,
                'Use a margin of minutes; 1m is typical.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'no_margin',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, ({ by }, path) =>
        'marginSeconds' in by && by.marginSeconds < 10
          ? [
              found(
                [...path, 'by'],
                'Without a margin the notice can reach its channel after the deadline.',
                'Use a margin of at least 10s; 1m is typical.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'deadline_far',
    level: 'warning',
    check: ({ policy }) =>
      eachStep(policy, ({ by }, path) =>
        by.kind === 'within' && by.seconds > FAR_SECONDS
          ? [
              found(
                [...path, 'by'],
                `This notice is sent ${formatDuration(by.seconds)} after the declaration, long after the incident.`,
                'Choose less than 30d.',
              ),
            ]
          : [],
      ),
  },
  { code: 'setting_does_nothing', level: 'warning', check: ignoredSettings },
];
