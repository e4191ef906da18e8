import type { MeasureId } from './model.ts';

/** What a measure is called where the policy has no name of its own for it. */
export const MEASURE_TITLES: Readonly<Record<MeasureId, string>> = {
  detect: 'Time to detect',
  acknowledge: 'Time to acknowledge',
  mitigate: 'Time to mitigate',
  resolve: 'Time to resolve',
  impact: 'Customer impact',
};

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`: two units at most. */
export function durationWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  let rest = Math.round(seconds / 60) * 60;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

export const orNone = (seconds: number | null): string => (seconds === null ? '–' : durationWords(seconds));

/** A rate as people read it: "12 of 14 (86%)"; nothing was due: a dash. */
export const rateWords = (kept: number, missed: number): string =>
  kept + missed === 0 ? '–' : `${kept} of ${kept + missed} (${Math.floor((kept * 100) / (kept + missed))}%)`;
