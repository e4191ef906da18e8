import { type Instant, isBefore } from '../kernel/index.ts';
import { failureInWords } from './decide-troubles.ts';
import { isOpen, type Message, type MessageContent } from './model.ts';

/**
 * Mails about somebody's own account: the invitation, the password reset, and that another person changed how they are
 * reached. Their source is `account`, so that they have an owner; its id finds the last one of a kind.
 */
export const ACCOUNT = 'account';

export type AccountSubject =
  | { readonly what: 'invitation'; readonly tokenHash: string; readonly invitedBy: string | null }
  | { readonly what: 'password_reset'; readonly tokenHash: string }
  | { readonly what: 'reach' };

/** The id of the source of a person's invitations, or of their resets. */
export const linkSource = (what: 'invitation' | 'password_reset', personId: string): string =>
  `${what}:${personId}`;

/** A link's mail has the link's name in its key: there is one mail for each link, and its owner finds the link by it. */
export const linkKey = (
  what: 'invitation' | 'password_reset',
  tokenHash: string,
  invitedBy: string | null,
): string => ['account', what, tokenHash, invitedBy ?? ''].join(':');

/** What a mail with the source `account` is about. */
export function accountSubject({ key }: Pick<Message, 'key'>): AccountSubject {
  const [, what, tokenHash = '', invitedBy = ''] = key.split(':');
  if (what === 'invitation') return { what, tokenHash, invitedBy: invitedBy === '' ? null : invitedBy };
  if (what === 'password_reset') return { what, tokenHash };
  return { what: 'reach' };
}

/** A mail about somebody's account that did not get there. */
export interface Undelivered {
  readonly what: AccountSubject['what'];
  readonly person: { readonly id: string; readonly name: string };
  readonly address: string;
  /** What the mail itself says. */
  readonly content: Pick<MessageContent, 'subject' | 'facts'>;
  /** A failure, or `link_expired`. */
  readonly reason: string;
  /** Who would have taken it: "the mail server". */
  readonly handedTo: string;
}

/** To whoever can do something about it: that a mail about an account did not get there, why, and what to do. */
export function undeliveredContent(undelivered: Undelivered, publicUrl: string): MessageContent {
  const { what, person, address, content } = undelivered;
  const { subject, named, advice } = undeliveredWords[what](undelivered);
  return {
    kind: 'system',
    subject,
    headline: `${named} ${whyUndelivered(undelivered)}`,
    facts: [
      { label: 'Message', value: content.subject },
      { label: 'Sent to', value: address },
      ...(what === 'reach' ? content.facts : []),
    ],
    paragraphs: [advice],
    actions: [{ label: `View ${person.name}`, url: `${publicUrl}/people/${person.id}`, kind: 'open' }],
    thread: { id: `undelivered-${person.id}`, title: person.name },
  };
}

const undeliveredWords: Readonly<
  Record<
    AccountSubject['what'],
    (of: Undelivered) => { readonly subject: string; readonly named: string; readonly advice: string }
  >
> = {
  invitation: ({ person: { name }, reason }) => ({
    subject: `The invitation to ${name} could not be delivered`,
    named: `The invitation to ${name}`,
    advice: inviteAgain(reason),
  }),
  password_reset: ({ person: { name } }) => ({
    subject: `The password reset for ${name} could not be delivered`,
    named: `The password reset for ${name}`,
    advice: `A link to choose a new password was requested for ${name} and did not arrive. Check the e-mail address, then ask ${name} to request a new link. Further failures within the day are only listed.`,
  }),
  reach: ({ person: { name }, content }) => ({
    subject: `${name} could not be notified: ${content.subject}`,
    named: `The notice to ${name}`,
    advice: `Ask ${name} whether they expected the change. If they did not, undo it.`,
  }),
};

const whyUndelivered = ({ reason, handedTo }: Pick<Undelivered, 'reason' | 'handedTo'>): string =>
  reason === 'link_expired'
    ? `could not be delivered before its link expired: ${handedTo} did not accept it in time.`
    : `could not be delivered, because ${failureInWords(reason).replace(/^it\b/, handedTo)}.`;

const inviteAgain = (reason: string): string => {
  if (reason === 'bad_address' || reason === 'gone')
    return 'Correct the e-mail address, then send a new invitation.';
  return reason === 'link_expired'
    ? 'Send a new invitation.'
    : 'Find out why it is not accepted, then send a new invitation.';
};

/** How somebody's last invitation stands. */
export interface Invitation {
  /** sending: not accepted by the mail server yet. expired: sent, but its link no longer works. failed: not delivered. */
  readonly state: 'sending' | 'sent' | 'expired' | 'failed';
  readonly sentAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly reason: string | null;
  /** What there is to know, and what to do. */
  readonly sentence: string;
}

/**
 * How an invitation stands, for the page of whom it invites.
 * @param email their address now: a link that went to another one no longer works
 */
export function invitationOf(message: Message, email: string, handedTo: string, now: Instant): Invitation {
  const { state, reason, address, handedAt: sentAt, deadline: expiresAt } = message;
  const of = (kind: Invitation['state'], sentence: string) => ({
    state: kind,
    sentAt,
    expiresAt,
    reason,
    sentence,
  });
  const moved = address !== email;
  if (state === 'dead' || reason === 'link_expired')
    return of(
      'failed',
      `The invitation to ${address} ${whyUndelivered({ reason: reason ?? '', handedTo })} ${moved ? 'Send a new invitation.' : inviteAgain(reason ?? '')}`,
    );
  if (state === 'stopped' || state === 'suppressed')
    return of(
      'failed',
      `The invitation to ${address} was withdrawn before it was sent. Send a new invitation.`,
    );
  if (isOpen(state))
    return of(
      'sending',
      state === 'retrying'
        ? `The invitation to ${address} has not been sent yet, because ${failureInWords(reason ?? '').replace(/^it\b/, handedTo)}. It is retried until its link expires.`
        : `The invitation to ${address} is being sent.`,
    );
  if (moved || (expiresAt !== null && !isBefore(now, expiresAt)))
    return of(
      'expired',
      `The invitation sent to ${address} ${moved ? 'no longer works, because their e-mail address changed' : 'has expired'}. Send a new invitation.`,
    );
  return of('sent', `The invitation was sent to ${address}.`);
}
