import { Fault } from '../../kernel/index.ts';
import type { Reader } from '../db/index.ts';
import { sha256 } from '../ids.ts';
import { adoptBootstrapToken } from './bootstrap.ts';
import { linkNotValid } from './faults.ts';
import { makeLink } from './links.ts';
import type { AccountsOptions } from './options.ts';
import { createPasswordFlows } from './passwords.ts';
import { anyHasPassword } from './store.ts';
import { useSetupLink } from './store-links.ts';

const SETUP_HOURS = 24 * 7;

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
     * At start: takes over the bootstrap token, and makes a set-up link when there is no administrator yet. Those of other
     * processes go on working: of several that start, people read the console of any.
     * @returns the link to show on the console, or undefined when set-up is done
     */
    async prepare(): Promise<string | undefined> {
      return database.transaction(async (tx) => {
        if (options.adoptBootstrapToken) await adoptBootstrapToken(tx, options);
        if (await hasAdministrator(tx)) return undefined;
        const { token } = await makeLink(tx, clock, 'setup', null, SETUP_HOURS);
        return `${options.publicUrl}/setup?token=${token}`;
      });
    },

    setupNeeded: async (): Promise<boolean> => !(await hasAdministrator(database.db)),

    /**
     * First run: the holder of the set-up link becomes the administrator. Never once somebody can get in: the link would
     * take over any account. @throws Fault `link_not_valid`
     */
    async setUp(input: {
      token: string;
      name: string;
      email: string;
      password: string;
      timezone: string;
    }): Promise<void> {
      const person = await database.transaction(async (tx) => {
        const good = await useSetupLink(tx, sha256(input.token), clock.now());
        if (!good || (await hasAdministrator(tx))) throw linkNotValid();
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

    /** Whether somebody has a password to sign in with. */
    hasPassword: (reader: Reader, personId: string): Promise<boolean> => anyHasPassword(reader, [personId]),

    /** A link that signs in once, within an hour. The demo's, which has nobody to ask for a password. */
    async signInLink(personId: string): Promise<string> {
      const person = await people.byId(database.db, personId);
      if (person === undefined) throw new Fault('not_found', 'not_found', 'Person not found.');
      await credentials.ensureUser(person);
      const { token } = await database.transaction((tx) => makeLink(tx, clock, 'sign_in', personId, 1));
      return `${options.publicUrl}/sign-in?token=${token}`;
    },
  };
}
