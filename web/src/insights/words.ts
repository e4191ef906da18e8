import { duration } from '../ui/time.ts';
import type { Overview, Stats } from './api.ts';
import type { MeasureId } from './search.ts';

/** A dash where nothing is recorded. */
export const spanText = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds));

export const MEASURES: Readonly<Record<MeasureId, string>> = {
  detect: 'Time to detect',
  acknowledge: 'Time to acknowledge',
  mitigate: 'Time to mitigate',
  resolve: 'Time to resolve',
  impact: 'Customer impact',
};

export const STATE_WORDS = {
  recorded: 'recorded',
  pending: 'pending',
  not_applicable: 'not applicable',
  invalid: 'invalid',
} as const;

/** What of each could be known, and is. */
export const knownOf = ({ recorded, pending, invalid }: Stats) => recorded + pending + invalid;

export const rateText = (kept: number, missed: number): string =>
  kept + missed === 0 ? '–' : `${Math.floor((kept * 100) / (kept + missed))}%`;

/** "in February 2031"; of a period under way "at this point of February 2031"; of chosen days "in the days before". */
export const previousText = ({ previous, period }: Pick<Overview, 'previous' | 'period'>): string =>
  period.kind === 'custom' || period.kind.startsWith('last')
    ? 'in the days before'
    : previous.partial
      ? `at this point of ${previous.words}`
      : `in ${previous.words}`;

export const plural = (count: number, noun: string, many = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : many}`;
