import type { Due, MatrixStep, Policy } from './decide-compile.ts';
import type { Condition } from './model-matrix.ts';

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
    if (count > 0) words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return words.join(' ');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** When, in the runbook's words; a time is named only where it differs from the policy's usual one. */
export function dueWords(due: Due, policy: Policy): string {
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

/** " (if customer-facing)", or nothing. */
export function conditionWords(step: MatrixStep): string {
  const words = [
    ...(step.when ? [`if ${CONDITION_WORDS[step.when]}`] : []),
    ...(step.unless ? [`unless ${CONDITION_WORDS[step.unless]}`] : []),
  ];
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}

/** "a, b and c". */
export function andList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
