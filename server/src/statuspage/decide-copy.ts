import type { MessageContent } from '../communication/index.ts';
import { type Instant, isAtOrBefore, plusSeconds } from '../kernel/index.ts';

/** Where a copy of the page lies. */
export type Place = 'folder' | 'bucket';

export interface CopyState {
  readonly place: Place;
  /** When it was last brought in line. */
  readonly copiedAt: Instant | null;
  readonly failingSince: Instant | null;
  readonly problem: string | null;
  readonly toldAt: Instant | null;
}

/** It is tried each minute; what passes by itself is no news. */
const TELL_AFTER_SECONDS = 10 * 60;

/** How a copy is after a try. @param problem null: it worked. `tell`: now administrators hear of it, once per failure */
export function decideCopy(
  before: CopyState | undefined,
  place: Place,
  problem: string | null,
  now: Instant,
): { readonly after: CopyState; readonly tell: boolean } {
  if (problem === null)
    return { after: { place, copiedAt: now, failingSince: null, problem, toldAt: null }, tell: false };
  const failingSince = before?.failingSince ?? now;
  const isLong = isAtOrBefore(plusSeconds(failingSince, TELL_AFTER_SECONDS), now);
  const tell = isLong && (before?.toldAt ?? null) === null;
  const toldAt = tell ? now : (before?.toldAt ?? null);
  return { after: { place, copiedAt: before?.copiedAt ?? null, failingSince, problem, toldAt }, tell };
}

/** To administrators: customers may read something old. */
export const copyFailingContent = (
  { place, problem }: Pick<CopyState, 'place' | 'problem'>,
  publicUrl: string,
): MessageContent => ({
  ...{ kind: 'notice', subject: 'The copy of the status page is out of date', facts: [] },
  headline: `The status page cannot be copied to its ${place}. ${problem ?? ''}`,
  paragraphs: [
    'Whoever reads it there sees how it was before. It is tried again each minute; Tocsin itself serves the current page.',
  ],
  actions: [{ label: 'Open status page', url: `${publicUrl}/status-page`, kind: 'open' }],
  thread: { id: `status-page-${place}`, title: 'The copy of the status page' },
});
