import type { Tx } from '../platform/db/index.ts';
import type { DeliveryDeps } from './deps.ts';
import type { ContactMethod, Message, MessageContent, MessageDraft } from './model.ts';
import { enqueue } from './outbox.ts';

const ABOUT_TOCSIN = 'system:';

/** Whether administrators are told by it: should it fail, telling them of that would cause the next one, and so on. */
export const isToAdministrators = ({ key }: Pick<Message, 'key'>): boolean => key.startsWith(ABOUT_TOCSIN);

/**
 * One message to each administrator about Tocsin itself, once per key for ever.
 * @param avoid the channel in trouble: another one is used where they have one; otherwise that one, to arrive when it
 *   works again
 */
export async function tellAdministrators(
  deps: DeliveryDeps,
  tx: Tx,
  key: string,
  content: MessageContent,
  avoid?: string,
): Promise<void> {
  const people = await deps.addressBook.recipients(tx, await deps.addressBook.administrators(tx));
  const drafts = people.map((person): MessageDraft => {
    const way = avoid === undefined ? undefined : otherWay(person.methods, avoid, deps);
    return {
      key: `${ABOUT_TOCSIN}${key}:${person.personId}`,
      purpose: 'system',
      personId: person.personId,
      ...(way !== undefined && { contactMethodId: way.id }),
      source: { kind: 'system', id: key, generation: 0 },
      content,
      drill: false,
    };
  });
  await enqueue(deps, tx, drafts);
}

const otherWay = (
  methods: readonly ContactMethod[],
  avoid: string,
  { channels }: DeliveryDeps,
): ContactMethod | undefined =>
  methods.find(({ channel, usable }) => usable && channel !== avoid && channels.has(channel));
