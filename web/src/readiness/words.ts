import type { Tone } from '../ui/Badges.tsx';
import { duration } from '../ui/time.ts';
import type { Drill, Occurrence, TrainingStep } from './api.ts';

export const DRILL_STATES: Readonly<Record<Drill['status'], { tone: Tone; text: string }>> = {
  scheduled: { tone: 'quiet', text: 'Scheduled' },
  running: { tone: 'drill', text: 'Running' },
  held: { tone: 'warn', text: 'Paused' },
  ended: { tone: 'ok', text: 'Ended' },
  aborted: { tone: 'quiet', text: 'Aborted' },
  cancelled: { tone: 'quiet', text: 'Cancelled' },
};

export const isOver = ({ status }: Pick<Drill, 'status'>): boolean =>
  status === 'ended' || status === 'aborted' || status === 'cancelled';

export function occurrenceState({ status, overdue, heldOn }: Occurrence): { tone: Tone; text: string } {
  if (status === 'done') return { tone: 'ok', text: 'Done' };
  if (status === 'skipped') return { tone: 'quiet', text: 'Skipped' };
  if (status === 'missed') return { tone: 'warn', text: heldOn === null ? 'Missed' : 'Made up for' };
  return overdue ? { tone: 'warn', text: 'Overdue' } : { tone: 'quiet', text: 'Due' };
}

type Measure = NonNullable<Drill['scorecard']>['measures'][number];

export const RESULTS: Readonly<Record<Measure['result'], { tone: Tone; text: string }>> = {
  met: { tone: 'ok', text: 'Met' },
  missed: { tone: 'warn', text: 'Missed' },
  open: { tone: 'quiet', text: 'Not counted' },
};

/** "2m 10s, target 5m". */
export function measureText({ target, actual, detail }: Measure): string {
  const times = [
    ...(actual === null ? [] : [duration(actual)]),
    ...(target === null ? [] : [`target ${duration(target)}`]),
  ].join(', ');
  return [times, detail].filter((part) => part !== '').join('. ');
}

export const STEP_NAMES: Readonly<Record<TrainingStep, string>> = {
  read: 'Read the policy',
  shadow: 'Shadow a shift',
  drill: 'Take part in a drill',
  sign_off: 'Sign-off',
};
