import type { Clock } from '../../kernel/index.ts';
import type { Database, Tx } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import type { Audit } from './audit.ts';
import type { Credentials } from './credentials.ts';
import type { People, SendAccountMail } from './people.ts';

/** What accounts are made of. */
export interface AccountsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly credentials: Credentials;
  readonly people: People;
  readonly audit: Audit;
  readonly sendMail: SendAccountMail;
  /** Makes `sendReset` be called with this address, after the transaction and whatever becomes of this process. */
  readonly sendResetLater: (tx: Tx, email: string) => Promise<void>;
  /** What lacks for mail to leave, as a sentence ("SMTP_URL is not set."); null when it can. */
  readonly mailMissing: string | null;
  readonly publicUrl: string;
  readonly log: Log;
  readonly bootstrapToken: string | undefined;
  /** Whether this process's setting counts: of api and worker, the one that answers requests. */
  readonly adoptBootstrapToken: boolean;
}
