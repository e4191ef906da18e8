import type { Message } from './model.ts';

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
