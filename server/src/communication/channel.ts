import type { Instant, Result, Zone } from '../kernel/index.ts';
import type { Callback, ChannelInbound, MailAddresses, Withdrawal, Withdrawn } from './channel-inbound.ts';
import type { MessageContent, MessagePurpose, Outcome } from './model.ts';

/** One input of the form with which somebody adds a contact method of this channel. */
export interface ChannelField {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'url' | 'tel' | 'text';
  readonly placeholder: string;
  readonly help: string;
}

/** What a channel can do. Whoever wants to know asks for a trait, never for a kind by its name. */
interface ChannelTraits {
  /** Rings, vibrates or speaks: it wakes somebody at night. */
  readonly wakes: boolean;
  /** Its reader can acknowledge by it: with a link, a button, a key or a reply. */
  readonly acknowledges: boolean;
  /** Can carry links that are followed with one tap. */
  readonly links: boolean;
  /** Keeps the messages of one subject together. */
  readonly threads: boolean;
  /** Says later whether a message arrived. */
  readonly receipts: boolean;
  /** Its reader answers with a short code: each page carries one (Envelope.replyCode). */
  readonly codes: boolean;
  /**
   * Each message costs money and rings a phone: notices that are not due now are made into one over minutes and not seconds, and
   * after very many pages in a day repeats come less often (decide-throttle.ts). Left out: no.
   */
  readonly metered?: boolean;
  /**
   * People write to or call one another at the same address. Responders see such an address, and it is given as the point
   * of contact; another one (the URL of a webhook) can hold a secret and is shown to its owner alone.
   */
  readonly contactable: boolean;
  /** The most bytes a rendered message may have; longer ones are shortened by the channel, never refused. */
  readonly maxBytes: number;
}

/** How an administrator sets a channel up, in the product's own pages. */
export interface ChannelGuide {
  /** What it takes: an account, a server, nothing. */
  readonly needs: string;
  /** What to do, in order. Settings stand in backticks. */
  readonly steps: readonly string[];
  /** To be pasted at the provider's: the manifest of an app, say. */
  readonly snippet: { readonly label: string; readonly text: string } | null;
  /** The settings of the environment that it reads, with whether they are given. */
  readonly settings: readonly {
    readonly name: string;
    readonly description: string;
    readonly given: boolean;
  }[];
}

/** For a channel that reaches rooms, in which several people read along. */
export interface RoomWays {
  /** The input for where the room is. It may hold a secret; the outbox and the record have a room's own address instead. */
  readonly field: ChannelField;
  /** It reaches rooms alone: nobody has it as a contact method. */
  readonly only: boolean;
  /** Where a room is, is a secret: whoever has it posts there. */
  readonly secret: boolean;
  /** @returns the canonical form, or what is wrong with it in words */
  validate(address: string): Result<string, string>;
  /** Where what was posted can be edited: posts the card of a subject, or edits the one that is there. */
  showCard?(card: RoomCard, signal: AbortSignal): Promise<Outcome>;
  /** Where Tocsin can make rooms of its own: one for an incident. */
  readonly maker?: RoomMaker;
}

/** What came of a request about a room of one subject. */
export type Made<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly outcome: Extract<Outcome, { kind: 'retry' | 'rejected' }> };

/** A room that is to be made. */
export interface WantedRoom {
  /** The same for every attempt, and in no other room: by it a room is found that was made and not remembered. */
  readonly mark: string;
  /** The names to try, the best first; each within `longestName`, of a-z, 0-9 and hyphens. */
  readonly names: readonly string[];
  /** Only those who are let in see it. */
  readonly private: boolean;
}

/** Who is to be let in, or out. */
export interface RoomPerson {
  readonly email: string;
  /** Their addresses on this channel that they have proved to be theirs. */
  readonly addresses: readonly string[];
  /** As whom the chat knew them when they were let in; null: by their addresses alone. */
  readonly chatUser: string | null;
}

/** What came of letting somebody in. */
export interface Invited {
  /** As whom the chat knows them; null when they are not in. */
  readonly chatUser: string | null;
  /** Why the chat does not let them in, as a sentence; null when they are in. */
  readonly reason: string | null;
}

/** A room that Tocsin made, by the ID that the chat has for it. */
export interface RoomMaker {
  readonly longestName: number;
  /** Finds the room that it made for this mark before, or makes it. */
  open(
    wanted: WantedRoom,
    signal: AbortSignal,
  ): Promise<Made<{ readonly remoteId: string; readonly name: string; readonly url: string }>>;
  /** How it stands in the chat; null: it is not there. */
  look(
    remoteId: string,
    signal: AbortSignal,
  ): Promise<Made<{ readonly name: string; readonly archived: boolean } | null>>;
  describe(remoteId: string, topic: string, signal: AbortSignal): Promise<Made<null>>;
  rename(remoteId: string, names: readonly string[], signal: AbortSignal): Promise<Made<string>>;
  invite(remoteId: string, person: RoomPerson, signal: AbortSignal): Promise<Made<Invited>>;
  remove(remoteId: string, person: RoomPerson, signal: AbortSignal): Promise<Made<null>>;
  /** @param farewell the last words in it; null: none */
  archive(remoteId: string, farewell: string | null, signal: AbortSignal): Promise<Made<null>>;
}

/** What stands in a room about one subject (content.thread), as it is now. */
export interface RoomCard {
  /** A room's address. */
  readonly address: string;
  readonly content: MessageContent;
  readonly drill: boolean;
  /** What the button means, as a command; null: nothing to acknowledge. */
  readonly acknowledge: string | null;
  /** It stands above all else in the room. */
  readonly pinned: boolean;
  readonly now: Instant;
}

/** What a channel is given to send. */
export interface Envelope {
  /** Same for every attempt, so that a provider that knows idempotency keys delivers once. */
  readonly messageId: string;
  readonly purpose: MessagePurpose;
  readonly to: {
    readonly address: string;
    readonly name: string | undefined;
    /** In which they read times; undefined for a bare address. */
    readonly zone?: Zone | undefined;
    /** The generations of the secret to sign with, the newest first; left out: the first. */
    readonly secretGenerations?: readonly number[];
  };
  readonly content: MessageContent;
  /** Contents sent along in the same message, when many were made into one. */
  readonly bundled: readonly MessageContent[];
  readonly drill: boolean;
  /** Set when the message comes after its deadline; a late message says so. */
  readonly late: { readonly dueAt: Instant; readonly seconds: number } | undefined;
  readonly attempt: number;
  readonly now: Instant;
  /** The number with which this address acknowledges this page; only of pages, and of channels with the trait `codes`. */
  readonly replyCode?: number;
  /**
   * Set when whoever reads it may answer it: it went to one person, about one incident or to test their contact method.
   * `acknowledge`: there is something to acknowledge.
   */
  readonly answerable?: 'acknowledge' | 'note';
}

/**
 * A way to reach somebody: e-mail, webhook, … Every channel passes channels/contract.test.ts. `send` resolves for
 * every foreseeable outcome and gives up by itself when `signal` fires.
 */
export interface Channel {
  readonly kind: string;
  /** As people say it within a sentence: "e-mail", "SMS". */
  readonly label: string;
  /** Who takes the message from us: "mail server". Used in "Handed to the mail server at 14:14:03". */
  readonly handedTo: string;
  readonly traits: ChannelTraits;
  readonly guide: ChannelGuide;
  readonly fields: readonly ChannelField[];
  /** The longest a send may take, in seconds; the claim's lease is longer than this. */
  readonly timeoutSeconds: number;
  /** How many messages one process hands over at the same time. */
  readonly concurrency: number;
  /** What this installation lacks to send by it, as a sentence ("SMTP_URL is not set."); null when it is set up. */
  readonly missing: string | null;
  /**
   * Whose failing, by this channel, is one failing: the one mail server, a host for webhooks, a room's id where each room has a
   * webhook of its own.
   */
  providerOf(address: string): string;
  /** The address as anybody may see it: of a webhook's URL only the host, because the rest may be a secret. */
  display(address: string): string;
  /** @returns the address in its one canonical form, or what is wrong with it in words */
  validateAddress(address: string): Result<string, string>;
  /**
   * Why nothing is sent from here to an address that is otherwise right, with the setting that allows it; null when nothing
   * speaks against it.
   */
  refusalOf?(address: string): string | null;
  /** The same, asking the network when the address alone does not tell. */
  lookedUpRefusalOf?(address: string): Promise<string | null>;
  /**
   * For channels whose addresses are made by a device and not typed (a browser's subscription): the public key with which it
   * makes one. A device that is gone takes its address with it, so such a contact method is removed and its owner told.
   */
  deviceKey?(): Promise<string>;
  /** For a channel that reads a mailbox; left out when none is set up. */
  readonly mailbox?: MailAddresses;
  /** The telephone numbers that people see calling or writing, to be let through silent mode. */
  readonly numbers?: readonly string[];
  /** For channels that sign what they send: the secret with which the receiver at this address verifies. */
  signingSecret?(address: string, generation: number): string;
  /** For channels that reach rooms: how one is set up, and what can be done there. */
  readonly rooms?: RoomWays;
  send(envelope: Envelope, signal: AbortSignal): Promise<Outcome>;
  /** What its provider calls: receipts, replies, taps on buttons. Served below `/callbacks/<kind>`, to anybody. */
  callbacks?(inbound: ChannelInbound): readonly Callback[];
  /**
   * Long polling, or a socket: for as long as `signal` has not fired. One process at a time runs it, and again after
   * a pause when it ends or throws.
   */
  listen?(inbound: ChannelInbound, signal: AbortSignal): Promise<void>;
  /**
   * Takes back what stands at somebody's, because its page has ended: cancels, edits or replaces it. Called by a job after
   * the message was handed over, as often as it answers `retry`, and possibly more than once.
   */
  withdraw?(sent: Withdrawal, signal: AbortSignal): Promise<Withdrawn>;
  close(): Promise<void>;
}

/** Where a contact method leads: somewhere, nowhere until its channel is set up, or nowhere at all. */
export type Reach = 'sends' | 'not_set_up' | 'no_channel';

/** Judges a contact method by its kind and its address, without sending anything. */
export const reachOf =
  (channels: ReadonlyMap<string, Channel>) =>
  (kind: string, address: string): Reach => {
    const channel = channels.get(kind);
    if (channel === undefined || !channel.validateAddress(address).ok) return 'no_channel';
    const sends = channel.missing === null && (channel.refusalOf?.(address) ?? null) === null;
    return sends ? 'sends' : 'not_set_up';
  };
