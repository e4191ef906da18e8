import type { MessageContent } from '../communication/index.ts';

/**
 * What stood in the way: the transaction had to give way to another one; its connection was lost, or it took too long;
 * or anything else, which is taken to be about the alerts themselves.
 */
export type HeldBy = 'gave_way' | 'database' | 'content';

const PAUSES: Readonly<Record<HeldBy, { readonly first: number; readonly longest: number }>> = {
  gave_way: { first: 5, longest: 5 },
  // Not as often as the first: what takes long, or brings down its session, does so to the others as well.
  database: { first: 5, longest: 30 },
  content: { first: 10, longest: 300 },
};

/**
 * How long alerts are held back after their processing has failed so many times, in seconds. Never given up: whatever
 * stands in the way may be fixed at any time, and then they page. What passes by itself is waited for only briefly,
 * however often it has failed: the database may be back by now, and nobody has been paged.
 */
export const heldSeconds = (failures: number, by: HeldBy): number =>
  Math.min(PAUSES[by].longest, PAUSES[by].first * 2 ** Math.min(failures - 1, 10));

/** To administrators: alerts came in and nobody could be paged for them. */
export const heldContent = (
  held: { readonly title: string; readonly count: number; readonly problem: string },
  publicUrl: string,
): MessageContent => ({
  kind: 'system',
  subject: `Tocsin cannot process an alert: ${held.title}`.slice(0, 200),
  headline: `${held.count === 1 ? 'An alert has' : `${held.count} alerts have`} arrived, but Tocsin failed to open an incident. No one has been paged for ${held.count === 1 ? 'it' : 'them'} yet.`,
  facts: [
    { label: 'Alert', value: held.title },
    { label: 'Error', value: held.problem.slice(0, 500) },
  ],
  paragraphs: [
    'Check the alert, and declare an incident manually if needed.',
    'Tocsin retries at least every five minutes and keeps processing all other alerts. Further failures within the hour are only listed.',
  ],
  actions: [{ label: 'View alerts', url: `${publicUrl}/alerts?status=firing`, kind: 'open' }],
  thread: { id: 'alerts-held', title: 'Alerts that cannot be processed' },
});
