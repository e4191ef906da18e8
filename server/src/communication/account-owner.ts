import { linkState } from '../platform/auth/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { tellAdministrators } from './administrators.ts';
import {
  ACCOUNT,
  type AccountSubject,
  accountSubject,
  type Invitation,
  invitationOf,
  linkSource,
  undeliveredContent,
} from './decide-account.ts';
import { hourOf } from './decide-troubles.ts';
import type { DeliveryDeps } from './deps.ts';
import { isOpen, type Message, type MessageContent, type NotSentReason } from './model.ts';
import { enqueue } from './outbox.ts';
import type { MessageOwner } from './owner.ts';
import { findMessage, lockSource, messagesOf } from './store.ts';

/**
 * Answers for the mails about people's own accounts. A link that no longer works is not mailed: whoever taps it learns only
 * that it is too late, and does not know whom to ask. What did not get there is told to somebody who can do something about
 * it, in the transaction in which it is recorded.
 */
export const accountOwner = (deps: DeliveryDeps): MessageOwner => ({
  kind: ACCOUNT,
  async stillWanted(reader, message): Promise<NotSentReason | null> {
    const subject = accountSubject(message);
    if (subject.what === 'reach') return null;
    const state = await linkState(reader, subject.tokenHash, deps.clock.now());
    return state === 'works' ? null : `link_${state}`;
  },
  // What it says is a moment, and stays true however long it waits.
  refresh: async () => null,
  async onEvent(tx, event) {
    if (event.type !== 'communication.settled') return;
    // The page of whom it invites shows how it stands.
    await publishLive(tx, { topic: 'directory' });
    const isUndelivered = event.outcome === 'dead' || event.reason === 'link_expired';
    const message = isUndelivered ? await findMessage(tx, event.messageId) : undefined;
    if (message !== undefined) await undelivered(deps, tx, message, event.reason ?? '');
  },
});

async function undelivered(deps: DeliveryDeps, tx: Tx, message: Message, reason: string): Promise<void> {
  const subject = accountSubject(message);
  if (subject.what === 'reach' && (await reachesAnother(tx, message))) return;
  const personId = message.personId ?? '';
  const [person] = await deps.addressBook.recipients(tx, [personId]);
  const channel = deps.channels.get(message.channel ?? '');
  const content = undeliveredContent(
    {
      what: subject.what,
      person: { id: personId, name: person?.name ?? 'Deleted user' },
      address: channel?.display(message.address ?? '') ?? '',
      content: message.content,
      reason,
      handedTo: channel?.handedTo ?? 'its channel',
    },
    deps.publicUrl,
  );
  const key = keyOf(deps, subject, message);
  if (subject.what === 'invitation' && (await tellInviter(deps, tx, { subject, personId, key, content })))
    return;
  await tellAdministrators(deps, tx, key, content);
}

/** Once for each time that it was given up. Anybody can ask for somebody's reset, so these are told once a day. */
const keyOf = ({ clock }: DeliveryDeps, { what }: AccountSubject, message: Message): string => {
  if (what === 'password_reset')
    return `undelivered:${what}:${message.personId}:${Math.floor(hourOf(clock.now()) / 24)}`;
  return what === 'reach'
    ? `undelivered:${message.source.id}`
    : `undelivered:${message.id}:${message.ageFrom.epochMilliseconds}`;
};

/** The same went to several addresses: one that took it is enough, and one that may still take it is waited for. */
async function reachesAnother(tx: Tx, { id, source }: Message): Promise<boolean> {
  // Of two that fail at once the second sees the first.
  await lockSource(tx, source);
  const all = await messagesOf(tx, source, MOST_ADDRESSES);
  return all.some(
    (other) =>
      other.id !== id && (isOpen(other.state) || other.state === 'accepted' || other.state === 'delivered'),
  );
}

/** More than a person can have. */
const MOST_ADDRESSES = 100;

/** @returns false when no person invited, or the one who did cannot be reached */
async function tellInviter(
  deps: DeliveryDeps,
  tx: Tx,
  about: {
    readonly subject: Extract<AccountSubject, { what: 'invitation' }>;
    readonly personId: string;
    readonly key: string;
    readonly content: MessageContent;
  },
): Promise<boolean> {
  const { invitedBy } = about.subject;
  if (invitedBy === null || invitedBy === about.personId) return false;
  const told = await enqueue(deps, tx, [
    {
      key: about.key,
      purpose: 'system',
      personId: invitedBy,
      source: { kind: 'system', id: about.key, generation: 0 },
      content: about.content,
      drill: false,
    },
  ]);
  return told.some(({ state }) => state !== 'suppressed');
}

/** How somebody's last invitation stands; null when none was sent. */
export async function lastInvitation(
  { channels, clock }: Pick<DeliveryDeps, 'channels' | 'clock'>,
  reader: Reader,
  person: { readonly id: string; readonly email: string },
): Promise<Invitation | null> {
  const [message] = await messagesOf(reader, { kind: ACCOUNT, id: linkSource('invitation', person.id) }, 1);
  if (message === undefined) return null;
  const handedTo = channels.get(message.channel ?? '')?.handedTo ?? 'its channel';
  return invitationOf(message, person.email, handedTo, clock.now());
}
