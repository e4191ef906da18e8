import { andList, plural } from '@tocsin/kernel';
import type { Due, MatrixStep, Policy } from './decide-compile.ts';
import type { Condition } from './model-matrix.ts';
import { isoWeekday, WEEKDAYS, type Weekday } from './model-phrases.ts';
import type { ChecklistItem } from './model-process.ts';

const units = [
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `9000` as "2 hours 30 minutes". Up to 72 hours count in hours, as the runbook does. */
export function durationWords(seconds: number): string {
  if (seconds === 0) return '0 minutes';
  const usable = units.filter(([name, size]) =>
    name === 'week' || name === 'day'
      ? seconds % size === 0 && (name === 'week' || seconds > 72 * 3_600)
      : true,
  );
  let rest = seconds;
  const words: string[] = [];
  for (const [name, size] of usable) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(plural(count, name));
  }
  return words.join(' ');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** " (a, b)" after a line that the runbook has without it, or nothing. */
export const brackets = (words: readonly string[]): string =>
  words.length > 0 ? ` (${words.join(', ')})` : '';

/** When, in the runbook's words; a time, margin or calendar is named only where it differs from the usual one. */
export function dueWords(due: Due, policy: Policy): string {
  if (due.kind === 'immediately') return momentWords(due, policy);
  const own = [
    ...('calendar' in due && due.calendar !== 'default' ? [`by the calendar ${due.calendar}`] : []),
    ...(due.marginSeconds === policy.escalation.marginSeconds
      ? []
      : [`sent ${durationWords(due.marginSeconds)} before`]),
  ];
  return momentWords(due, policy) + brackets(own);
}

function momentWords(due: Due, policy: Policy): string {
  const { nextBusinessDayAt, weeklyReview } = policy.escalation;
  switch (due.kind) {
    case 'immediately':
      return 'Immediate';
    case 'within':
      return `Within ${durationWords(due.seconds)}`;
    case 'next_business_day':
      return `Next business day${due.at === nextBusinessDayAt ? '' : ` at ${due.at}`}`;
    case 'weekly': {
      const usual = due.at === weeklyReview.at && due.weekday === weeklyReview.weekday;
      return `Weekly review${usual ? '' : ` on ${capital(due.weekday)} at ${due.at}`}`;
    }
  }
}

const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  customer_facing: 'customer-facing',
  acknowledged: 'acknowledged',
  confirmed: 'the severity is confirmed',
  mitigating: 'already mitigating',
};

/** What a line of the matrix depends on, for brackets: "if customer-facing". */
export const conditionWords = ({ when, unless }: Pick<MatrixStep, 'when' | 'unless'>): string[] => [
  ...(when ? [`if ${CONDITION_WORDS[when]}`] : []),
  ...(unless ? [`unless ${CONDITION_WORDS[unless]}`] : []),
];

const TICKED: Readonly<Record<NonNullable<ChecklistItem['ticks']>, string>> = {
  acknowledged: 'done when acknowledged',
  severity_assessed: 'done when the severity is confirmed',
  record_complete: 'done when the record is complete',
  stakeholders_notified: 'done when everyone has been notified',
  monitoring_clear: 'done when monitoring is clear',
  status_resolved: 'done when resolved',
  resolution_notified: 'done when everyone has been notified of the resolution',
  status_page_updated: 'done when the status page says so',
  resolution_documented: 'done when the resolution is written down',
  review_scheduled: 'done when the review has a date',
  root_cause_recorded: 'done when the root cause is on the record',
};
const NEEDED: Readonly<Record<ChecklistItem['needs'][number], string>> = {
  evidence: 'evidence',
  peer_review: 'a peer review',
  rollback_plan: 'a rollback plan',
  stability_watch: 'the stability watch',
  staging: 'a test in staging',
};

/** What ticks an item of a checklist and what it asks for, for brackets. */
export const itemWords = ({ ticks, needs, asks, required }: ChecklistItem, policy: Policy): string[] => [
  ...(ticks ? [TICKED[ticks]] : []),
  ...(asks.length > 0 ? [`asks ${andList(asks.map((role) => policy.roles[role]?.title ?? role))}`] : []),
  ...(needs.length > 0 ? [`needs ${andList(needs.map((need) => NEEDED[need]))}`] : []),
  ...(required ? [] : ['may be left open']),
];

/** "Monday to Friday", "Sunday, Monday and Tuesday", "no day". */
export function weekdayWords(days: readonly Weekday[]): string {
  const known = WEEKDAYS.filter((day) => days.includes(day));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return 'no day';
  const unbroken = isoWeekday(last) - isoWeekday(first) === known.length - 1;
  if (unbroken && known.length > 2) return `${capital(first)} to ${capital(last)}`;
  return andList(known.map(capital));
}
