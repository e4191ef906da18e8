export { accountMail, tellReachChanged } from './account-mails.ts';
export {
  type AckGrant,
  type AckLinks,
  asksToAcknowledge,
  createAckLinks,
  type PageGrant,
} from './ack-link.ts';
export { type AckSubject, tapFaultPage, tapPage } from './ack-page.ts';
export { addressBookOf } from './address-book.ts';
export {
  type Channel,
  type ChannelField,
  type ChannelGuide,
  type Envelope,
  type Invited,
  type Made,
  type Reach,
  type RoomCard,
  type RoomMaker,
  type RoomPerson,
  type RoomWays,
  reachOf,
  type WantedRoom,
} from './channel.ts';
export type {
  Answered,
  AnsweringMail,
  Callback,
  CallbackAnswer,
  CallbackRequest,
  ChannelInbound,
  ChatAccount,
  MailAddresses,
  MailIn,
  Receipt,
  Refusal,
  Withdrawal,
  Withdrawn,
} from './channel-inbound.ts';
export { type ChannelState, createChannelState } from './channel-state.ts';
export { contactKinds } from './contact-kinds.ts';
export { type ContactTests, createContactTests } from './contact-tests.ts';
export { chooseTargets } from './decide-address.ts';
export { besideAcknowledgement, isAcknowledgement } from './decide-answerable.ts';
export { withoutAckLinks } from './decide-links.ts';
export { reasonOfMailCode } from './decide-mail-codes.ts';
export { recipient } from './decide-recipient.ts';
export { failureInWords } from './decide-troubles.ts';
export type { CommunicationEvent, MessageDelayed, MessageSettled } from './events.ts';
export { type InboundParts, inboundOf } from './inbound.ts';
export { startListeners } from './listeners.ts';
export { meetingCalendar } from './meeting-calendar.ts';
export { countAttempts, countRefusals } from './metrics.ts';
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
export { sentenceOf as messageSentence } from './present.ts';
export { roomAddress, roomKey, roomOf } from './room.ts';
export { communicationRoutes, type MessageRouteParts } from './routes.ts';
export { ackRoutes } from './routes-ack.ts';
export { callbackRoutes } from './routes-callbacks.ts';
export { contactTestRoutes } from './routes-contact-tests.ts';
export { openingLinks } from './sealed-links.ts';
export { type Communication, createCommunication } from './service.ts';
export type { MessageFilter } from './store.ts';
export { clockTime, duration, moment } from './words.ts';
