import { lastResort, type Person, rulesFor, SIGN_IN_KIND } from '../directory/index.ts';
import type { Recipient } from './model.ts';

/**
 * A person with the ways to reach them: their own, then those of last resort, among them the address they sign in with.
 * It is a way like any other for somebody who has set up none.
 */
export function recipient(person: Person): Recipient {
  const resort = lastResort(person);
  const signIn = { id: person.id, channel: SIGN_IN_KIND, address: person.email };
  const methods = person.contactMethods.flatMap(({ id, kind, address, disabledReason, secret }) =>
    disabledReason === null || resort.includes(id)
      ? [{ id, channel: kind, address, usable: disabledReason === null, ...(secret && { secret }) }]
      : [],
  );
  return {
    personId: person.id,
    name: person.name,
    active: person.active,
    zone: person.timezone,
    quietHours: person.quietHours,
    methods: resort.includes(person.id)
      ? [...methods, { ...signIn, usable: person.contactMethods.length === 0 }]
      : methods,
    rules: [...rulesFor(person, 'page'), ...rulesFor(person, 'notice')],
  };
}
