import type { Instant } from '../kernel/index.ts';
import type { FailureReason, MessageContent, NotSentReason } from './model.ts';

/** How a channel names the message that something is about: by our id, which went out with it, or by the provider's. */
export type MessageRef = { readonly messageId: string } | { readonly providerId: string };

/** What a provider says later about a message that it took. */
export interface Receipt {
  readonly about: MessageRef;
  /** Which try of it, by the provider's id; left out: the one in `about`, or the latest. */
  readonly attempt?: string;
  readonly outcome: 'delivered' | 'failed';
  /** Of a failure; left out: `undelivered`. */
  readonly reason?: FailureReason;
  /** What the provider said: for people, without secrets. */
  readonly detail?: string;
  /** When it happened, by the provider's clock; left out: now. */
  readonly at?: Instant;
}

/**
 * By what somebody answers. A `token` is that of an acknowledge link, a secret of its own. Anything else is believed only from
 * the address that the message went to, and the channel answers for where it came from: `from` is in canonical form.
 */
export type AnsweredBy =
  | { readonly token: string }
  | { readonly message: MessageRef; readonly from: string }
  /** The id of the message, of which the channel has a secret proof that it was in it and nowhere else. */
  | { readonly proven: string }
  /** A code of this address (Envelope.replyCode); null when it named none: the only one of the last hours counts. */
  | { readonly code: number | null; readonly from: string };

/** The account in a chat from which a command came. */
export interface ChatAccount {
  /** All by which a contact method of its owner can name it. */
  readonly addresses: readonly string[];
  /** The one that the chat itself has confirmed, in lower case. */
  readonly email: string | null;
}

/** What came of an answer. */
export interface Answered {
  /** `taken`: it counts, now or because it did before. The others changed nothing. */
  readonly kind: 'taken' | 'over' | 'expired' | 'refused' | 'unknown';
  /** Set when it was a note, and nobody has acknowledged the incident yet. */
  readonly unacknowledged?: true;
  /** What to tell whoever answered: "You acknowledged INC-12. Paging has stopped." */
  readonly sentence: string;
  /** "INC-12"; undefined when nothing is known of what they answered. */
  readonly reference?: string;
  /** The incident's page. */
  readonly url?: string;
}

/** What a channel may do with what comes in by it. Given to it by communication; it decides nothing else. */
export interface ChannelInbound {
  /**
   * Records a receipt; once is enough, and again harmless.
   * @returns `early` when the message is being handed over just now and cannot have failed yet: to be told again later
   */
  receipt(receipt: Receipt): Promise<'recorded' | 'unknown' | 'early'>;
  /** Acknowledges what the message is about: an incident, or that a test page arrived. */
  acknowledge(by: AnsweredBy): Promise<Answered>;
  /**
   * Puts what somebody wrote into the timeline of the incident that the message is about.
   * @param mail the mail that it came by, which ends in the transaction that writes it: whatever ended before writes nothing again
   */
  reply(by: AnsweredBy, text: string, mail?: AnsweringMail): Promise<Answered>;
  /**
   * Does what somebody typed or tapped in a chat, as that person and with their permissions.
   * @returns what to tell them, and nobody else; of several lines
   */
  command(by: ChatAccount, text: string): Promise<string>;
  /** Whoever has this address wants nothing sent there any more: it is turned off, and its owner told by another method. */
  optedOut(address: string): Promise<void>;
  /** They want it again. What was turned off for another reason stays off. */
  optedIn(address: string): Promise<void>;
  /** For a channel that reads a mailbox. */
  readonly mail: MailIn;
  /** Whether this callback is heard for the first time. What comes twice must not act twice. */
  firstTime(id: string, rememberSeconds: number): Promise<boolean>;
  /** It was not done after all: when it comes again, it is the first time. */
  forget(id: string): Promise<void>;
  /** Logs what failed after the provider had its answer, so that nobody hears of it by that. */
  failed(error: unknown, what: string): void;
}

/** A mail that was kept, and the message that it answers. */
export interface AnsweringMail {
  readonly id: string;
  readonly messageId: string;
}

/** Where a channel puts the mail that it reads (mailbox/). */
export interface MailIn {
  /** Keeps a mail as it came; when this resolves it is on disk. The same mail again is kept once. */
  keep(raw: Buffer): Promise<void>;
  /** A mail came that the mailbox does not hand over: that it came is kept. @param name tells it from all others */
  unreadable(name: string): Promise<void>;
  /** The mailbox answers. */
  heard(): Promise<void>;
  /** It does not. @param problem as a sentence, without secrets */
  failed(problem: string): Promise<void>;
}

/** By what mail to an address of a channel is known; for a channel that reads a mailbox. */
export interface MailAddresses {
  readonly ways: readonly ('imap' | 'webhook')[];
  /** Why no reply address can be made, as a sentence; null when nothing is wrong. */
  readonly fault: string | null;
  /** `tocsin+…@example.com`, for people. */
  readonly replies: string;
  /** Where mail becomes a report. */
  readonly reports: string;
  /** What mail to this address is about; undefined when it is none of ours. */
  about(address: string): { readonly messageId: string } | 'report' | undefined;
  /** The message whose headers carried this secret, which a returned mail shows. */
  returned(proof: string): string | undefined;
}

/** Why a callback was refused; a label of the counter, which is the only trace that it leaves. */
export type Refusal = 'signature' | 'stale' | 'replay' | 'malformed' | 'unknown';

export interface CallbackRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** By their names in lower case; of one that was sent several times, the values joined with commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came, for signatures; the route reads it by its own rules, whatever content type it claims. */
  readonly body: Buffer;
  /** Where the provider sent it, as it knows it: the public URL, the path and the query. Never the Host header. */
  readonly url: string;
}

export interface CallbackAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Set when it was refused; the status and body are then the vendor's own for that. */
  readonly refused?: Refusal;
}

/** An address to which a provider calls back. */
export interface Callback {
  readonly method: 'GET' | 'POST';
  /** Below `/callbacks/<kind>`, in Fastify's notation: `/status/:messageId`. */
  readonly path: string;
  handle(request: CallbackRequest): Promise<CallbackAnswer>;
}

/** A message that was handed over, whose page has ended. */
export interface Withdrawal {
  readonly messageId: string;
  readonly address: string;
  readonly providerId: string | null;
  /** What it said. */
  readonly content: MessageContent;
  readonly drill: boolean;
  readonly reason: NotSentReason;
  /** What to say in its place: "Acknowledged by Ben Okafor." */
  readonly sentence: string;
  readonly now: Instant;
}

/** `done` also when there is nothing left to take back. */
export type Withdrawn =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly afterSeconds?: number };
