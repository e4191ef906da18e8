import type { Channel } from '../communication/index.ts';
import { type Directory, SIGN_IN_KIND } from '../directory/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import {
  type Accounts,
  type Audit,
  authRoutes,
  createAccounts,
  createAuth,
  createAuthenticate,
  createCredentials,
  type LimitedSessions,
  type People,
  redeemSignInLink,
  type SendAccountMail,
  tokenRoutes,
} from '../platform/auth/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Authenticate, Routes } from '../platform/http/index.ts';
import { sha256 } from '../platform/ids.ts';
import type { Log } from '../platform/log/index.ts';
import { sharedThrottle } from '../platform/throttle/index.ts';

const RECOVER = 'accounts.recover';

/** Accounts, wired to the directory that says who people are. */
export function wireAccounts(parts: {
  readonly config: Config & { readonly secret: string };
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly directory: Directory;
  readonly audit: Audit;
  readonly sendMail: SendAccountMail;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly limited: LimitedSessions;
}): {
  service: Accounts;
  authenticate: Authenticate;
  routes: Routes;
  tasks: TaskGroup;
  close(): Promise<void>;
} {
  const { config, clock, database, log, directory, audit, sendMail, channels } = parts;
  const people: People = {
    byId: directory.personById,
    byEmail: directory.personByEmail,
    administrators: directory.administrators,
    ensureAdministrator: directory.ensureAdministrator,
  };
  const { auth, close } = createAuth({
    database,
    publicUrl: config.publicUrl,
    secret: config.secret,
    log,
    redeemSignInLink: redeemSignInLink(database, clock, people),
  });
  const credentials = createCredentials(auth);
  const service = createAccounts({
    database,
    clock,
    credentials,
    people,
    audit,
    sendMail,
    // By the address, so that a thousand requests for one are one.
    sendResetLater: (tx, email) =>
      wakeAt(tx, { task: RECOVER, key: sha256(email), runAt: clock.now(), payload: { email } }),
    mailMissing: channels.get(SIGN_IN_KIND)?.missing ?? null,
    publicUrl: config.publicUrl,
    log,
    bootstrapToken: config.bootstrapToken,
    adoptBootstrapToken: config.role !== 'worker',
  });
  const { publicUrl } = config;
  const throttle = sharedThrottle(database.db, clock);
  const routeParts = {
    ...{ database, clock, auth, accounts: service },
    ...{ credentials, people, audit, throttle, publicUrl, limited: parts.limited },
  };
  return {
    service,
    authenticate: createAuthenticate({
      ...{ database, clock, auth, people, publicUrl },
      limited: parts.limited,
    }),
    routes: (server) => {
      authRoutes(routeParts)(server);
      tokenRoutes(routeParts)(server);
    },
    tasks: {
      name: 'accounts',
      concurrency: 1,
      tasks: { [RECOVER]: ({ email }) => service.sendReset(String(email)) },
    },
    close,
  };
}
