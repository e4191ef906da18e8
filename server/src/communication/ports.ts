import type { Tx } from '../platform/db/index.ts';
import type { Message, MessageContent, NotSentReason, Recipient } from './model.ts';

/** Who can be reached where; answered by the directory. */
export interface AddressBook {
  /** The people among `personIds` who exist. */
  recipients(tx: Tx, personIds: readonly string[]): Promise<readonly Recipient[]>;
  /** Remembers that a contact method does not work, so that its owner is shown and other methods come first. */
  flag(tx: Tx, contactMethodId: string, reason: string): Promise<void>;
  /** Forgets that these do not work: something was handed over there, or it was their provider that failed. */
  restore(tx: Tx, contactMethodIds: readonly string[]): Promise<void>;
  /** Those who are told when Tocsin itself is in trouble. */
  administrators(tx: Tx): Promise<readonly string[]>;
}

/**
 * Asked before every try, late ones above all: a reason not to send after all, or null. Answered by whoever asked for
 * the message (escalation). Must not lock rows: it is asked while others who hold locks stop messages.
 */
export type StillWanted = (tx: Tx, message: Message) => Promise<NotSentReason | null>;

/** What became of a message while it waited: other words, or nobody wants it any more. */
export type AsOfNow = { readonly content: MessageContent } | { readonly unwanted: NotSentReason };

/**
 * Asked of a message that has waited: what was true when it was written may not be when it leaves, and late is no excuse
 * for telling somebody that nobody has acknowledged. null: it stays as it is. Dearer than `StillWanted`, which is why it
 * is another question; must not lock rows either.
 */
export type Rewrite = (tx: Tx, message: Message) => Promise<AsOfNow | null>;
