import { type Clock, Fault, plusSeconds } from '../../kernel/index.ts';
import type { Database, Reader, Tx } from '../db/index.ts';
import { permissionsOf } from '../http/index.ts';
import { newId, randomToken, sha256 } from '../ids.ts';
import type { Audit } from './audit.ts';
import type { Credentials } from './credentials.ts';
import type { People, SendAccountMail } from './people.ts';
import { anyHasPassword, deleteLinks, insertLink, insertToken, type LinkKind, useLink } from './store.ts';

const HOUR = 3600;
const INVITATION_HOURS = 72;
const RESET_HOURS = 2;

export interface AccountsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly credentials: Credentials;
  readonly people: People;
  readonly audit: Audit;
  readonly sendMail: SendAccountMail;
  /** What lacks for mail to leave, as a sentence ("SMTP_URL is not set."); null when it can. */
  readonly mailMissing: string | null;
  readonly publicUrl: string;
  readonly bootstrapToken: string | undefined;
}

export type Accounts = ReturnType<typeof createAccounts>;

/** Set-up, invitations, password resets and one-time sign-in links. */
export function createAccounts(options: AccountsOptions) {
  const { database, clock, credentials, people, audit } = options;

  /** Somebody who can get in: an administrator that only `org.yaml` knows has no password yet. */
  const hasAdministrator = async (reader: Reader): Promise<boolean> =>
    anyHasPassword(reader, await people.administrators(reader));

  return {
    ...createPasswordFlows(options),

    /**
     * At start: stores the bootstrap token, and makes a fresh set-up link when there is no administrator yet.
     * @returns the link to show on the console, or undefined when set-up is done
     */
    async prepare(): Promise<string | undefined> {
      return database.transaction(async (tx) => {
        if (options.bootstrapToken !== undefined) {
          await insertToken(tx, {
            id: newId(clock),
            name: 'bootstrap',
            prefix: options.bootstrapToken.slice(0, 6),
            tokenHash: sha256(options.bootstrapToken),
            personId: null,
            scopes: [...permissionsOf('administrator')],
            createdAt: clock.now(),
            expiresAt: null,
          });
        }
        if (await hasAdministrator(tx)) return undefined;
        await deleteLinks(tx, 'setup');
        return `${options.publicUrl}/setup?token=${await makeLink(tx, clock, 'setup', null, 24 * 7)}`;
      });
    },

    setupNeeded: async (): Promise<boolean> => !(await hasAdministrator(database.db)),

    /** First run: the holder of the set-up link becomes the administrator. @throws Fault `link_not_valid` */
    async setUp(input: {
      token: string;
      name: string;
      email: string;
      password: string;
      timezone: string;
    }): Promise<void> {
      const person = await database.transaction(async (tx) => {
        if ((await useLink(tx, sha256(input.token), 'setup', clock.now())) === undefined)
          throw linkNotValid();
        const created = await people.ensureAdministrator(tx, input);
        await audit(tx, {
          actor: { kind: 'person', personId: created.id, via: 'web' },
          action: 'installation.set_up',
          subjectKind: 'person',
          subjectId: created.id,
        });
        return created;
      });
      await credentials.setPassword(person, input.password);
    },

    /** A link that signs in once, within an hour. The demo's, which has nobody to ask for a password. */
    async signInLink(personId: string): Promise<string> {
      const person = await people.byId(database.db, personId);
      if (person === undefined) throw new Fault('not_found', 'not_found', 'There is no such person.');
      await credentials.ensureUser(person);
      const token = await database.transaction((tx) => makeLink(tx, clock, 'sign_in', personId, 1));
      return `${options.publicUrl}/sign-in?token=${token}`;
    },
  };
}

/** Invitations and resets: both are a mailed link that sets a password. */
function createPasswordFlows(options: AccountsOptions) {
  const { database, clock, credentials, people, audit } = options;
  return {
    /** Mails an invitation to set a password. @throws Fault `mail_not_set_up` */
    async invite(tx: Tx, personId: string): Promise<void> {
      if (options.mailMissing !== null)
        throw new Fault(
          'conflict',
          'mail_not_set_up',
          `No invitation can be sent, because e-mail is not set up. ${options.mailMissing}`,
        );
      const token = await makeLink(tx, clock, 'password', personId, INVITATION_HOURS);
      const url = `${options.publicUrl}/password?token=${token}`;
      await options.sendMail(tx, { personId, kind: 'invitation', url, expiresInHours: INVITATION_HOURS });
    },

    /**
     * Mails a reset link, if this address is somebody's; says nothing either way, so that addresses cannot be probed.
     * Without mail it refuses every address alike: whoever waits for a link that cannot come asks nobody else.
     * @throws Fault `mail_not_set_up`
     */
    async recover(email: string): Promise<void> {
      if (options.mailMissing !== null)
        throw new Fault(
          'conflict',
          'mail_not_set_up',
          'No link can be sent, because e-mail is not set up here. Ask whoever runs Tocsin.',
        );
      await database.transaction(async (tx) => {
        const person = await people.byEmail(tx, email);
        if (person?.active !== true) return;
        const token = await makeLink(tx, clock, 'password', person.id, RESET_HOURS);
        const url = `${options.publicUrl}/password?token=${token}`;
        await options.sendMail(tx, {
          personId: person.id,
          kind: 'password_reset',
          url,
          expiresInHours: RESET_HOURS,
        });
      });
    },

    /** Redeems an invitation or reset link. @throws Fault `link_not_valid`, `password_too_short` */
    async choosePassword(token: string, password: string): Promise<{ email: string }> {
      const person = await database.transaction(async (tx) => {
        const used = await useLink(tx, sha256(token), 'password', clock.now());
        const found = used?.personId ? await people.byId(tx, used.personId) : undefined;
        if (found?.active !== true) throw linkNotValid();
        await audit(tx, {
          actor: { kind: 'person', personId: found.id, via: 'link' },
          action: 'password.set',
          subjectKind: 'person',
          subjectId: found.id,
        });
        return found;
      });
      await credentials.setPassword(person, password);
      return { email: person.email };
    },
  };
}

/** A one-time token of this kind; only its hash is kept. */
async function makeLink(
  tx: Tx,
  clock: Clock,
  kind: LinkKind,
  personId: string | null,
  hours: number,
): Promise<string> {
  const token = randomToken();
  const createdAt = clock.now();
  const expiresAt = plusSeconds(createdAt, hours * HOUR);
  await insertLink(tx, { tokenHash: sha256(token), kind, personId, createdAt, expiresAt });
  return token;
}

/** Redeems a one-time sign-in link; separate from createAccounts because better-auth needs it before that exists. */
export const redeemSignInLink = (database: Database, clock: Clock) => (token: string) =>
  database.transaction(
    async (tx) => (await useLink(tx, sha256(token), 'sign_in', clock.now()))?.personId ?? undefined,
  );

const linkNotValid = (): Fault =>
  new Fault(
    'invalid',
    'link_not_valid',
    'This link is not valid any more. It works once and for a limited time; ask for a new one.',
  );
