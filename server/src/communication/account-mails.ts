import { type Directory, SIGN_IN_KIND, type TellReachChanged } from '../directory/index.ts';
import type { SendAccountMail } from '../platform/auth/index.ts';
import { newId } from '../platform/ids.ts';
import type { Channel } from './channel.ts';
import { ACCOUNT, linkKey, linkSource } from './decide-account.ts';
import { closedLink } from './sealed-links.ts';
import type { Communication } from './service.ts';
import { moment } from './words.ts';

/**
 * Invitations and new passwords go to the address one signs in with, whatever one's contact rules say. Until when the link
 * works is said as a moment and not as "in 2 hours": nobody knows how long a mail is under way, and mail servers hold new
 * senders back for hours.
 */
export const accountMail =
  (communication: Communication, directory: Directory, secret: string): SendAccountMail =>
  async (tx, { personId, kind, url, tokenHash, expiresAt, invitedBy }) => {
    const person = await directory.personById(tx, personId);
    if (person === undefined) return;
    const words = accountWords[kind];
    await communication.enqueue(tx, [
      {
        key: linkKey(kind, tokenHash, invitedBy),
        purpose: 'system',
        personId,
        channel: SIGN_IN_KIND,
        address: person.email,
        source: { kind: ACCOUNT, id: linkSource(kind, personId), generation: 0 },
        deadline: expiresAt,
        content: {
          kind: 'system',
          subject: words.subject,
          headline: words.headline,
          facts: [],
          paragraphs: [
            `The link can be used once and expires on ${moment(expiresAt, person.timezone)}.`,
            words.otherwise,
          ],
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
      // What no channel sends to, or none that is set up, would only wait there for ever.
      addresses
        .filter(({ channel }) => channels.get(channel)?.missing === null)
        .map(({ channel, address }, index) => ({
          key: `reach:${id}:${index}`,
          purpose: 'system' as const,
          personId,
          channel,
          address,
          source: { kind: ACCOUNT, id: `reach:${id}`, generation: 0 },
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
