import { z } from 'zod';
import type { Instant, Zone } from '../kernel/index.ts';

/**
 * Why somebody is written to. A page wants an acknowledgement and is never bundled, and the first of an incident never held back; a notice informs;
 * a system message tells administrators about Tocsin itself; a subscriber's message tells somebody outside what was published.
 */
export const messagePurposes = ['page', 'notice', 'system', 'subscriber'] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

export const messageStates = [
  'queued',
  'sending',
  'retrying',
  'accepted',
  'delivered',
  'dead',
  'suppressed',
  'stopped',
] as const;
/**
 * queued: to be sent. sending: claimed by a process. retrying: failed, will be tried again. accepted: the channel took
 * it. delivered: a receipt says it arrived. dead: given up (can be sent again by hand). suppressed: never tried, on
 * purpose. stopped: no longer wanted before it could be sent.
 */
export type MessageState = (typeof messageStates)[number];

/** Every reason for which a message is not sent (any more). Escalation gives some of them, the pipeline others. */
export const notSentReasons = [
  'acknowledged',
  'resolved',
  'merged',
  'superseded',
  'cancelled',
  'already_told',
  'condition_not_met',
  'nobody_holds_role',
  'person_inactive',
  'no_address',
  'contact_method_gone',
  'channel_unknown',
  'told_another_way',
  'link_expired',
  'link_void',
  'unsubscribed',
  'restricted',
  'drill',
] as const;
export type NotSentReason = (typeof notSentReasons)[number];

/** Every way in which handing a message to a channel can fail. Channels give these; they become metric labels. */
export const failureReasons = [
  'timeout',
  'connection_refused',
  'connection_lost',
  'dns_failed',
  'tls_failed',
  'auth_failed',
  'rate_limited',
  'temporarily_refused',
  'server_error',
  'refused',
  'bad_address',
  'mailbox_full',
  'gone',
  'redirected',
  'too_large',
  'host_not_allowed',
  'not_configured',
  'undelivered',
  'not_answered',
  'opted_out',
  'internal_error',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Why a message that is still wanted is not sent right now. */
export type WaitReason = 'being_sent' | 'not_due' | 'quiet_hours' | 'too_many_at_once';

/** What a channel answers. `detail` is what the provider said: for people, without secrets. */
export type Outcome = WhoAnswered &
  (
    | { readonly kind: 'accepted'; readonly providerId?: string; readonly detail?: string }
    | { readonly kind: 'delivered'; readonly providerId?: string; readonly detail?: string }
    | {
        readonly kind: 'retry';
        readonly reason: FailureReason;
        readonly detail?: string;
        readonly afterSeconds?: number;
      }
    | { readonly kind: 'rejected'; readonly reason: FailureReason; readonly detail?: string }
  );

/** Of a channel with several providers. */
interface WhoAnswered {
  /** Whose answer it is; left out: Channel.providerOf. */
  readonly provider?: string;
  /** Who was asked before and did not take it. */
  readonly passedBy?: readonly { readonly provider: string; readonly reason: FailureReason }[];
}

/** What is said, free of any channel's form. Channels render this and know nothing of incidents. */
export const messageContent = z.object({
  kind: z.enum(['page', 'notice', 'update', 'resolved', 'digest', 'system']),
  /** One line; the subject of an e-mail. */
  subject: z.string().min(1),
  /** One sentence: what is broken, or what is asked. */
  headline: z.string().min(1),
  facts: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  paragraphs: z.array(z.string()).readonly(),
  actions: z
    .array(z.object({ label: z.string(), url: z.string(), kind: z.enum(['acknowledge', 'open']) }))
    .readonly(),
  /** Messages about one subject belong together; `id` is the incident's id. */
  thread: z.object({ id: z.string(), title: z.string() }),
  /** Point of contact (COM-5): the commander or communications lead, and how to reach them. */
  contact: z.object({ name: z.string(), role: z.string(), reach: z.string() }).optional(),
  /**
   * All that may be shown where others can read or hear it (a lock screen, a call, a provider's servers in the clear):
   * "Restricted incident INC-12". Left out when nothing has to be hidden.
   */
  discreet: z.string().optional(),
  /** To somebody outside who asked for it: in their language, from whom, and with the way out (RFC 8058). */
  subscription: z
    .object({
      unsubscribeUrl: z.string(),
      unsubscribe: z.string(),
      footer: z.string(),
      language: z.string(),
      from: z.string(),
    })
    .optional(),
  /** A document that is read, kept and passed on by itself, such as a report: nothing else goes in its mail. */
  document: z.literal(true).optional(),
  /** A meeting, for a channel that can put it into a calendar (RFC 5546). It is never made into one with other messages. */
  invitation: z
    .object({
      method: z.enum(['REQUEST', 'CANCEL']),
      uid: z.string(),
      sequence: z.int().nonnegative(),
      stampedAt: z.string(),
      startsAt: z.string(),
      minutes: z.int().positive(),
      summary: z.string(),
      description: z.string(),
      location: z.string(),
      url: z.string(),
      attendees: z.array(z.object({ name: z.string(), address: z.string() })).readonly(),
    })
    .optional(),
});
export type MessageContent = z.infer<typeof messageContent>;

/** What asked for the message. All of a source's messages can be stopped together. */
export interface MessageSource {
  /** Whose message it is (owner.ts); `system` has no owner. */
  readonly kind: string;
  readonly id: string;
  readonly generation: number;
}

/**
 * A wish to tell somebody something. With `contactMethodId` it goes there; with `channel` and `address` there; with
 * `personId` alone the person's contact rules for the purpose choose (one message per method used at once).
 */
export interface MessageDraft {
  /** Unique for ever: asking again with the same key changes nothing. */
  readonly key: string;
  readonly purpose: MessagePurpose;
  readonly personId?: string;
  readonly contactMethodId?: string;
  readonly channel?: string;
  readonly address?: string;
  readonly incidentId?: string;
  readonly source: MessageSource;
  readonly content: MessageContent;
  /** When it was due to be sent; the record compares this with when it was handed over. */
  readonly promisedAt?: Instant;
  /** When it must have been handed over at the latest ("within 15 minutes"). */
  readonly deadline?: Instant;
  readonly drill: boolean;
}

/** A row of the outbox. */
export interface Message {
  readonly id: string;
  readonly key: string;
  readonly purpose: MessagePurpose;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly stopReason: NotSentReason | null;
  readonly personId: string | null;
  readonly channel: string | null;
  readonly address: string | null;
  readonly contactMethodId: string | null;
  readonly incidentId: string | null;
  readonly source: MessageSource;
  readonly content: MessageContent;
  readonly contentHash: string;
  readonly drill: boolean;
  readonly bundleId: string | null;
  readonly insteadOf: string | null;
  readonly attempts: number;
  readonly revision: number;
  readonly leaseUntil: Instant | null;
  readonly nextAt: Instant | null;
  readonly providerId: string | null;
  readonly promisedAt: Instant | null;
  readonly deadline: Instant | null;
  readonly queuedAt: Instant;
  readonly ageFrom: Instant;
  readonly firstAttemptAt: Instant | null;
  readonly handedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly settledAt: Instant | null;
}

/** One try to hand a message to its channel. */
export interface MessageAttempt {
  readonly number: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: Outcome['kind'] | null;
  readonly reason: string | null;
  readonly detail: string | null;
}

/** The states in which something is still going to happen by itself. */
export const isOpen = (state: MessageState): boolean =>
  state === 'queued' || state === 'sending' || state === 'retrying';

/** One way to reach a person. */
export interface ContactMethod {
  readonly id: string;
  /** A channel's `kind`. */
  readonly channel: string;
  readonly address: string;
  /**
   * False for a last resort: mail to it bounced, say, or it is the address that somebody signs in with and who has other
   * ways. Used only when nothing better is left.
   */
  readonly usable: boolean;
  /** Set when the secret that signs what goes there was rotated. */
  readonly secret?: { readonly generation: number; readonly rotatedAt: Instant };
}

/** "At once by X, after five minutes by Y", as the person has set it. */
export interface ContactRule {
  readonly purpose: 'page' | 'notice';
  readonly afterSeconds: number;
  readonly contactMethodId: string;
}

/** Local times (`22:00`) between which notices to somebody wait; over midnight when `from` is the later one. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** A person as somebody to be reached. */
export interface Recipient {
  readonly personId: string;
  readonly name: string;
  readonly active: boolean;
  readonly zone: Zone;
  readonly quietHours: QuietHours | null;
  readonly methods: readonly ContactMethod[];
  readonly rules: readonly ContactRule[];
}
