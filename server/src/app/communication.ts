import type { AddressBook, Channel, Recipient } from '../communication/index.ts';
import { type Communication, createCommunication, type DeliveryDeps } from '../communication/index.ts';
import {
  type Directory,
  lastResort,
  type Person,
  rulesFor,
  type TellReachChanged,
} from '../directory/index.ts';
import type { SendAccountMail } from '../platform/auth/index.ts';
import { newId } from '../platform/ids.ts';
import { counter, type Metrics } from '../platform/telemetry/index.ts';
import { closedLink } from './sealed-links.ts';

/** Communication, wired to the directory that says where people can be reached. */
export const wireCommunication = (
  parts: Omit<DeliveryDeps, 'addressBook' | 'observe'> & {
    readonly directory: Directory;
    readonly metrics: Metrics;
  },
): Communication =>
  createCommunication({
    ...parts,
    addressBook: addressBook(parts.directory),
    observe: observeWith(parts.metrics),
  });

function observeWith(metrics: Metrics): DeliveryDeps['observe'] {
  const tries = counter(
    metrics,
    'tocsin_message_attempts_total',
    'Attempts to send a message by its channel',
    ['channel', 'purpose', 'outcome', 'reason'],
  );
  const took = counter(metrics, 'tocsin_message_attempt_seconds_total', 'Time channels took to send', [
    'channel',
  ]);
  return ({ seconds, ...labels }) => {
    tries.inc(labels);
    took.inc({ channel: labels.channel }, seconds);
  };
}

const addressBook = (directory: Directory): AddressBook => ({
  recipients: async (tx, personIds) => {
    const { people } = await directory.facts(tx);
    return personIds.flatMap((id) => {
      const person = people.get(id);
      return person === undefined ? [] : [recipient(person)];
    });
  },
  flag: (tx, contactMethodId, reason) => directory.disableContactMethod(tx, contactMethodId, reason),
  restore: (tx, contactMethodIds) => directory.restoreContactMethods(tx, contactMethodIds),
  administrators: (tx) => directory.administrators(tx),
});

/**
 * A person with the ways to reach them: their own, then those of last resort, among them the address they sign in with.
 * It is a way like any other for somebody who has set up none.
 */
export function recipient(person: Person): Recipient {
  const resort = lastResort(person);
  const signIn = { id: person.id, channel: 'email', address: person.email };
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

/** Invitations and new passwords go to the address one signs in with, whatever one's contact rules say. */
export const accountMail =
  (communication: Communication, directory: Directory, secret: string): SendAccountMail =>
  async (tx, { personId, kind, url, expiresInHours }) => {
    const person = await directory.personById(tx, personId);
    if (person === undefined) return;
    const words = accountWords[kind];
    await communication.enqueue(tx, [
      {
        key: `account:${kind}:${newId()}`,
        purpose: 'system',
        personId,
        channel: 'email',
        address: person.email,
        source: { kind: 'system', id: `account:${personId}`, generation: 0 },
        content: {
          kind: 'system',
          subject: words.subject,
          headline: words.headline,
          facts: [],
          paragraphs: [`The link can be used once and expires in ${expiresInHours} hours.`, words.otherwise],
          actions: [{ label: words.action, url: closedLink(secret, url), kind: 'open' }],
          thread: { id: `account-${personId}`, title: 'Your account' },
        },
        drill: false,
      },
    ]);
  };

const accountWords = {
  invitation: {
    subject: 'You are invited to Tocsin',
    headline: 'Choose a password and sign in to Tocsin.',
    action: 'Choose a password',
    otherwise:
      'Tocsin pages and notifies the right people when something breaks. Your organisation has added you.',
  },
  password_reset: {
    subject: 'Reset your Tocsin password',
    headline: 'A password reset was requested for your account.',
    action: 'Choose a new password',
    otherwise: 'If you did not request this, ignore this e-mail. Your password will not change.',
  },
} as const;

/** To whoever another person has turned elsewhere, at the addresses before the change. */
export const tellReachChanged =
  (
    { communication, publicUrl }: { readonly communication: Communication; readonly publicUrl: string },
    channels: ReadonlyMap<string, Channel>,
  ): TellReachChanged =>
  async (tx, { personId, addresses, changes, byName }) => {
    const id = newId();
    await communication.enqueue(
      tx,
      // What is not set up would only wait there for ever.
      addresses
        .filter(({ channel }) => channels.get(channel)?.missing === null)
        .map(({ channel, address }, index) => ({
          key: `reach:${id}:${index}`,
          purpose: 'system' as const,
          personId,
          channel,
          address,
          source: { kind: 'system' as const, id: `reach:${personId}`, generation: 0 },
          content: {
            kind: 'system' as const,
            subject: `${byName} changed your contact methods`,
            headline: `${byName} changed your contact methods.`,
            facts: changes.map((value) => ({ label: 'Change', value })),
            paragraphs: [
              'This is sent to your previous contact methods.',
              'If you did not expect this, correct it in your profile and tell an administrator.',
            ],
            actions: [
              {
                label: 'View your contact methods',
                url: `${publicUrl}/people/${personId}`,
                kind: 'open' as const,
              },
            ],
            thread: { id: `account-${personId}`, title: 'Your account' },
          },
          drill: false,
        })),
    );
  };
