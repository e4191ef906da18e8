export { type AckGrant, type AckLinks, createAckLinks } from './ack-link.ts';
export type { AckSubject } from './ack-page.ts';
export {
  type Channel,
  type ChannelCapabilities,
  type ChannelField,
  type Envelope,
  type Reach,
  reachOf,
} from './channel.ts';
export { chooseTargets } from './decide-address.ts';
export type { DeliveryDeps } from './deps.ts';
export type { CommunicationEvent, MessageDelayed, MessageSettled } from './events.ts';
export {
  type ContactMethod,
  type ContactRule,
  type FailureReason,
  failureReasons,
  isOpen,
  type Message,
  type MessageAttempt,
  type MessageContent,
  type MessageDraft,
  type MessagePurpose,
  type MessageSource,
  type MessageState,
  messageContent,
  messagePurposes,
  messageStates,
  type NotSentReason,
  notSentReasons,
  type Outcome,
  type QuietHours,
  type Recipient,
} from './model.ts';
export type { Enqueued } from './outbox.ts';
export { createMessageOwners, type MessageOwner, type MessageOwners, type Refreshed } from './owner.ts';
export type { AddressBook } from './ports.ts';
export { communicationRoutes, type MessageRouteParts } from './routes.ts';
export { ackRoutes } from './routes-ack.ts';
export { type Communication, createCommunication } from './service.ts';
export type { MessageFilter } from './store.ts';
export { channelWord, clockTime, duration } from './words.ts';
