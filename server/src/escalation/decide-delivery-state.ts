import { type CommunicationEvent, isOpen, type Message } from '../communication/index.ts';

/** What became of the messages of a step that was sent. */
export interface DeliveryState {
  /**
   * handed: a channel took it. queued: not tried yet. trying: a try failed, more follow. failed: given up, or there is
   * no way to reach anybody. stopped: no longer wanted before it could be handed over.
   */
  readonly state: 'handed' | 'queued' | 'trying' | 'failed' | 'stopped';
  /** Of the last message that was not handed over. */
  readonly reason: string | null;
  /** People none of whose messages was taken, with nothing more to come. */
  readonly unreached: readonly string[];
}

type Sent = Pick<Message, 'personId' | 'state' | 'reason'>;

/** Nobody wanted these stopped: the person could not be written to. */
const NO_WAY: ReadonlySet<string> = new Set([
  'no_address',
  'contact_method_gone',
  'channel_unknown',
  'person_inactive',
]);

const handed = ({ state }: Sent): boolean => state === 'accepted' || state === 'delivered';
const failed = ({ state, reason }: Sent): boolean =>
  state === 'dead' || (state === 'suppressed' && NO_WAY.has(reason ?? ''));

/**
 * How telling went, over all messages of a step; null when it made none. A step is settled in the moment in which its
 * messages are queued, so "told" can only be read from the messages themselves.
 * @param messages oldest first
 */
export function deliveryState(messages: readonly Sent[]): DeliveryState | null {
  if (messages.length === 0) return null;
  const people = [...new Set(messages.flatMap(({ personId }) => personId ?? []))];
  const unreached = people.filter((id) => {
    const own = messages.filter(({ personId }) => personId === id);
    return own.some(failed) && !own.some((message) => handed(message) || isOpen(message.state));
  });
  const open = messages.filter(({ state }) => isOpen(state));
  const last = (from: readonly Sent[]) => from.findLast(({ reason }) => reason !== null)?.reason ?? null;
  if (messages.some(handed)) return { state: 'handed', reason: last(messages.filter(failed)), unreached };
  if (open.length > 0) {
    // A message that stays in the queue after another way failed is still a try that failed.
    const trying = open.some(({ state }) => state === 'retrying') || messages.some(failed);
    return { state: trying ? 'trying' : 'queued', reason: last(messages), unreached };
  }
  const state = messages.some(failed) ? 'failed' : 'stopped';
  return { state, reason: last(messages), unreached };
}

/** What an event about a message says of the try it carried. */
export function outcomeOf(event: CommunicationEvent): {
  outcome: 'handed' | 'delivered' | 'failed' | 'not_sent';
  reason: string | null;
} {
  if (event.type === 'communication.delayed') return { outcome: 'failed', reason: event.reason };
  const { reason } = event;
  switch (event.outcome) {
    case 'accepted':
      return { outcome: 'handed', reason };
    case 'delivered':
      return { outcome: 'delivered', reason };
    case 'dead':
    case 'suppressed':
      return { outcome: 'failed', reason };
    case 'stopped':
      // Nobody wanted it stopped when there was no way to send it: the page is to try the next one.
      return { outcome: NO_WAY.has(reason ?? '') ? 'failed' : 'not_sent', reason };
  }
}
