import type { Instant } from '../kernel/index.ts';
import type { FailureReason, Message, MessagePurpose, MessageSource, NotSentReason } from './model.ts';

interface AboutMessage {
  readonly messageId: string;
  readonly key: string;
  readonly source: MessageSource;
  readonly purpose: MessagePurpose;
  readonly incidentId: string | null;
  readonly personId: string | null;
  readonly channel: string | null;
  readonly contactMethodId: string | null;
  readonly promisedAt: Instant | null;
  readonly deadline: Instant | null;
  readonly at: Instant;
}

/**
 * A message has come to its end: the channel took it (`accepted`), a receipt came (`delivered`), it was given up
 * (`dead`), or it turned out not to be wanted (`stopped`, `suppressed`). What enqueue() and stop() decide at once is
 * in their answers and causes no event.
 */
export interface MessageSettled extends AboutMessage {
  readonly type: 'communication.settled';
  readonly outcome: 'accepted' | 'delivered' | 'dead' | 'stopped' | 'suppressed';
  readonly reason: FailureReason | NotSentReason | 'gave_up' | null;
}

/** A try failed and another will follow: the moment to try the next contact method without waiting for this one. */
export interface MessageDelayed extends AboutMessage {
  readonly type: 'communication.delayed';
  readonly reason: FailureReason;
  readonly attempt: number;
  readonly nextAttemptAt: Instant;
}

export type CommunicationEvent = MessageSettled | MessageDelayed;

/** What every event says of its message. */
export const aboutMessage = (message: Message, at: Instant): AboutMessage => ({
  messageId: message.id,
  key: message.key,
  source: message.source,
  purpose: message.purpose,
  incidentId: message.incidentId,
  personId: message.personId,
  channel: message.channel,
  contactMethodId: message.contactMethodId,
  promisedAt: message.promisedAt,
  deadline: message.deadline,
  at,
});
