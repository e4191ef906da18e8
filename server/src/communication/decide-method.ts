import type { ContactMethod, Message, Recipient } from './model.ts';

/**
 * The contact method that a message goes to: the one that it names, or the person's own at the same address. Mails about an
 * account name none, because they must not follow a method to another address; what they teach about the address counts for
 * the method all the same.
 */
export function methodOf(
  {
    contactMethodId,
    personId,
    channel,
    address,
  }: Pick<Message, 'contactMethodId' | 'personId' | 'channel' | 'address'>,
  recipient: Recipient | undefined,
): ContactMethod | undefined {
  if (contactMethodId !== null) return recipient?.methods.find(({ id }) => id === contactMethodId);
  return recipient?.methods.find(
    // Under the person's own id stands the address they sign in with, which is no method of theirs.
    (method) => method.id !== personId && method.channel === channel && method.address === address,
  );
}
