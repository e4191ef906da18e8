import type { MessageContent } from '../communication/index.ts';

const FIRST_SECONDS = 10;
const LONGEST_SECONDS = 300;

/**
 * How long alerts are held back after their processing has failed so many times. Never given up: whatever stands in the
 * way may be fixed at any time, and then they page.
 */
export const heldSeconds = (failures: number): number =>
  Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(failures - 1, 10));

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
