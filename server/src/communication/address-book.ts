import type { Directory } from '../directory/index.ts';
import { recipient } from './decide-recipient.ts';
import type { AddressBook } from './ports.ts';

/** Where people can be reached, as the directory says. */
export const addressBookOf = (directory: Directory): AddressBook => ({
  recipients: async (tx, personIds) => {
    const { people } = await directory.facts(tx);
    return personIds.flatMap((id) => {
      const person = people.get(id);
      return person === undefined ? [] : [recipient(person)];
    });
  },
  methodsAt: async (tx, channel, address) =>
    [...(await directory.facts(tx)).people.values()].flatMap(({ id: personId, contactMethods }) =>
      contactMethods
        .filter((method) => method.kind === channel && method.address === address)
        .map(({ id, label, disabledReason }) => ({ id, personId, label, disabledReason })),
    ),
  flag: (tx, contactMethodId, reason) => directory.disableContactMethod(tx, contactMethodId, reason),
  remove: (tx, contactMethodId) => directory.dropContactMethod(tx, contactMethodId),
  restore: (tx, contactMethodIds) => directory.restoreContactMethods(tx, contactMethodIds),
  administrators: (tx) => directory.administrators(tx),
});
