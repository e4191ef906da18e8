import { type Instant, millisBetween, plural } from '../kernel/index.ts';
import type { Channel } from './channel.ts';
import { failureInWords } from './decide-troubles.ts';
import type { Message, MessageAttempt } from './model.ts';
import type { MessageReply } from './model-api.ts';
import { duration } from './words.ts';

/** Names for ids, as of now; undefined for what is gone. */
export interface MessageNames {
  person(id: string): string | undefined;
  incidentReference(id: string): string | undefined;
}

export interface MessageSurroundings {
  readonly names: MessageNames;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly attempts: ReadonlyMap<string, readonly MessageAttempt[]>;
  /** Whether whoever reads may see where the message went. */
  showsAddress(message: Message): boolean;
}

const iso = (at: Instant | null): string | null => at?.toString() ?? null;
/** "14:14:03": the second matters when one asks whether a deadline was kept. */
const utcTime = (at: Instant): string => `${at.toString().slice(11, 19)} UTC`;

/**
 * Without the links in it: an acknowledge link would let whoever reads the log act as its receiver. Where addresses are not
 * shown, what a provider said is not either: it often repeats them.
 */
export function presentMessage(message: Message, around: MessageSurroundings): MessageReply {
  const channel = around.channels.get(message.channel ?? '');
  const attempts = around.attempts.get(message.id) ?? [];
  const shown = around.showsAddress(message);
  return {
    id: message.id,
    state: message.state,
    purpose: message.purpose,
    drill: message.drill,
    subject: message.content.subject,
    headline: message.content.headline,
    sentence: sentenceOf(message, channel),
    person:
      message.personId === null
        ? null
        : { id: message.personId, name: around.names.person(message.personId) ?? 'Deleted user' },
    channel: message.channel,
    channelLabel: channel?.label ?? message.channel,
    address:
      message.address === null || !shown ? null : (channel?.display(message.address) ?? message.address),
    reason: message.reason,
    incidentId: message.incidentId,
    incidentReference:
      message.incidentId === null ? null : (around.names.incidentReference(message.incidentId) ?? null),
    createdAt: message.queuedAt.toString(),
    promisedAt: iso(message.promisedAt),
    deadline: iso(message.deadline),
    firstAttemptAt: iso(message.firstAttemptAt),
    sentAt: iso(message.handedAt),
    deliveredAt: iso(message.deliveredAt),
    nextAttemptAt: iso(message.nextAt),
    bundledIn: message.bundleId,
    insteadOf: message.insteadOf,
    attempts: attempts.map((attempt) => ({
      ...presentAttempt(attempt, channel),
      ...(shown ? {} : { detail: null }),
    })),
  };
}

/** "Handed to the mail server at 14:14:03 UTC, 0.8 s after it was due." */
export function sentenceOf(message: Message, channel: Pick<Channel, 'handedTo'> | undefined): string {
  const to = channel?.handedTo ?? 'its channel';
  const along = message.bundleId === null ? '' : ' together with other notices';
  switch (message.state) {
    case 'accepted':
    case 'delivered': {
      const at = message.handedAt ?? message.queuedAt;
      const arrived = message.deliveredAt === null ? '' : ` Delivered at ${utcTime(message.deliveredAt)}.`;
      return `Sent to ${to}${along} at ${utcTime(at)}${punctuality(message, at)}.${arrived}`;
    }
    case 'queued':
      if (message.reason === 'quiet_hours' && message.nextAt !== null)
        return `Held until ${utcTime(message.nextAt)}: the recipient has quiet hours.`;
      return message.reason === 'too_many_at_once' && message.nextAt !== null
        ? `Held until ${utcTime(message.nextAt)} to be sent with other notices: this address just received several.`
        : `Queued for ${to}.`;
    case 'sending':
      return `Being sent to ${to}.`;
    case 'retrying':
      return `Not sent yet, because ${failureInWords(message.reason ?? '')}. ${message.nextAt === null ? 'Retrying now' : `Next attempt at ${utcTime(message.nextAt)}`}.`;
    case 'dead':
      return `Failed after ${plural(message.attempts, 'attempt')}, because ${failureInWords(message.reason ?? '')}. It can be resent.`;
    case 'suppressed':
      return `Not sent: ${notSentInWords(message.reason)}.`;
    case 'stopped':
      return `No longer sent: ${notSentInWords(message.reason)}.`;
  }
}

/** A deadline that was kept is more telling than how long before it the message left. */
function punctuality({ promisedAt, deadline }: Message, at: Instant): string {
  if (deadline !== null) {
    const early = millisBetween(at, deadline) / 1000;
    return early >= 0
      ? `, ${duration(early)} before its deadline`
      : `, ${duration(early)} after its deadline`;
  }
  if (promisedAt === null) return '';
  const late = millisBetween(promisedAt, at) / 1000;
  return late < 0 ? `, ${duration(late)} before it was due` : `, ${duration(late)} after it was due`;
}

const notSentWords: Readonly<Record<string, string>> = {
  acknowledged: 'acknowledged before it was sent',
  resolved: 'resolved before it was sent',
  merged: 'the incident was merged into another',
  superseded: 'the escalation plan changed',
  cancelled: 'cancelled',
  already_told: 'already notified',
  drill: 'not taking part in the drill',
  condition_not_met: 'condition not met',
  nobody_holds_role: 'role not assigned',
  person_inactive: 'this person is deactivated',
  no_address: 'this person has no working contact method',
  contact_method_gone: 'the contact method was removed or disabled',
  channel_unknown: 'channel not configured',
  told_another_way: 'notified by another contact method',
  link_expired: 'the link in it expired',
  link_void: 'the link in it was used or replaced',
  unsubscribed: 'unsubscribed meanwhile',
  restricted: 'the incident was restricted meanwhile',
};

const notSentInWords = (reason: string | null): string => notSentWords[reason ?? ''] ?? reason ?? 'no reason';

function presentAttempt(
  attempt: MessageAttempt,
  channel: Pick<Channel, 'handedTo'> | undefined,
): MessageReply['attempts'][number] {
  const { number, startedAt, endedAt, outcome, reason, detail } = attempt;
  return {
    number,
    at: startedAt.toString(),
    endedAt: iso(endedAt),
    outcome: outcome ?? 'unknown',
    reason,
    detail,
    sentence: attemptSentence(attempt, channel?.handedTo ?? 'its channel'),
  };
}

function attemptSentence({ startedAt, endedAt, outcome, reason }: MessageAttempt, to: string): string {
  if (endedAt === null || outcome === null) return 'Started; the outcome is unknown.';
  const took = duration(millisBetween(startedAt, endedAt) / 1000);
  if (outcome === 'accepted' || outcome === 'delivered') return `Sent to ${to} in ${took}.`;
  const failed = `Failed after ${took}, because ${failureInWords(reason ?? '')}`;
  return outcome === 'retry' ? `${failed}; retried.` : `${failed}; not retried.`;
}
