import { Fault } from '../../kernel/index.ts';
import type { Auth } from './better-auth.ts';
import type { AccountPerson } from './people.ts';
import { signInName } from './sign-in-name.ts';

export interface Credentials {
  /** Makes the account of a person who has none yet; without a password it can be entered by a link only. */
  ensureUser(person: AccountPerson): Promise<void>;
  /** Sets the password, making the account at the first time; ends all the person's sessions. @throws Fault `password_too_short` */
  setPassword(person: AccountPerson, password: string): Promise<void>;
  endSessions(personId: string): Promise<void>;
}

/** What we do to better-auth's tables beyond its own endpoints. */
export function createCredentials(auth: Auth): Credentials {
  /** The account's id is the person's, so that a session names its person without a look-up table. */
  async function ensureUser({ id, name, email }: AccountPerson): Promise<void> {
    const { internalAdapter } = await auth.$context;
    const known = await internalAdapter.findUserById(id);
    const signsInAs = signInName(email);
    if (known === null)
      await internalAdapter.createUser(
        { id, name, email: signsInAs, emailVerified: true },
        { method: 'admin' },
      );
    else if (known.email !== signsInAs) await internalAdapter.updateUser(id, { email: signsInAs });
  }

  return {
    ensureUser,
    async setPassword(person, password) {
      const { internalAdapter, password: passwords } = await auth.$context;
      if (password.length < passwords.config.minPasswordLength)
        throw new Fault(
          'invalid',
          'password_too_short',
          'Use at least 10 characters. A sentence is a good password.',
          [{ path: 'password', message: 'must have at least 10 characters' }],
        );
      const hash = await passwords.hash(password);
      await ensureUser(person);
      const accounts = await internalAdapter.findAccounts(person.id);
      if (accounts.some((account) => account.providerId === 'credential'))
        await internalAdapter.updatePassword(person.id, hash);
      else
        await internalAdapter.linkAccount({
          userId: person.id,
          providerId: 'credential',
          accountId: person.id,
          password: hash,
        });
      await internalAdapter.deleteUserSessions(person.id);
    },
    endSessions: async (personId) => (await auth.$context).internalAdapter.deleteUserSessions(personId),
  };
}
