import type { Instant } from '../../kernel/index.ts';
import type { Reader, Tx } from '../db/index.ts';
import type { AccountRole } from '../http/index.ts';

/** A person as far as accounts care. */
export interface AccountPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
  readonly role: AccountRole;
  readonly active: boolean;
}

/** What accounts need of the directory; the composition root fills it in, so that this folder needs no chapter. */
export interface People {
  byId(reader: Reader, id: string): Promise<AccountPerson | undefined>;
  byEmail(reader: Reader, email: string): Promise<AccountPerson | undefined>;
  /** The ids of the active administrators. */
  administrators(reader: Reader): Promise<readonly string[]>;
  /** Makes the person with this e-mail address an administrator, creating them when there is none. */
  ensureAdministrator(
    tx: Tx,
    person: { name: string; email: string; timezone: string },
  ): Promise<AccountPerson>;
}

type AccountMailKind = 'invitation' | 'password_reset';

/** A mail with a link that sets a password. */
export interface AccountMail {
  readonly personId: string;
  readonly kind: AccountMailKind;
  readonly url: string;
  /** The link's, by which `linkState` knows it. */
  readonly tokenHash: string;
  /** When the link stops working: the mail says so, and is not sent any more from then on. */
  readonly expiresAt: Instant;
  /** Whoever sent the invitation, to hear if it could not be delivered; null: no person did. */
  readonly invitedBy: string | null;
}

/** How accounts send their mails. */
export type SendAccountMail = (tx: Tx, mail: AccountMail) => Promise<void>;
