import { randomInt } from 'node:crypto';
import type { Directory, Person } from '../directory/index.ts';
import { Fault, notFound } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { AckLinks, TestGrant } from './ack-link.ts';
import { notBefore, refusalOfCode, TEST, testContent } from './decide-contact-test.ts';
import type { DeliveryDeps } from './deps.ts';
import { enqueue } from './outbox.ts';
import type { MessageOwner } from './owner.ts';
import { countWrongCode, findTest, saveTest } from './store-contact-tests.ts';

export interface ContactTestDeps {
  readonly delivery: DeliveryDeps;
  readonly directory: Pick<Directory, 'facts' | 'proveContactMethod'>;
  readonly links: Pick<AckLinks, 'testLinkFor'>;
}

/** A test page that somebody is looking at. */
export interface TestSubject {
  readonly label: string;
  readonly person: string;
  readonly answered: boolean;
  readonly url: string;
}

/** Tests of contact methods: a page with a code in it, which is acknowledged like any other. */
export interface ContactTests {
  /** Sends a test page to one contact method of a person. @throws Fault not_found, rate_limited, conflict */
  send(tx: Tx, personId: string, methodId: string): Promise<void>;
  /** Takes the code that the owner read there. @throws Fault invalid when it is not the right one */
  confirm(personId: string, methodId: string, code: string): Promise<void>;
  /** What an acknowledge link of a test page shows; undefined when the method is gone. */
  subject(grant: TestGrant): Promise<TestSubject | undefined>;
  /** The test page was acknowledged. */
  answer(grant: TestGrant): Promise<void>;
  readonly owner: MessageOwner;
}

export function createContactTests(deps: ContactTestDeps): ContactTests {
  const { delivery, directory } = deps;
  const { database, clock, publicUrl } = delivery;
  return {
    send: (tx, personId, methodId) => send(deps, tx, personId, methodId),
    async confirm(personId, methodId, code) {
      const refusal = await database.transaction(async (tx) => {
        await methodOf(directory, tx, personId, methodId);
        const test = await findTest(tx, methodId);
        const refused = refusalOfCode(test, code, clock.now());
        // Committed: a wrong code counts, though the request fails.
        if (refused !== null) await countWrongCode(tx, methodId);
        else if (test !== undefined)
          await directory.proveContactMethod(tx, { id: methodId, address: test.address }, 'code');
        return refused;
      });
      if (refusal !== null)
        throw new Fault('invalid', 'wrong_code', refusal, [{ path: 'code', message: refusal }]);
    },
    async subject({ personId, contactMethodId }) {
      const { people } = await directory.facts(database.db);
      const person = people.get(personId);
      const method = person?.contactMethods.find(({ id }) => id === contactMethodId);
      const test = await findTest(database.db, contactMethodId);
      if (person === undefined || method === undefined || test === undefined) return undefined;
      const { answeredAt = null } = method.proof ?? {};
      return {
        label: method.label,
        person: person.name,
        answered: answeredAt !== null && answeredAt.epochMilliseconds >= test.sentAt.epochMilliseconds,
        url: `${publicUrl}/people/${personId}`,
      };
    },
    async answer({ contactMethodId }) {
      await database.transaction(async (tx) => {
        const test = await findTest(tx, contactMethodId);
        if (test === undefined) return;
        await directory.proveContactMethod(tx, { id: contactMethodId, address: test.address }, 'answer');
      });
    },
    owner: {
      kind: TEST,
      // Of two only the last one counts.
      async stillWanted(reader, message) {
        const test = await findTest(reader, message.source.id);
        return test === undefined || test.messageId === message.id ? null : 'superseded';
      },
      refresh: async () => null,
      // The owner looks at how it stands.
      onEvent: (tx) => publishLive(tx, { topic: 'directory' }),
    },
  };
}

/** @throws Fault not_found */
async function methodOf(
  directory: ContactTestDeps['directory'],
  tx: Tx,
  personId: string,
  methodId: string,
): Promise<{ person: Person; method: Person['contactMethods'][number] }> {
  const person = (await directory.facts(tx)).people.get(personId);
  const method = person?.contactMethods.find(({ id }) => id === methodId);
  if (person === undefined || method === undefined) throw notFound('contact method');
  return { person, method };
}

async function send(
  { delivery, directory, links }: ContactTestDeps,
  tx: Tx,
  personId: string,
  methodId: string,
): Promise<void> {
  const { clock, channels, publicUrl } = delivery;
  const { method } = await methodOf(directory, tx, personId, methodId);
  const channel = channels.get(method.kind);
  if (channel === undefined) throw new Fault('conflict', 'no_channel', 'No channel sends to this address.');
  if (channel.missing !== null) throw new Fault('conflict', 'channel_not_set_up', channel.missing);
  const now = clock.now();
  if (notBefore(await findTest(tx, methodId), now) !== null)
    throw new Fault('rate_limited', 'too_many_requests', 'A test page was just sent. Try again in a moment.');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const [queued] = await enqueue(delivery, tx, [
    {
      key: `test:${newId(clock)}`,
      purpose: 'page',
      personId,
      contactMethodId: methodId,
      source: { kind: TEST, id: methodId, generation: 0 },
      content: testContent({
        label: method.label,
        code,
        methodId,
        ackUrl: channel.traits.acknowledges
          ? links.testLinkFor({ contactMethodId: methodId, personId })
          : undefined,
        profileUrl: `${publicUrl}/people/${personId}`,
      }),
      drill: false,
    },
  ]);
  if (queued === undefined || queued.state === 'suppressed')
    throw new Fault('conflict', 'not_sent', 'Turn this contact method on first.');
  const { messageId } = queued;
  await saveTest(tx, { contactMethodId: methodId, address: method.address, code, sentAt: now, messageId });
}
