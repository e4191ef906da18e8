import type { Clock } from '../../kernel/index.ts';
import type { Database } from '../db/index.ts';
import type { Throttle } from '../throttle/index.ts';
import type { Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import type { Auth } from './better-auth.ts';
import type { Credentials } from './credentials.ts';
import type { LimitedSessions } from './limited-session.ts';
import type { People } from './people.ts';

/** What the routes of accounts and tokens are made of. */
export interface AuthRoutesOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly auth: Auth;
  readonly accounts: Accounts;
  readonly credentials: Credentials;
  readonly people: People;
  readonly audit: Audit;
  readonly throttle: Throttle;
  readonly limited: Pick<LimitedSessions, 'end'>;
  readonly publicUrl: string;
}
