import type { Message, MessageOwner, NotSentReason } from '../communication/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { CLOCK_SOURCE, FOLLOW_UP_SOURCE } from './clocks.ts';
import { clockState } from './decide-clocks.ts';
import { MEETING_SOURCE } from './meetings.ts';
import { isLive } from './model.ts';
import * as store from './store.ts';

/** Whose messages these are: about clocks, and about meetings. */
export const messageOwners = (): readonly MessageOwner[] => [
  {
    kind: CLOCK_SOURCE,
    stillWanted: clockNotWanted,
    refresh: async () => null,
    onEvent: async () => undefined,
  },
  {
    kind: FOLLOW_UP_SOURCE,
    stillWanted: async () => null,
    refresh: async () => null,
    onEvent: async () => undefined,
  },
  {
    kind: MEETING_SOURCE,
    stillWanted: meetingNotWanted,
    refresh: async () => null,
    onEvent: async () => undefined,
  },
];

/** A reminder of what was done, or is over, is of no use to anybody. */
async function clockNotWanted(
  reader: Reader,
  { incidentId, key, source }: Message,
): Promise<NotSentReason | null> {
  const review = incidentId === null ? null : await store.reviewOf(reader, incidentId);
  if (review === null || !isLive(review) || review.round !== source.generation) return 'superseded';
  const clocks = await store.clocksOf(reader, [review.id]);
  const clock = clocks.find(
    ({ round, kind }) => round === review.round && key.includes(`:${round}:${kind}:`),
  );
  if (clock === undefined || clock.doneAt !== null) return 'superseded';
  return key.includes(':remind:') && clockState(clock) !== 'running' ? 'superseded' : null;
}

/** An invitation that waited is not sent when the meeting was moved or cancelled meanwhile: the later one says what is so. */
async function meetingNotWanted(
  reader: Reader,
  { incidentId, source, content }: Message,
): Promise<NotSentReason | null> {
  // Whoever was dropped hears of no later one.
  if (content.invitation?.method === 'CANCEL') return null;
  const review = incidentId === null ? null : await store.reviewOf(reader, incidentId);
  return review !== null && review.sequence > source.generation ? 'superseded' : null;
}
