import type { Reader, Tx } from '../platform/db/index.ts';
import type { CommunicationEvent } from './events.ts';
import type { Message, MessageContent, NotSentReason } from './model.ts';

/** What a message that has waited says now, or why nobody wants it any more. */
export type Refreshed = { readonly content: MessageContent } | { readonly unwanted: NotSentReason };

/** Whoever asks for messages answers for them: one for each kind of source, in the chapter that writes them. */
export interface MessageOwner {
  /** The kind of the sources whose messages these are. */
  readonly kind: string;
  /**
   * Asked before every try, late ones above all. Must not lock rows: it is asked while others who hold locks stop messages.
   * @returns a reason not to send after all, or null
   */
  stillWanted(reader: Reader, message: Message): Promise<NotSentReason | null>;
  /**
   * Asked of a message that has waited: what was true when it was written may not be when it leaves, and late is no excuse
   * for telling somebody that nobody has acknowledged. It costs more than `stillWanted`, which is why it is another
   * question; must not lock rows either.
   * @returns null when it says what it said
   */
  refresh(reader: Reader, message: Message): Promise<Refreshed | null>;
  /**
   * Of a page that may be only a repeat: whether it says something that its reader has not been sent by that method yet.
   * Left out: no.
   */
  saysNew?(reader: Reader, message: Message): Promise<boolean>;
  /**
   * What to say where a page that was handed over stands, now that it has ended: "Acknowledged by Ben Okafor." Left out,
   * or null: no more than the reason.
   */
  ending?(reader: Reader, message: Message): Promise<string | null>;
  /** What became of one, in the transaction in which it is recorded. */
  onEvent(tx: Tx, event: CommunicationEvent): Promise<void>;
}

/** All owners there are. Messages of a source without one are wanted as they were written. */
export interface MessageOwners {
  of(kind: string): MessageOwner | undefined;
  /** @throws Error when the kind has an owner already */
  add(owner: MessageOwner): void;
}

/** Made before those who own messages, because they send through what needs it. */
export function createMessageOwners(): MessageOwners {
  const byKind = new Map<string, MessageOwner>();
  return {
    of: (kind) => byKind.get(kind),
    add(owner) {
      if (byKind.has(owner.kind)) throw new Error(`Messages of the kind "${owner.kind}" have two owners.`);
      byKind.set(owner.kind, owner);
    },
  };
}
